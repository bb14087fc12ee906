import { server as hapi } from '@hapi/hapi';
import { afterEach, describe, expect, test } from '@jest/globals';
import fastify from 'fastify';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { simulateFetch, type Target } from '../../src/index.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { resolveTarget } from '../../src/http/target.js';
import { thrownBy } from '../support/thrown-by.js';
import { ElysiaLike, frameworks, type Instance, nest, nestOn, page } from './frameworks.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Closed, with what it listens with, when the test ends. */
async function made(create: () => Instance | Promise<Instance>): Promise<Instance> {
  const { app, listen, close } = await create();
  if (close !== undefined) closing.push(close);
  if (listen === undefined) return { app };
  const listenAndClose = async (): Promise<Server> => {
    const server = await listen();
    closing.push(() => server.listening && new Promise((resolve) => server.close(resolve)));
    return server;
  };
  return { app, listen: listenAndClose };
}

/** What becomes of a PUT of JSON from a page at this origin: the verdict, the code or the status, and what was sent. */
async function verdict(target: Target, origin: string): Promise<[boolean, string | number, ...string[]]> {
  const request = { origin, path: '/users', method: 'PUT', json: { name: 'Ada' } };
  const { allowed, code, response, exchanges } = await simulateFetch(target, request);
  return [allowed, code ?? response?.status ?? '', ...exchanges.map(({ method }) => method)];
}

const allowed = [true, 200, 'OPTIONS', 'PUT'];
const refused = [false, 'PreflightMissingAllowOriginHeader', 'OPTIONS'];

describe.each(frameworks)('%s', (_, create) => {
  test('a trusted origin is allowed, a foreign one is not, time and again', async () => {
    const { app } = await made(create);
    expect(await verdict(app, page)).toEqual(allowed);
    expect(await verdict(app, 'https://evil.example')).toEqual(refused);
    expect(await verdict(app, page)).toEqual(allowed);
  });

  test('through the matchers', async () => {
    const { app } = await made(create);
    const request = { path: '/users', method: 'PUT', json: { name: 'Ada' } };
    await expect(app).toHandlePreflight({ ...request, origin: page });
    await expect(app).toAllowOrigin(page, request);
    await expect(app).toRejectOrigin('https://evil.example', { ...request, control: page });
  });

  test('as a lazy target', async () => {
    const { app } = await made(create);
    expect(await verdict({ target: () => app }, page)).toEqual(allowed);
    expect(await verdict({ target: () => Promise.resolve(app) }, page)).toEqual(allowed);
  });

  test('several at a time, the first of which ready it', async () => {
    const { app } = await made(create);
    const verdicts = await Promise.all([page, page, page].map((origin) => verdict(app, origin)));
    expect(verdicts).toEqual([allowed, allowed, allowed]);
  });

  test('one endpoint', async () => {
    const { app } = await made(create);
    const endpoints = await Promise.all([1, 2, 3].map(() => resolveTarget(app, deadlineIn(3000))));
    expect(new Set([...endpoints, await resolveTarget({ target: () => app }, deadlineIn(3000))]).size).toBe(
      1,
    );
  });
});

test('none is made to listen, and none is closed', async () => {
  const instances = await Promise.all(frameworks.map(([, create]) => made(create)));
  const listening = await Promise.all(frameworks.map(([, create]) => made(create)));
  const servers = await Promise.all(
    listening.flatMap(({ listen }) => (listen === undefined ? [] : listen())),
  );
  const all = [...instances, ...listening].map(({ app }) => app);
  await Promise.all(all.map((app) => verdict(app, page)));
  await pause(1200); // their connections are closed by then
  expect(await Promise.all(all.map((app) => verdict(app, page)))).toEqual(all.map(() => allowed));
  expect(instances.map(({ app }) => serverOf(app)?.listening ?? false)).toEqual(instances.map(() => false));
  expect(servers.map((server) => server.listening)).toEqual(servers.map(() => true));
});

const withServers = frameworks.filter(([name]) => !/Nest on|Hono|fetch|elysia/.test(name));

