import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import * as http from 'node:http';
import { createServer as createNetServer } from 'node:net';
import * as net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type BehindProxy } from '../../src/http/behind-proxy.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { exchange } from '../../src/http/exchange.js';
import { checkTarget, resolveTarget } from '../../src/http/target.js';
import { freePort, nodeProxy, type NodeProxy, type Passing } from '../support/node-proxy.js';
import { type Ask, ask, rejectionOf } from './ask.js';

const proxies: NodeProxy[] = [];
const proxy = async (passing: Passing = {}): Promise<NodeProxy> => {
  const started = await nodeProxy(passing);
  proxies.push(started);
  return started;
};
afterEach(async () => {
  for (const started of proxies.splice(0)) await started.close();
});

interface Seen {
  readonly status: number;
  readonly behind: BehindProxy | undefined;
}

/** One exchange, and what happened behind the proxy. */
async function askThrough(target: unknown, request: Ask = {}): Promise<Seen> {
  const { method = 'GET', path = '/', headers = [], body = null, timeout = 3000, onResponse } = request;
  const deadline = deadlineIn(timeout);
  const endpoint = await resolveTarget(target, deadline);
  let behind: BehindProxy | undefined;
  const wire = {
    method,
    target: new URL(endpoint.base + path).pathname,
    headers: [['Host', 'localhost'], ['Connection', 'keep-alive'], ...headers] as const,
    body,
  };
  const options = { deadline, onResponse, onBehindProxy: (seen: BehindProxy) => void (behind = seen) };
  return { status: (await exchange(endpoint, wire, options)).status, behind };
}

const named = (name: string) =>
  express().use((request, response) => {
    response.set('X-App', name).status(201).send(request.url);
  });
const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });

