import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import type { EventEmitter } from 'node:events';
import * as http from 'node:http';
import * as http2 from 'node:http2';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, rejectionOf } from './ask.js';
import { certificate } from './tls/index.js';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
});

async function listen<Server extends http.Server>(
  server: Server,
  ...where: (string | number)[]
): Promise<Server> {
  servers.push(server);
  const [port = 0, host = '127.0.0.1'] = where;
  await new Promise<void>((resolve) => {
    if (typeof port === 'string') server.listen(port, resolve);
    else server.listen(port, String(host), resolve);
  });
  return server;
}

const noContent: http.RequestListener = (_, response) => response.writeHead(204).end();
/** Requests and responses of `node:http2` are made to be like those of `node:http`. */
const cleartext = (listener: http.RequestListener): http.Server =>
  http2.createServer(listener as never) as unknown as http.Server;
const secure = (listener: http.RequestListener, options: http2.SecureServerOptions = {}): http.Server =>
  http2.createSecureServer({ ...certificate, ...options }, listener as never) as unknown as http.Server;
/** What is called the socket of an HTTP/2 request is its stream where it ends. */
const connectionOf = (request: http.IncomingMessage): EventEmitter =>
  (Reflect.get(request, 'stream') as http2.ServerHttp2Stream | undefined)?.session ?? request.socket;
const eventNames = ['request', 'connection', 'secureConnection', 'close', 'error', 'upgrade', 'listening'];
const listenersOf = (server: http.Server): number[] => eventNames.map((name) => server.listenerCount(name));

const kinds: [
  name: string,
  create: (listener: http.RequestListener) => Promise<http.RequestListener | http.Server>,
][] = [
  ['a listener', (listener) => Promise.resolve(listener)],
  ['an Express 5 app', (listener) => Promise.resolve(express().use(listener))],
  ['an Express 4 app', (listener) => Promise.resolve(express4().use(listener))],
  ['an http.Server that does not listen', (listener) => Promise.resolve(http.createServer(listener))],
  ['an http.Server that listens', (listener) => listen(http.createServer(listener))],
  [
    'an https.Server that does not listen',
    (listener) => Promise.resolve(https.createServer(certificate, listener)),
  ],
  ['an https.Server that listens', (listener) => listen(https.createServer(certificate, listener))],
  ['an Http2Server that does not listen', (listener) => Promise.resolve(cleartext(listener))],
  ['an Http2Server that listens', (listener) => listen(cleartext(listener))],
  ['an Http2SecureServer that does not listen', (listener) => Promise.resolve(secure(listener))],
  ['an Http2SecureServer that listens', (listener) => listen(secure(listener))],
  [
    'an Http2SecureServer that speaks HTTP/1.1, too',
    (listener) => Promise.resolve(secure(listener, { allowHTTP1: true })),
  ],
];

describe.each(kinds)('%s', (_, create) => {
  test('answers, many times over one kept-alive connection', async () => {
    const ports = new Set<number | undefined>();
    const app = await create((request, response) => {
      ports.add(request.socket.remotePort);
      noContent(request, response);
    });
    for (let count = 0; count < 10; count += 1) {
      expect(await ask(app, { method: 'OPTIONS' })).toMatchObject({ status: 204 });
      await pause(1);
    }
    expect(ports.size).toBe(1);
  });

  test('a hook sees request and response before the app, once, and is removed afterwards', async () => {
    const seen: string[] = [];
    const app = await create((request, response) => {
      seen.push(`app ${request.url ?? ''}`);
      noContent(request, response);
    });
    const before = typeof app === 'function' ? [] : listenersOf(app);
    for (const path of ['/1', '/2'])
      await ask(app, {
        path,
        onResponse: (request, response) => {
          seen.push(`hook ${request.url ?? ''} ${String(response.headersSent)}`);
          response.setHeader('X-Hook', path);
        },
      });
    const { headerList } = await ask(app, { path: '/3' });
    expect(seen).toEqual(['hook /1 false', 'app /1', 'hook /2 false', 'app /2', 'app /3']);
    expect(headerList.map(([name]) => name)).not.toContain('X-Hook');
    expect(typeof app === 'function' ? [] : listenersOf(app)).toEqual(before);
  });

  test('hooks of exchanges at the same time do not mix', async () => {
    const app = await create((_, response) => {
      setTimeout(() => response.end(), 3);
    });
    const paths = Array.from({ length: 40 }, (_, index) => `/${String(index)}`);
    const mixed: string[] = [];
    await Promise.all(
      paths.map(async (path) => {
        let calls = 0;
        await ask(app, {
          path,
          onResponse: (request) => {
            calls += 1;
            if (request.url !== path) mixed.push(`${request.url ?? ''} instead of ${path}`);
          },
        });
        if (calls !== 1) mixed.push(`${String(calls)} calls for ${path}`);
      }),
    );
    expect(mixed).toEqual([]);
  });

  test('a hook is removed after a timeout too', async () => {
    let hooked = 0;
    const app = await create((request, response) => {
      if (request.url !== '/hang') noContent(request, response);
    });
    const before = typeof app === 'function' ? [] : listenersOf(app);
    const onResponse = (): void => void (hooked += 1);
    expect(await rejectionOf(ask(app, { path: '/hang', timeout: 300, onResponse }))).toMatchObject({
      error: 'ExchangeError no-answer',
    });
    await pause(20);
    await ask(app);
    expect(hooked).toBe(1);
    expect(typeof app === 'function' ? [] : listenersOf(app)).toEqual(before);
  });
});

