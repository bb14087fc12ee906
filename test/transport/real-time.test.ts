import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { afterRealTime, realNow } from '../../src/transport/real-time.js';
import { ask, failureOf, listener, type Listener } from './ask.js';

const { setTimeout: realSetTimeout } = globalThis;
const realPause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => realSetTimeout(resolve, milliseconds));

afterEach(() => {
  jest.useRealTimers();
});

describe('afterRealTime', () => {
  test('runs what is due, in time, and nothing that was cancelled', async () => {
    const ran: string[] = [];
    const started = realNow();
    const cancels = [
      afterRealTime(90, () => ran.push('90')),
      afterRealTime(30, () => ran.push('30')),
      afterRealTime(60, () => ran.push('60')),
      afterRealTime(45, () => ran.push('never')),
      afterRealTime(0, () => ran.push('0')),
    ];
    cancels[3]?.();
    await new Promise<void>((resolve) => afterRealTime(120, resolve));
    expect(ran).toEqual(['0', '30', '60', '90']);
    expect(realNow() - started).toBeGreaterThanOrEqual(118);
    for (const cancel of cancels) cancel();
  });

  test('a later alarm is not early because an earlier one was cancelled', async () => {
    const started = realNow();
    afterRealTime(10, () => undefined)();
    await new Promise<void>((resolve) => afterRealTime(80, resolve));
    expect(realNow() - started).toBeGreaterThanOrEqual(78);
  });

  test('an alarm set by an alarm runs', async () => {
    await new Promise<void>((resolve) => afterRealTime(5, () => afterRealTime(5, resolve)));
    expect(realNow()).toBeGreaterThan(0);
  });

  test.each([0.5, 1e12, Infinity])('%d ms is a time', (milliseconds) => {
    expect(() => afterRealTime(milliseconds, () => undefined)()).not.toThrow();
  });
});

const fakes: [title: string, fake: () => unknown][] = [
  ['modern', () => jest.useFakeTimers()],
  ['advancing', () => jest.useFakeTimers({ advanceTimers: true })],
  ['with nothing left out', () => jest.useFakeTimers({ doNotFake: [] })],
  ['at another date', () => jest.useFakeTimers({ now: 0 })],
  ['legacy', () => jest.useFakeTimers({ legacyFakeTimers: true })],
];

describe.each(fakes)('fake timers, %s', (_title, fake) => {
  test('an exchange is made, and a silent app is given up in real time', async () => {
    const app: Listener = (request, response) =>
      request.url === '/silent' ? undefined : response.end('short');
    fake();
    expect(await ask(app)).toMatchObject({ status: 200 });
    expect(await failureOf(ask(app, { target: '/silent', timeout: 60 }))).toMatchObject({
      code: 'no-answer',
    });
    expect(await ask(app)).toMatchObject({ status: 200 });
  });

  test('advancing them by an hour does not time an exchange out', async () => {
    const app = listener((_request, response) => realSetTimeout(() => response.end(), 50));
    fake();
    const asked = ask(app, { timeout: 2000 });
    jest.advanceTimersByTime(3_600_000);
    expect(await asked).toMatchObject({ status: 200 });
  });

  test('a stream is dropped, and an idle server closed', async () => {
    let closed = 0;
    fake();
    await ask((request: Parameters<Listener>[0], response: Parameters<Listener>[1]) => {
      request.socket.on('close', () => (closed += 1));
      response.writeHead(200).write('endless');
    });
    await realPause(200);
    expect(closed).toBe(1);
  });
});