describe('every kind of app in hand, behind a proxy', () => {
  const app = named('one');
  test.each<[string, () => unknown]>([
    ['an Express app', () => app],
    ['a server that does not listen', () => http.createServer(app)],
    ['a lazy app', () => ({ target: () => Promise.resolve(app) })],
    ['a lazy server', () => ({ target: () => http.createServer(app) })],
    [
      'Fastify',
      () => fastify().get('/users', (_, reply) => reply.code(201).header('X-App', 'one').send('/users')),
    ],
    ['Hono', () => new Hono().get('/users', (context) => context.text('/users', 201, { 'X-App': 'one' }))],
  ])('%s', async (_, make) => {
    const { url, port } = await proxy();
    const target = { url, app: make(), port };
    for (const time of [1, 2]) {
      const { status, behind } = await askThrough(target, {
        path: '/users',
        headers: [['X-Time', String(time)]],
      });
      expect(status).toBe(201);
      expect(behind).toMatchObject({
        app: { method: 'GET', url: '/users', status: 201, origin: null },
        earlier: [],
      });
      expect(behind?.app?.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`)).toContain(
        'x-app: one',
      );
    }
  });

  test('the whole target may be lazy', async () => {
    const { url, port } = await proxy();
    expect(await askThrough({ target: () => ({ url, app, port }) })).toMatchObject({ status: 201 });
  });

  test('a server that listens there already is left as it is', async () => {
    const { url, port } = await proxy();
    const server = http.createServer(app);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await askThrough({ url, app: server, port })).toMatchObject({ behind: { app: { status: 201 } } });
    expect([server.listening, server.listenerCount('request')]).toEqual([true, 1]);
    expect(await rejectionOf(ask({ url, app: server, port: port === 1 ? 2 : 1 }))).toEqual({
      error: 'UsageError unknown-target',
      message: `the server listens at port ${String(port)}, and { url, app, port } says that the proxy sends its requests to port 1.\nWrite port: ${String(port)}, or pass a server that does not listen.`,
    });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('both sides', () => {
  test('are seen where they differ', async () => {
    const { url, port } = await proxy({
      headers: (raw) => [...raw, 'X-Proxy', 'yes'],
      request: (options) => {
        options.path = `/v1${options.path ?? ''}`;
      },
    });
    const app = http.createServer((_, response) => {
      response.writeHead(404, { 'X-Set': 'by writeHead', 'X-Twice': ['1', '2'] }).end();
    });
    const { status, behind } = await askThrough({ url, app, port }, { path: '/users' });
    expect([status, behind?.app?.status, behind?.app?.url]).toEqual([404, 404, '/v1/users']);
    expect(behind?.app?.headers.filter(([name]) => name.startsWith('X-'))).toEqual([
      ['X-Set', 'by writeHead'],
      ['X-Twice', '1'],
      ['X-Twice', '2'],
    ]);
  });

  test('the app has not responded when the proxy does', async () => {
    const { url, port } = await proxy({
      responds: (request, response) => {
        setTimeout(() => response.writeHead(504).end(), 100);
        http.get({ host: '127.0.0.1', port, path: request.url }).on('error', () => undefined);
        return true;
      },
    });
    const app = http.createServer(() => undefined);
    expect(await askThrough({ url, app, port })).toMatchObject({
      status: 504,
      behind: { app: { status: null, headers: [] } },
    });
  });

  test('the proxy responds by itself, with what the app has sent before', async () => {
    const { url, port } = await proxy({
      responds: ({ method, url: path }, response) => {
        if (method === 'POST' || path === '/cached') return response.writeHead(413).end() !== undefined;
        if (path === '/kept' && isKept) return response.writeHead(201).end() !== undefined;
        return false;
      },
    });
    let isKept = false;
    const target = { url, app: named('one'), port };
    expect(await askThrough(target, { method: 'POST' })).toEqual({
      status: 413,
      behind: { app: null, earlier: [], others: 0 },
    });
    await askThrough(target, { path: '/kept', headers: [['Origin', 'https://other.example']] });
    await askThrough(target, { path: '/else' });
    isKept = true;
    expect(await askThrough(target, { path: '/kept' })).toMatchObject({
      status: 201,
      behind: { app: null, earlier: [{ url: '/kept', origin: 'https://other.example', status: 201 }] },
    });
  });

  test.each<[string, Ask, asked: http.RequestOptions[]]>([
    ['a health check before', { path: '/users' }, [{ path: '/health' }, { path: '/users' }]],
    ['a health check after', { path: '/users' }, [{ path: '/users' }, { path: '/health' }]],
    ['another method', { path: '/users' }, [{ path: '/users' }, { path: '/users', method: 'OPTIONS' }]],
    [
      'another origin at the same path',
      { path: '/users', headers: [['Origin', 'https://app.example']] },
      [{ path: '/users', headers: { Origin: 'https://app.example' } }, { path: '/users' }],
    ],
    [
      'a path that was rewritten, known by its origin',
      { path: '/users', headers: [['Origin', 'https://app.example']] },
      [{ path: '/v2/people', headers: { Origin: 'https://app.example' } }, { path: '/health' }],
    ],
    ['HEAD as GET', { path: '/users', method: 'HEAD' }, [{ path: '/users' }]],
  ])('of several requests that come, the right one: %s', async (_, request, asked) => {
    const { url, port } = await proxy({
      responds: (__, response) => {
        void (async () => {
          for (const options of asked)
            await new Promise((resolve) => {
              http.get({ host: '127.0.0.1', port, ...options }, (answer) =>
                answer.resume().on('end', resolve),
              );
            });
          response.writeHead(200).end();
        })();
        return true;
      },
    });
    let seen = '';
    const app = http.createServer((__, response) => response.end());
    const onResponse = ({ url: path = '' }: http.IncomingMessage): void => void (seen = path);
    const { behind } = await askThrough({ url, app, port }, { ...request, onResponse });
    const right = asked.find(({ path }) => path !== '/health')?.path;
    expect(behind?.app).toMatchObject({ url: right, status: 200 });
    expect(behind?.app?.origin).toBe('headers' in request ? 'https://app.example' : null);
    expect(seen).toBe(right);
  });

  test('of a hundred exchanges at the same time, each its own', async () => {
    const { url, port } = await proxy();
    const app = express().use((request, response) => {
      setTimeout(() => response.set('X-Path', request.url).end(), 2);
    });
    const paths = Array.from({ length: 100 }, (_, index) => `/${String(index)}`);
    const seen = await Promise.all(paths.map((path) => askThrough({ url, app, port }, { path })));
    expect(seen.map(({ behind }) => behind?.app?.headers.find(([name]) => name === 'X-Path')?.[1])).toEqual(
      paths,
    );
  });
});

describe('the port', () => {
  test('is listened at only while the target is used', async () => {
    const { url, port } = await proxy();
    const target = { url, app: named('one'), port };
    expect(checkTarget(target)).toBeUndefined();
    await resolveTarget(target, deadlineIn(1000));
    expect(await listens(port)).toBe(false);
    await ask(target);
    expect(await listens(port)).toBe(true);
    await pause(1300);
    expect(await listens(port)).toBe(false);
    expect(await ask(target)).toMatchObject({ status: 201 });
  });

  test('goes from one app to the next, at once', async () => {
    const { url, port } = await proxy();
    const names = ['one', 'two', 'three', 'four'];
    const heads = await Promise.all(names.map((name) => ask({ url, app: named(name), port })));
    expect(
      heads.map(({ headerList }) => headerList.find(([name]) => name.toLowerCase() === 'x-app')?.[1]),
    ).toEqual(names);
  });

  test('is waited for a while', async () => {
    const { url, port } = await proxy();
    const other = createNetServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    setTimeout(() => other.close(), 300);
    expect(await ask({ url, app: named('one'), port })).toMatchObject({ status: 201 });
  });

  test('is taken: port-in-use, and the next exchange does not wait as long', async () => {
    const { url, port } = await proxy();
    const other = createNetServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const target = { url, app: named('one'), port };
    const failure = {
      error: 'ExchangeError port-in-use',
      message:
        `Port ${String(port)} of 127.0.0.1, where http://127.0.0.1:PORT sends its requests, cannot be listened at (EADDRINUSE). ` +
        `Stop what listens there: with { url, app, port: ${String(port)} } the app itself must not. Test files that share the port cannot run at the same time.`,
    };
    expect(await rejectionOf(ask(target))).toEqual(failure);
    const begun = performance.now();
    expect(await rejectionOf(ask(target))).toEqual(failure);
    expect(performance.now() - begun).toBeLessThan(500);
    await new Promise((resolve) => other.close(resolve));
    expect(await ask(target)).toMatchObject({ status: 201 });
  });

  test('an exchange that fails gives it to the next', async () => {
    const { url, port } = await proxy();
    const silent = { url, app: http.createServer(() => undefined), port };
    const [first, second] = await Promise.allSettled([
      ask(silent, { timeout: 200 }),
      ask({ url, app: named('one'), port }),
    ]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  test('nothing listens at the URL', async () => {
    const url = `http://127.0.0.1:${String(await freePort())}`;
    expect(await rejectionOf(ask({ url, app: named('one'), port: await freePort() }))).toMatchObject({
      error: 'ExchangeError nothing-listens',
    });
  });
});

describe('what is not { url, app, port }', () => {
  const url = 'http://localhost:8080';
  const app = named('one');
  test.each<[string, unknown, mistake: string]>([
    ['no port', { url, app }, 'port is missing'],
    ['no URL', { app, port: 3000 }, 'url is missing'],
    [
      'no app',
      { url, port: 3000 },
      'app is missing. For an app that is assigned in beforeAll, pass app: { target: () => app }',
    ],
    [
      'an app that is not there yet',
      { url, app: undefined, port: 3000 },
      'app is missing. For an app that is assigned in beforeAll, pass app: { target: () => app }',
    ],
    [
      'a port in quotes',
      { url, app, port: '3000' },
      'port must be a whole number from 1 to 65535, not "3000"',
    ],
    ['port 0', { url, app, port: 0 }, 'port must be a whole number from 1 to 65535, not 0'],
    ['half a port', { url, app, port: 3000.5 }, 'port must be a whole number from 1 to 65535, not 3000.5'],
    [
      'a port beyond the last',
      { url, app, port: 65536 },
      'port must be a whole number from 1 to 65535, not 65536',
    ],
    [
      'a list of ports',
      { url, app, port: [3000] },
      'port must be a whole number from 1 to 65535, not object',
    ],
    ['a number as URL', { url: 8080, app, port: 3000 }, 'url must be a URL, not 8080'],
    ["the proxy's own port", { url, app, port: 8080 }, 'port 8080 is where the proxy itself listens'],
    [
      'a URL as app',
      { url, app: 'http://localhost:3000', port: 3000 },
      '`app` in { url, app, port } is what stands behind the proxy, so it must be an app, not a URL',
    ],
    [
      'a proxy as app',
      { url, app: { url, app, port: 3000 }, port: 3001 },
      '`app` in { url, app, port } is what stands behind the proxy, so it must be an app, not a URL',
    ],
  ])('%s: unknown-target', async (_, target, mistake) => {
    expect(await rejectionOf(resolveTarget(target, deadlineIn(1000)))).toMatchObject({
      error: 'UsageError unknown-target',
      message: expect.stringMatching(new RegExp(`^${escaped(mistake)}\\.\\nWrite \\{ url: 'http`)),
    });
  });

  test.each<[string, unknown, message: RegExp]>([
    [
      'another key',
      { url, app, port: 3000, host: 'api' },
      /with the keys url, app, port, host is not a target/,
    ],
    [
      'an app that is none',
      { url, app: Promise.resolve(app), port: 3000 },
      /^This is a promise\. Await it first/,
    ],
    ['a relative URL', { url: '/api', app, port: 3000 }, /^"\/api" is not an absolute http\(s\) URL/],
  ])('%s', async (_, target, message) => {
    expect((await rejectionOf(resolveTarget(target, deadlineIn(1000)))).message).toMatch(message);
  });

  test('a lazy app that is a URL', async () => {
    const target = { url, app: { target: () => 'http://localhost:3000' }, port: 3000 };
    expect(await rejectionOf(resolveTarget(target, deadlineIn(1000)))).toMatchObject({
      error: 'ExchangeError target-not-ready',
      message: expect.stringContaining('it must be an app, not a URL'),
    });
  });
});

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
