import { afterEach, describe, expect, jest, test } from '@jest/globals';
import Router from '@koa/router';
import express from 'express';
import fastify from 'fastify';
import Koa from 'koa';
import { once } from 'node:events';
import * as http from 'node:http';
import * as http2 from 'node:http2';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { preflight, simulateFetch, type Target } from '../../src/index.js';
import { ask, carrier } from './ask.js';

/** A database, one of whose connections is held by whoever reads a table, until the last row is read. */
class Database {
  readonly #held = new Set<Readable>();

  /** Rows of about 100 bytes. */
  stream(rows: number): Readable {
    let row = 0;
    const reading = new Readable({
      // Not at once, or all of it may be on its way before anybody leaves.
      read() {
        setImmediate(() => {
          row += 10;
          this.push(row > rows ? null : `${String(row)},${Math.random().toString(36).repeat(80)}\n`);
        });
      },
    });
    this.#held.add(reading);
    return reading.once('close', () => this.#held.delete(reading));
  }

  /** Waits for all who hold a connection, as pools do. */
  async close(): Promise<void> {
    while (this.#held.size > 0) await pause(5);
  }
}

const csv = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/csv' };
/** So many rows. */
const megabyte = 10_000;

interface App {
  readonly target: Target;
  /** Ends when nobody holds anything. */
  close(): Promise<void>;
}

const closing = async (server: http.Server | http2.Http2Server): Promise<void> => {
  if (!server.listening) return;
  server.close();
  await once(server, 'close');
};

const apps: Readonly<Record<string, (database: Database, rows: number) => Promise<App>>> = {
  Express: (database, rows) => {
    const app = express().get('/export', (_, response) => {
      database.stream(rows).pipe(response.set(csv));
    });
    return Promise.resolve({ target: app, close: () => database.close() });
  },
  'Express, compressed': (database, rows) => {
    const app = express().get('/export', (_, response) => {
      response.set({ ...csv, 'Content-Encoding': 'gzip' });
      database.stream(rows).pipe(createGzip()).pipe(response);
    });
    return Promise.resolve({ target: app, close: () => database.close() });
  },
  'a server that listens': async (database, rows) => {
    const server = http.createServer((_, response) => {
      response.writeHead(200, csv);
      database.stream(rows).pipe(response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return {
      target: server,
      close: async () => Promise.all([closing(server), database.close()]).then(() => undefined),
    };
  },
  Fastify: (database, rows) => {
    const app = fastify();
    app.get('/export', (_, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, csv);
      database.stream(rows).pipe(reply.raw);
    });
    app.addHook('onClose', () => database.close());
    return Promise.resolve({ target: app, close: () => app.close() });
  },
  Koa: (database, rows) => {
    const router = new Router().get('/export', (context) => {
      context.set(csv);
      context.body = database.stream(rows);
    });
    return Promise.resolve({ target: new Koa().use(router.routes()), close: () => database.close() });
  },
  'HTTP/2': (database, rows) => {
    const server = http2.createServer((_, response) => {
      response.writeHead(200, csv);
      database.stream(rows).pipe(response);
    });
    return Promise.resolve({ target: server, close: () => database.close() });
  },
};

const warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
afterEach(() => {
  warnings.mockClear();
});

describe.each(Object.keys(apps))('a table that is piped into a response of %s', (name) => {
  test.each([
    ['small', 100],
    ['of a megabyte', megabyte],
    ['of six megabytes', 6 * megabyte],
  ])('%s: the app closes behind the assertion', async (_, rows) => {
    const app = await apps[name]?.(new Database(), rows);
    if (app === undefined) throw new Error('unreachable');
    const { allowed } = await simulateFetch(app.target, { origin: 'https://app.example', path: '/export' });
    expect(allowed).toBe(true);
    const start = performance.now();
    await app.close();
    expect(performance.now() - start).toBeLessThan(4000);
    expect(warnings).not.toHaveBeenCalled();
  });
});

describe.each([
  ['supertest', false],
  ['nothing', true],
])('with %s between us and the wire', (_, lean) => {
  test('many at once: each is read to its end, and others need not wait for it', async () => {
    carrier.lean = lean;
    const database = new Database();
    let open = 0;
    const app = express()
      .get('/slow', (_, response) => {
        response.set(csv).write('a');
        setTimeout(() => response.end('b'), 700);
        open += 1;
        response.once('finish', () => (open -= 1));
      })
      .get('/', (_, response) => void response.send('ok'))
      .get('/export', (_, response) => void database.stream(megabyte).pipe(response.set(csv)));
    try {
      await Promise.all(Array.from({ length: 12 }, () => ask(app, { path: '/slow' })));
      await Promise.all(Array.from({ length: 12 }, () => ask(app, { path: '/export' })));
      const start = performance.now();
      await Promise.all(Array.from({ length: 32 }, () => ask(app)));
      expect(performance.now() - start).toBeLessThan(1000);
      await database.close();
      while (open > 0) await pause(20);
      expect(performance.now() - start).toBeLessThan(3000);
    } finally {
      carrier.lean = false;
    }
  });

  test('a body behind a head that is not plain is read to its end', async () => {
    carrier.lean = lean;
    let isSent = false;
    const app: http.RequestListener = (_, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.write('a');
      setTimeout(() => response.end('b', () => (isSent = true)), 300);
    };
    try {
      await Promise.all(Array.from({ length: 20 }, () => ask(app)));
      const start = performance.now();
      await Promise.all(Array.from({ length: 20 }, () => ask(app)));
      while (!isSent) await pause(10);
      expect(performance.now() - start).toBeLessThan(2000);
    } finally {
      carrier.lean = false;
    }
  });

  test.each([
    ['an event stream', 'text/event-stream', 500],
    ['an event stream with a charset', 'Text/Event-Stream; charset=utf-8', 500],
    ['frames', 'multipart/x-mixed-replace; boundary=a', 500],
    ['silence', 'text/plain', 2500],
  ])('%s is dropped', async (_, type, within) => {
    carrier.lean = lean;
    let isClosed = false;
    const app: http.RequestListener = (_, response) => {
      response.once('close', () => (isClosed = true));
      response.writeHead(200, { 'Content-Type': type }).write('data: 1\n\n');
    };
    try {
      await ask(app);
      const start = performance.now();
      while (!isClosed) await pause(10);
      expect(performance.now() - start).toBeLessThan(within);
    } finally {
      carrier.lean = false;
    }
  });
});

test('a stream that is left open by a response nobody reads is named once, with its route', async () => {
  const app = express().get('/events', (_, response) => {
    const events = new Readable({ read: () => undefined });
    events.push('data: 1\n\n');
    events.pipe(response.type('text/event-stream'));
  });
  const request = { origin: 'https://app.example', path: '/events?token=secret' };
  await simulateFetch(app, request);
  await simulateFetch(app, request);
  await pause(1500);
  expect(warnings.mock.calls).toEqual([
    [expect.stringMatching(/^GET \/events: .*stream\.pipeline\(\)/), 'ExpectCorsWarning'],
  ]);
});

test('a body that expect(…) reads is read before the verdict', async () => {
  const database = new Database();
  const app = express().options('/export', (_, response) => {
    database.stream(100).pipe(response.set({ ...csv, 'Access-Control-Allow-Methods': 'PUT' }));
  });
  const asked = preflight(app, '/export').from('https://app.example').requestMethod('PUT');
  expect((await asked.expect(200)).allowed).toBe(true);
  await database.close();
});
