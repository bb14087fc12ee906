import { describe, expect, test } from '@jest/globals';
import express, { type RequestHandler, type Response } from 'express';
import express4 from 'express4';
import { once } from 'node:events';
import { createServer, type IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { eventsOf, traceOf } from './trace-of.js';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** What a bare listener does, and the events; each with the function and the text of its line. */
const bare: [title: string, listener: Listener, events: string[]][] = [
  [
    'setHeader() and end()',
    function listener(_, res) {
      res.setHeader('Vary', 'Origin');
      res.end();
    },
    [
      "set vary: Origin | listener: res.setHeader('Vary', 'Origin'); | -",
      'end 200 | listener: res.end(); | -',
    ],
  ],
  [
    'the same value again, a list, an appended one, and none',
    function listener(_, res) {
      res.setHeader('vary', ['Origin', 'Accept']);
      res.setHeader('Vary', 'Origin, Accept');
      res.appendHeader('VARY', 'Accept-Language');
      res.removeHeader('Vary');
      res.removeHeader('Vary');
      res.end();
    },
    [
      "set vary: Origin, Accept | listener: res.setHeader('vary', ['Origin', 'Accept']); | -",
      "replace vary: Origin, Accept | listener: res.setHeader('Vary', 'Origin, Accept'); | -",
      "append vary: Origin, Accept, Accept-Language | listener: res.appendHeader('VARY', 'Accept-Language'); | -",
      "remove vary: | listener: res.removeHeader('Vary'); | -",
      'end 200 | listener: res.end(); | -',
    ],
  ],
  [
    'writeHead() with an object, after setHeader()',
    function listener(_, res) {
      res.setHeader('Vary', 'Accept');
      res.writeHead(403, { Vary: 'Origin' }).end();
    },
    [
      "set vary: Accept | listener: res.setHeader('Vary', 'Accept'); | -",
      "replace vary: Origin | listener: res.writeHead(403, { Vary: 'Origin' }).end(); | -",
      "end 403 | listener: res.writeHead(403, { Vary: 'Origin' }).end(); | -",
    ],
  ],
  [
    'writeHead() with a message and a flat list',
    function listener(_, res) {
      res.writeHead(200, 'Fine', ['Vary', 'Origin', 'X-A', '1']).end();
    },
    [
      "set vary: Origin | listener: res.writeHead(200, 'Fine', ['Vary', 'Origin', 'X-A', '1']).end(); | -",
      "end 200 | listener: res.writeHead(200, 'Fine', ['Vary', 'Origin', 'X-A', '1']).end(); | -",
    ],
  ],
  [
    'writeHead() with pairs',
    function listener(_, res) {
      const pairs: unknown = [['Vary', 'Origin']];
      res.writeHead(200, pairs as string[]).end();
    },
    [
      'set vary: Origin | listener: res.writeHead(200, pairs as string[]).end(); | -',
      'end 200 | listener: res.writeHead(200, pairs as string[]).end(); | -',
    ],
  ],
  [
    'setHeaders()',
    function listener(_, res) {
      res.setHeaders(new Map([['vary', 'Origin']]));
      res.end();
    },
    [
      "set vary: Origin | listener: res.setHeaders(new Map([['vary', 'Origin']])); | -",
      'end 200 | listener: res.end(); | -',
    ],
  ],
  [
    'write()',
    function listener(_, res) {
      res.write('{}');
      res.end();
    },
    ["end 200 | listener: res.write('{}'); | -"],
  ],
  [
    'flushHeaders()',
    function listener(_, res) {
      res.flushHeaders();
      res.end();
    },
    ['end 200 | listener: res.flushHeaders(); | -'],
  ],
  [
    'what is invalid, or comes too late, has not happened',
    function listener(_, res) {
      attempt(() => res.setHeader('Vary', 'a\nb'));
      attempt(() => res.writeHead(20));
      res.writeHead(200);
      attempt(() => res.setHeader('Vary', 'Origin'));
      attempt(() => res.removeHeader('Vary'));
      attempt(() => res.writeHead(500));
      res.end();
    },
    ['end 200 | listener: res.writeHead(200); | -'],
  ],
  [
    'a helper of the user',
    (_, res) => {
      send(res, 204);
    },
    ['end 204 | send: res.end(); | -'],
  ],
  [
    'an answer that is piped',
    function listener(_, res) {
      res.setHeader('Vary', 'Origin');
      Readable.from(['{}']).pipe(res);
    },
    ["set vary: Origin | listener: res.setHeader('Vary', 'Origin'); | -", 'end 200 | - | -'],
  ],
];

function attempt(call: () => unknown): void {
  expect(call).toThrow(/^(Invalid|Cannot)/);
}

function send(res: ServerResponse, status: number): void {
  res.statusCode = status;
  res.end();
}

describe('a bare listener', () => {
  test.each(bare)('%s', async (_, listener, events) => {
    expect(await eventsOf(listener)).toEqual(events);
  });

  test('has no layers', async () => {
    const listener: Listener = (_, res) => void res.end();
    expect(await traceOf(listener)).toMatchObject({ layers: null, entered: [] });
  });

  test('a server that listens', async () => {
    const server = createServer(function listener(_, res) {
      res.writeHead(403).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      expect(await eventsOf(server)).toEqual(['end 403 | listener: res.writeHead(403).end(); | -']);
    } finally {
      server.close();
    }
  });

  test('a server that does not listen', async () => {
    const server = createServer(function listener(_, res) {
      res.writeHead(403).end();
    });
    expect(await eventsOf(server)).toEqual(['end 403 | listener: res.writeHead(403).end(); | -']);
  });

  test('a response class of the user, whose own writeHead() stays', async () => {
    class Guarded extends ServerResponse {
      override writeHead(status: number, ...rest: never[]): this {
        this.setHeader('Vary', 'Origin');
        return super.writeHead(status, ...rest);
      }
    }
    const server = createServer({ ServerResponse: Guarded }, (_, res) => void res.end());
    expect(await eventsOf(server)).toEqual([
      expect.stringMatching(/^set vary: Origin \| -: const server = /),
      expect.stringMatching(/^end 200 \| -: const server = /),
    ]);
  });
});

const row = '1 GET / /';

/** What a handler does in Express. */
const handlers: [title: string, handler: RequestHandler, events: string[]][] = [
  [
    'res.set(), res.vary() and res.append()',
    function handler(_, res) {
      res.set({ 'Access-Control-Allow-Origin': '*' });
      res.vary('Origin');
      res.append('Vary', 'Accept');
      res.send();
    },
    [
      `set access-control-allow-origin: * | handler: res.set({ 'Access-Control-Allow-Origin': '*' }); | ${row}`,
      `set vary: Origin | handler: res.vary('Origin'); | ${row}`,
      `replace vary: Origin, Accept | handler: res.append('Vary', 'Accept'); | ${row}`,
      `end 200 | handler: res.send(); | ${row}`,
    ],
  ],
  [
    'res.redirect()',
    function handler(_, res) {
      res.redirect('/elsewhere');
    },
    [
      `set vary: Accept | handler: res.redirect('/elsewhere'); | ${row}`,
      `end 302 | handler: res.redirect('/elsewhere'); | ${row}`,
    ],
  ],
  [
    'res.json()',
    function handler(_, res) {
      res.status(422).json({});
    },
    [`end 422 | handler: res.status(422).json({}); | ${row}`],
  ],
  [
    'res.sendStatus()',
    function handler(_, res) {
      res.sendStatus(403);
    },
    [`end 403 | handler: res.sendStatus(403); | ${row}`],
  ],
  [
    'res.sendFile(): read when the handler has returned',
    function handler(_, res) {
      res.sendFile(__filename);
    },
    [`end 200 | - | ${row}`],
  ],
];

/** As on-headers has it. */
function onHeaders(res: Response, listener: () => void): void {
  const writeHead = Reflect.get(res, 'writeHead');
  res.writeHead = function (this: Response, ...given: never[]) {
    listener();
    return Reflect.apply(writeHead, this, given) as Response;
  } as never;
}

/** As compression and sessions have it. */
const session: RequestHandler = (_, res, next) => {
  const end = Reflect.get(res, 'end');
  res.end = function (this: Response, ...given: never[]) {
    return Reflect.apply(end, this, given) as Response;
  } as never;
  next();
};

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_version, create) => {
  test.each(handlers)('%s', async (_, handler, events) => {
    expect(await eventsOf(create().get('/', handler), { redirect: 'manual' })).toEqual(events);
  });

  test('a middleware that acts when the head is written', async () => {
    const late: RequestHandler = (_, res, next) => {
      onHeaders(res, function addVary() {
        res.setHeader('Vary', 'Origin');
      });
      next();
    };
    const app = create()
      .use(late)
      .get('/', function handler(_, res) {
        res.sendStatus(401);
      });
    expect(await eventsOf(app)).toEqual([
      "set vary: Origin | addVary: res.setHeader('Vary', 'Origin'); | 2 GET / /",
      'end 401 | handler: res.sendStatus(401); | 2 GET / /',
    ]);
  });

  test('a middleware that wraps end() has not answered', async () => {
    const app = create()
      .use(session)
      .get('/', function handler(_, res) {
        res.sendStatus(401);
      });
    expect(await eventsOf(app)).toEqual(['end 401 | handler: res.sendStatus(401); | 2 GET / /']);
  });

  test('express.static()', async () => {
    const app = create().use('/files', create.static(__dirname));
    expect(await eventsOf(app, { path: '/files/trace-of.ts' })).toEqual([
      'end 200 | - | 1 serveStatic /files',
    ]);
  });
});
