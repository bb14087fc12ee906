import { afterEach, describe, expect, jest, test } from '@jest/globals';
import express from 'express';
import type * as http from 'node:http';
import type * as realTimeModule from '../../src/runner/real-time.js';
import { afterRealTime, realNow } from '../../src/runner/real-time.js';
import { behaviours, listeners, withServer } from '../hostile/servers.js';
import { ask, rejectionOf } from '../http/ask.js';

/** Fake timers replace every other way to wait. */
const realTime = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    AbortSignal.timeout(milliseconds).addEventListener('abort', () => {
      resolve();
    });
  });

afterEach(() => {
  jest.useRealTimers();
});

describe('many alarms share one timer', () => {
  test('each at its time, in order, none that was called off', async () => {
    const ran: number[] = [];
    const started = realNow();
    const set = (milliseconds: number): (() => void) =>
      afterRealTime(milliseconds, () => ran.push(milliseconds));
    set(90);
    set(30);
    set(45)();
    set(60);
    set(0);
    await new Promise<void>((resolve) => afterRealTime(120, resolve));
    expect(ran).toEqual([0, 30, 60, 90]);
    expect(realNow() - started).toBeGreaterThanOrEqual(119);
  });

  test('a later one is not early because an earlier one was called off', async () => {
    const started = realNow();
    afterRealTime(10, () => undefined)();
    await new Promise<void>((resolve) => afterRealTime(80, resolve));
    expect(realNow() - started).toBeGreaterThanOrEqual(79);
  });

  test.each([-1, 0.5, 1e12, Infinity])('%d ms can be waited for', (milliseconds) => {
    const cancel = afterRealTime(milliseconds, () => undefined);
    expect(cancel()).toBeUndefined();
  });
});

test.each([
  ['a property of its own, as in Bun', () => ({ now: () => 7 })],
  [
    'in the prototype, whatever covers it',
    () => Object.assign(Object.create({ now: () => 7 }) as object, { now: () => 8 }),
  ],
])('the clock is %s', (_, performance) => {
  jest.isolateModules(() => {
    jest.doMock('node:perf_hooks', () => ({ performance: performance() }));
    expect(jest.requireActual<typeof realTimeModule>('../../src/runner/real-time.js').realNow()).toBe(7);
  });
  jest.dontMock('node:perf_hooks');
});

test('an AbortSignal without timeout, as in older versions of jsdom, is done without', async () => {
  const timeout = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout');
  Reflect.deleteProperty(AbortSignal, 'timeout');
  let loaded: Pick<typeof realTimeModule, 'afterRealTime'> = { afterRealTime };
  jest.isolateModules(() => {
    loaded = jest.requireActual('../../src/runner/real-time.js');
  });
  Object.defineProperty(AbortSignal, 'timeout', timeout ?? {});
  const started = realNow();
  await new Promise<void>((resolve) => loaded.afterRealTime(30, resolve));
  expect(realNow() - started).toBeGreaterThanOrEqual(29);
});

describe.each([
  ['real timers', () => jest.useRealTimers()],
  ['fake timers', () => jest.useFakeTimers()],
  ['fake timers that advance', () => jest.useFakeTimers({ advanceTimers: true })],
  ['fake timers with nothing left out, at another date', () => jest.useFakeTimers({ doNotFake: [], now: 0 })],
  ['fake timers of the old kind', () => jest.useFakeTimers({ legacyFakeTimers: true })],
])('%s', (_, useTimers) => {
  test('afterRealTime runs once, at its time', async () => {
    useTimers();
    let runs = 0;
    afterRealTime(20, () => (runs += 1));
    expect(runs).toBe(0);
    await realTime(60);
    expect(runs).toBe(1);
    await realTime(40);
    expect(runs).toBe(1);
  });

  test('afterRealTime that is called off never runs', async () => {
    useTimers();
    let runs = 0;
    const cancel = afterRealTime(10, () => (runs += 1));
    cancel();
    cancel();
    await realTime(40);
    expect(runs).toBe(0);
  });

  test('an exchange', async () => {
    useTimers();
    const app = express().get('/users', (_, response) => void response.json([]));
    expect(await ask(app, { path: '/users' })).toMatchObject({ status: 200 });
    expect(await ask(app, { path: '/users', method: 'HEAD' })).toMatchObject({ status: 200 });
  });

  test('an exchange that was loaded and served before', async () => {
    const app: http.RequestListener = (_, response) => response.end();
    await ask(app);
    useTimers();
    expect(await ask(app)).toMatchObject({ status: 200 });
  });

  test('an exchange that fails', async () => {
    useTimers();
    await withServer(behaviours['half a head, then closes'], async ({ url }) => {
      expect(await rejectionOf(ask(url))).toMatchObject({ error: 'ExchangeError answer-incomplete' });
    });
  });

  test('the timeout fires', async () => {
    useTimers();
    const app = express().use(listeners['never answers']);
    expect(await rejectionOf(ask(app, { timeout: 80 }))).toMatchObject({
      error: 'ExchangeError no-answer',
    });
  });

  test('an endless body is dropped, an idle connection closed', async () => {
    useTimers();
    let closed = 0;
    const app: http.RequestListener = (request, response) => {
      request.socket.once('close', () => (closed += 1));
      if (request.url === '/stream') response.write('endless');
      else response.end();
    };
    await ask(app, { path: '/stream' });
    await realTime(1300);
    expect(closed).toBe(1);
    await ask(app);
    await realTime(1300);
    expect(closed).toBe(2);
  });
});

test('time that is advanced by hand does not bring the timeout forward', async () => {
  jest.useFakeTimers();
  let answer = (): void => undefined;
  const app: http.RequestListener = (_, response) => {
    answer = () => response.end();
  };
  const asked = ask(app, { timeout: 2000 });
  await realTime(50);
  jest.advanceTimersByTime(60_000);
  answer();
  expect(await asked).toMatchObject({ status: 200 });
});
