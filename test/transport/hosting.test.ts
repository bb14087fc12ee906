import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResponseHook } from '../../src/transport/endpoint.js';
import { resolveTarget } from '../../src/transport/target.js';
import { certificate } from '../hostile/certificate.js';
import { ask, failureOf, type Listener, pause } from './ask.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(server: http.Server, where: net.ListenOptions = { port: 0, host: '127.0.0.1' }) {
  await new Promise<void>((resolve) => server.listen(where, resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

/** Everything one could notice about a server. */
function marksOn(server: http.Server): unknown {
  return {
    listening: server.listening,
    address: server.address(),
    own: Reflect.ownKeys(server).length,
    listeners: server.eventNames().map((name) => [name, server.listenerCount(name)]),
    timeouts: [server.keepAliveTimeout, server.requestTimeout, server.headersTimeout, server.timeout],
  };
}

const echo: Listener = (request, response) => {
  response.setHeader('x-url', request.url ?? '').end();
};
const urlOf = (head: { headerList: readonly (readonly [string, string])[] }): string | undefined =>
  head.headerList.find(([name]) => name === 'x-url')?.[1];

const hasIPv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
);
const listenOnIPv6 = (): Promise<http.Server> => listen(http.createServer(echo), { port: 0, host: '::1' });

type Row = [title: string, create: () => Promise<http.Server>];
const servers: Row[] = [
  ['a listening http.Server', () => listen(http.createServer(echo))],
  ['an http.Server that does not listen', () => Promise.resolve(http.createServer(echo))],
  ['a listening https.Server', () => listen(https.createServer(certificate, echo))],
  ['an https.Server that does not listen', () => Promise.resolve(https.createServer(certificate, echo))],
  ['a server that listens on every interface', () => listen(http.createServer(echo), { port: 0 })],
  ...(hasIPv6 ? ([['a server that listens on ::1', listenOnIPv6]] satisfies Row[]) : []),
  [
    'a server that listens on a path',
    () =>
      listen(http.createServer(echo), { path: join(tmpdir(), `expect-cors-${String(process.pid)}.sock`) }),
  ],
];

describe.each(servers)('%s', (_title, create) => {
  test('is asked, stays as it was, and no listener is left behind', async () => {
    const server = await create();
    const before = marksOn(server);
    expect(urlOf(await ask(server, { target: '/a' }))).toBe('/a');
    const seen: unknown[] = [];
    await ask(server, { target: '/b', onResponse: (request) => seen.push(request.url) });
    expect(seen).toEqual(['/b']);
    expect(marksOn(server)).toEqual(before);
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, n) => ask(server, { target: `/${String(n)}` })),
    );
    expect(all.map(urlOf)).toEqual(Array.from({ length: 40 }, (_, n) => `/${String(n)}`));
    expect(marksOn(server)).toEqual(before);
  });
});

test('every one stays as it was when it is idle, and can be asked again', async () => {
  const created = await Promise.all(servers.map(([, create]) => create()));
  const before = created.map(marksOn);
  await Promise.all(created.map((server) => ask(server)));
  await pause(1200);
  expect(created.map(marksOn)).toEqual(before);
  const again = await Promise.all(created.map((server) => ask(server, { target: '/again' })));
  expect(again.map(urlOf)).toEqual(created.map(() => '/again'));
});