describe.each(withServers)('%s, listening', (_, create) => {
  test('from the beginning', async () => {
    const { app, listen } = await made(create);
    const server = await listen?.();
    expect(await verdict(app, page)).toEqual(allowed);
    expect(await verdict(app, 'https://evil.example')).toEqual(refused);
    expect(server?.listening).toBe(true);
  });

  test('later', async () => {
    const { app, listen } = await made(create);
    expect(await verdict(app, page)).toEqual(allowed);
    const server = await listen?.();
    expect(await verdict(app, page)).toEqual(allowed);
    expect(server?.listening).toBe(true);
  });
});

const never = new Promise<never>(() => undefined);
const failed = Promise.reject(new Error('no database'));
failed.catch(() => undefined);

function fastifyWith(plugin: Promise<never>): Instance {
  const app = fastify({ pluginTimeout: 0 });
  void app.register(() => plugin);
  return { app };
}

function nestWith(hook: Promise<never>): Promise<Instance> {
  return nest(
    class {
      onModuleInit(): Promise<never> {
        return hook;
      }
    },
  );
}

function hapiWith(extension: Promise<never>): Instance {
  const app = hapi();
  app.ext('onPreStart', () => extension);
  return { app };
}

const readied: [
  name: string,
  create: (what: Promise<never>) => Instance | Promise<Instance>,
  call: string,
][] = [
  ['Fastify', fastifyWith, 'ready()'],
  ['hapi', hapiWith, 'initialize()'],
  ['Nest', nestWith, 'init()'],
  ['Nest on Fastify', (what) => nestOn(fastifyWith(what)), 'init()'],
  ['elysia', (what) => ({ app: new ElysiaLike(what) }), 'modules'],
];

describe.each(readied)('%s that does not become ready', (_, create, call) => {
  test('because it fails: target-not-ready with the cause, each time', async () => {
    const { app } = await create(failed);
    for (const target of [app, app, { target: () => app }]) {
      expect(await thrownBy(() => simulateFetch(target, { origin: page }))).toMatchObject({
        name: 'ExchangeError',
        code: 'target-not-ready',
        message: `The app is not ready: \`await app.${call}\` failed (Error: no database). Without a response there is no verdict: the request is neither allowed nor blocked.`,
        cause: { message: 'no database' },
      });
    }
  });

  test('in time: target-not-ready, each time', async () => {
    const { app } = await create(never);
    for (const target of [app, app, { target: () => app }]) {
      expect(await thrownBy(() => simulateFetch(target, { origin: page, timeout: 30 }))).toMatchObject({
        name: 'ExchangeError',
        code: 'target-not-ready',
        message:
          `The app is not ready: \`await app.${call}\` is still pending after 30 ms. Does every plugin load? ` +
          'To wait longer, set `timeout` in the request. Without a response there is no verdict: the request is neither allowed nor blocked.',
      });
    }
  });

  test('in another assertion’s time, and does in this one’s', async () => {
    let load = (): void => undefined;
    const loading = new Promise<void>((resolve) => (load = resolve));
    const { app } = await create(loading as Promise<never>);
    expect(await thrownBy(() => simulateFetch(app, { origin: page, timeout: 30 }))).toMatchObject({
      code: 'target-not-ready',
    });
    load();
    expect((await simulateFetch(app, { origin: page })).exchanges).toHaveLength(1);
  });
});

test('an instance is readied once, and not at all after it has been started', async () => {
  const calls: string[] = [];
  const [stopped, started] = [hapi(), hapi({ host: '127.0.0.1', port: 0 })];
  await started.start();
  closing.push(() => started.stop());
  for (const [name, server] of Object.entries({ stopped, started })) {
    const initialize = server.initialize.bind(server);
    server.initialize = () => {
      calls.push(name);
      return initialize();
    };
  }
  for (const app of [stopped, started, stopped, started]) await simulateFetch(app, { origin: page });
  expect(calls).toEqual(['stopped']);
});

function serverOf(app: object): Server | undefined {
  const { server, listener, getHttpServer } = app as Record<string, unknown>;
  return (typeof getHttpServer === 'function' ? getHttpServer.call(app) : (server ?? listener)) as
    Server | undefined;
}