describe('a server in hand', () => {
  test.each([
    ['http', () => http.createServer(noContent)],
    ['https', () => https.createServer(certificate, noContent)],
  ])('%s, not listening: never listens, no listener is left', async (_, create) => {
    const server = create();
    const before = listenersOf(server);
    let listened = 0;
    server.on('listening', () => (listened += 1));
    await ask(server);
    await pause(1200);
    await ask(server);
    expect({ listening: server.listening, listened, address: server.address() }).toEqual({
      listening: false,
      listened: 0,
      address: null,
    });
    server.removeAllListeners('listening');
    expect(listenersOf(server).slice(0, -1)).toEqual(before.slice(0, -1));
  });

  test.each([
    ['http', () => http.createServer(noContent)],
    ['https', () => https.createServer(certificate, noContent)],
  ])(
    '%s, listening: stays open at its port, no listener is left, closes when it is told',
    async (_, create) => {
      const server = await listen(create());
      const before = [listenersOf(server), server.address()];
      await ask(server);
      await pause(1200);
      expect(server.listening).toBe(true);
      expect([listenersOf(server), server.address()]).toEqual(before);
      await ask(server);
      // The connection that is kept alive does not contain it back.
      await new Promise((resolve) => server.close(resolve));
      expect(server.listening).toBe(false);
    },
  );

  test('is asked where it listens now', async () => {
    const server = http.createServer((request, response) => {
      response.setHeader('X-Port', String(request.socket.localPort)).end();
    });
    const portAsked = async (): Promise<string | undefined> =>
      (await ask(server)).headerList.find(([name]) => name === 'X-Port')?.[1];
    const inHand = await portAsked();
    await listen(server);
    const first = String((server.address() as AddressInfo).port);
    expect(await portAsked()).toBe(first);
    await new Promise((resolve) => server.close(resolve));
    expect(await portAsked()).not.toBe(first);
    expect(inHand).not.toBe(first);
  });

  test.each(['::1', '::', '0.0.0.0', '127.0.0.2', 'localhost'])('listening at %s', async (host) => {
    const server = await listen(http.createServer(noContent), 0, host);
    expect(await ask(server)).toMatchObject({ status: 204 });
  });

  test('listening at a path of the file system', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'expect-cors-'));
    try {
      const server = await listen(http.createServer(noContent), join(folder, 'socket'));
      expect(await ask(server)).toMatchObject({ status: 204 });
      expect(server.listening).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('that is about to listen', async () => {
    const server = http.createServer(noContent);
    servers.push(server);
    server.listen(0, '127.0.0.1');
    expect(await ask(server)).toMatchObject({ status: 204 });
  });

  test('its own events still fire: an upgrade, a bad request', async () => {
    const server = http.createServer(noContent);
    const codes: unknown[] = [];
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      codes.push(error.code);
      socket.end('HTTP/1.1 418 Teapot\r\n\r\n');
    });
    expect(await ask(server, { method: 'patch' })).toMatchObject({ status: 418 });
    expect(codes).toEqual(['HPE_INVALID_METHOD']);
  });

  test('with a keep-alive timeout shorter than the pause', async () => {
    const server = http.createServer({ keepAliveTimeout: 5 }, noContent);
    for (let count = 0; count < 15; count += 1) {
      expect(await ask(server)).toMatchObject({ status: 204 });
      await pause(count);
    }
  });

  test('with one request per connection', async () => {
    const server = http.createServer(noContent);
    server.maxRequestsPerSocket = 1;
    for (let count = 0; count < 5; count += 1) expect(await ask(server)).toMatchObject({ status: 204 });
  });
});

describe('connections', () => {
  test.each(kinds.filter(([name]) => /listener|https|Secure/.test(name)))(
    '%s: closed one second after the last exchange, opened again by the next',
    async (_, create) => {
      let closed = 0;
      const app = await create((request, response) => {
        connectionOf(request).once('close', () => (closed += 1));
        noContent(request, response);
      });
      await ask(app);
      await pause(700);
      await ask(app);
      await pause(700);
      expect(closed).toBe(0); // the second exchange began the second anew
      await pause(700);
      expect(closed).toBeGreaterThan(0);
      expect(await ask(app)).toMatchObject({ status: 204 });
    },
  );
});

describe('listeners', () => {
  test('one that returns a thenable of its own', async () => {
    const app = (request: http.IncomingMessage, response: http.ServerResponse): PromiseLike<never> => ({
      then: (_, onRejected) =>
        Promise.reject(new Error(`${String(request.method)} ${String(response.statusCode)}`)).then(
          undefined,
          onRejected,
        ),
    });
    expect(await rejectionOf(ask(app))).toMatchObject({ error: 'ExchangeError listener-rejected' });
  });

  test('one that returns its response', async () => {
    expect(await ask((_: unknown, response: http.ServerResponse) => response.end())).toMatchObject({
      status: 200,
    });
  });
});