describe('one server per app', () => {
  /** What is open in this process. */
  const openHandles = (): { servers: number; sockets: number } => {
    const names = process.getActiveResourcesInfo();
    return {
      servers: names.filter((name) => name === 'TCPServerWrap').length,
      sockets: names.filter((name) => name === 'TCPSocketWrap').length,
    };
  };

  test('kept for all exchanges, closed with its connections one second after the last', async () => {
    const ports = new Set<unknown>();
    const sockets = new Set<net.Socket>();
    const app: Listener = (request, response) => {
      ports.add(request.socket.localPort);
      sockets.add(request.socket);
      response.end();
    };
    for (let count = 0; count < 5; count += 1) {
      await Promise.all([ask(app), ask(app), ask(app)]);
      await pause(300); // idle, but not for long
    }
    expect(ports.size).toBe(1);
    const [port] = [...ports] as number[];
    await pause(1000);
    expect([...sockets].map(({ destroyed }) => destroyed)).toEqual([...sockets].map(() => true));
    const refused = await new Promise((resolve) =>
      net.connect({ port: port ?? 0, host: '127.0.0.1' }, () => resolve('accepted')).on('error', resolve),
    );
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    expect(await ask(app)).toMatchObject({ status: 200 });
  });

  test('nothing of it keeps the process alive', async () => {
    const before = openHandles();
    const app: Listener = (_request, response) => response.end();
    await Promise.all([ask(app), ask(app), ask(app)]);
    await pause(20);
    expect(openHandles()).toEqual(before);
  });

  test('an exchange longer than the idle time is not cut', async () => {
    const app: Listener = (request, response) =>
      request.url === '/slow' ? setTimeout(() => response.end(), 1300) : response.end();
    const slow = ask(app, { target: '/slow' });
    await ask(app);
    expect(await slow).toMatchObject({ status: 200 });
  });

  test('a server that begins to listen, and one that has stopped', async () => {
    const server = http.createServer(echo);
    expect(urlOf(await ask(server, { target: '/before' }))).toBe('/before');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(urlOf(await ask(server, { target: '/listening' }))).toBe('/listening');
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    expect(urlOf(await ask(server, { target: '/closed' }))).toBe('/closed');
  });

  test('a user can close their own server at once after an exchange', async () => {
    const server = http.createServer(echo);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await ask(server);
    const started = Date.now();
    await new Promise((resolve) => server.close(resolve));
    expect(Date.now() - started).toBeLessThan(500);
  });
});

describe('onResponse', () => {
  const kinds: [title: string, create: () => unknown][] = [
    ['an app', () => express().use(echo)],
    ['a listener', () => ((request, response) => echo(request, response)) satisfies Listener],
    ...servers,
  ];

  test.each(kinds)('%s: called once, with what the app gets, before the app', async (_title, create) => {
    const target = await create();
    const calls: unknown[] = [];
    const hook: ResponseHook = (request, response) => {
      calls.push([request.url, response.headersSent]);
      response.setHeader('x-hook', 'was here');
    };
    const head = await ask(target, { target: '/hooked', onResponse: hook });
    expect(head.headerList).toContainEqual(['x-hook', 'was here']);
    expect(calls).toEqual([['/hooked', false]]);
    const next = await ask(target, { target: '/plain' });
    expect(next.headerList).not.toContainEqual(['x-hook', 'was here']);
    expect(calls).toHaveLength(1);
  });

  test.each(kinds)('%s: concurrent hooks do not mix', async (_title, create) => {
    const target = await create();
    const seen = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const urls: unknown[] = [];
        const hooked = n % 3 !== 0;
        await ask(target, {
          target: `/${String(n)}`,
          ...(hooked ? { onResponse: (request: http.IncomingMessage) => urls.push(request.url) } : {}),
        });
        return urls;
      }),
    );
    expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => (n % 3 === 0 ? [] : [`/${String(n)}`])));
  });

  test('is taken back when the app does not answer', async () => {
    const server = http.createServer((request, response) => {
      if (request.url !== '/hang') response.end();
    });
    const before = marksOn(server);
    const failed = await failureOf(
      ask(server, { target: '/hang', timeout: 60, onResponse: () => undefined }),
    );
    expect(failed).toMatchObject({ code: 'no-answer' });
    expect(marksOn(server)).toEqual(before);
  });

  test('a URL has none', async () => {
    expect(await resolveTarget('http://127.0.0.1:9')).not.toHaveProperty('onResponse');
  });
});
