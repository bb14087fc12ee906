import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import type { AddressInfo } from 'node:net';
import * as http from 'node:http';
import * as zlib from 'node:zlib';
import { resolveTarget } from '../../src/transport/target.js';
import { answers, answersAndCloses, resetsWhenReused } from '../hostile/behaviours.js';
import { type Behaviour, type RawServer, rawServer } from '../hostile/raw-server.js';
import { ask, failureOf, type Listener, pause } from './ask.js';
import { express4 } from './express4.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function raw(behaviour: Behaviour): Promise<RawServer> {
  const server = await rawServer(behaviour);
  closing.push(() => server.close());
  return server;
}

/** An app that counts the connections it was asked over. */
function counting(answer: Listener): { app: Listener; connections: Set<unknown> } {
  const connections = new Set<unknown>();
  const app: Listener = (request, response) => {
    connections.add(request.socket);
    return answer(request, response);
  };
  return { app, connections };
}

describe('the head of an answer', () => {
  test('status and header lines as they came: order, case, duplicates, latin-1', async () => {
    const server = await raw(
      answers(
        'HTTP/1.1 200 Fine\r\nVary: Origin\r\nSET-COOKIE: a=1\r\nvary:  Accept \r\nx-latin: caf\xe9\r\nX-Empty:\r\n' +
          'set-cookie: b=2\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n',
      ),
    );
    expect(await ask(server.url)).toEqual({
      status: 200,
      headerList: [
        ['Vary', 'Origin'],
        ['SET-COOKIE', 'a=1'],
        ['vary', 'Accept'],
        ['x-latin', 'caf\xe9'],
        ['X-Empty', ''],
        ['set-cookie', 'b=2'],
        ['Location', '/a'],
        ['Location', '/b'],
        ['Content-Length', '0'],
      ],
    });
  });

  test('more than a thousand header lines', async () => {
    const lines = Array.from({ length: 1500 }, (_, index) => `x-${String(index)}: ${String(index)}\r\n`);
    const server = await raw(answers(`HTTP/1.1 200 OK\r\n${lines.join('')}Content-Length: 0\r\n\r\n`));
    expect((await ask(server.url)).headerList).toHaveLength(1501);
  });

  test('200 KiB of header lines', async () => {
    const server = await raw(
      answers(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(200 * 1024)}\r\nContent-Length: 0\r\n\r\n`),
    );
    expect(await ask(server.url)).toMatchObject({ status: 200 });
  });

  const heads: [title: string, bytes: string, status: number, headerList: [string, string][]][] = [
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', 204, []],
    [
      '204 with a body',
      'HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}',
      204,
      [['Content-Length', '2']],
    ],
    ['205', 'HTTP/1.1 205 Reset Content\r\n\r\n', 205, []],
    ['304', 'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', 304, [['ETag', '"a"']]],
    [
      '304 with a length',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n',
      304,
      [['Content-Length', '9']],
    ],
    ['no reason', 'HTTP/1.1 204\r\n\r\n', 204, []],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nhello', 200, []],
    ['a status of its own', 'HTTP/1.1 799 Odd\r\nContent-Length: 0\r\n\r\n', 799, [['Content-Length', '0']]],
    ['100 first', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n', 204, []],
    [
      '103 first, whose header lines do not count',
      'HTTP/1.1 103 Early Hints\r\nAccess-Control-Allow-Origin: *\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
      204,
      [],
    ],
    [
      'a trailer, whose header lines do not count',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nAccess-Control-Allow-Origin: *\r\n\r\n',
      200,
      [['Transfer-Encoding', 'chunked']],
    ],
    ['bytes after the end', 'HTTP/1.1 204 No Content\r\n\r\nHTTP', 204, []],
  ];
  const refusedByNode: typeof heads = [
    [
      'obsolete folding',
      'HTTP/1.1 200 OK\r\nVary: Accept,\r\n  Origin\r\nContent-Length: 0\r\n\r\n',
      200,
      [
        ['Vary', 'Accept, Origin'],
        ['Content-Length', '0'],
      ],
    ],
    ['a blank before the first line', 'HTTP/1.1 200 OK\r\n a: b\r\nx: 1\r\n\r\n', 200, [['x', '1']]],
    ['a control byte', 'HTTP/1.1 200 OK\r\nx: a\x01b\r\n\r\n', 200, [['x', 'a\x01b']]],
    [
      'line feeds only',
      'HTTP/1.1 200 OK\nx: 1\nContent-Length: 0\n\n',
      200,
      [
        ['x', '1'],
        ['Content-Length', '0'],
      ],
    ],
    ['a line without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\nx: 1\r\n\r\n', 200, [['x', '1']]],
    ['a blank before the colon', 'HTTP/1.1 200 OK\r\nx : 1\r\n\r\n', 200, [['x ', '1']]],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      200,
      [
        ['Content-Length', '1'],
        ['Transfer-Encoding', 'chunked'],
      ],
    ],
  ];

  test.each([...heads, ...refusedByNode])('%s', async (_title, bytes, status, headerList) => {
    const server = await raw(answersAndCloses(bytes));
    expect(await ask(server.url)).toEqual({ status, headerList });
  });

  test.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
    const requests: unknown[] = [];
    const app = express().use((request, response) => {
      requests.push(request.url);
      response.redirect(status, '/elsewhere');
    });
    const head = await ask(app, { method: 'POST', target: '/here' });
    expect(head.status).toBe(status);
    expect(head.headerList).toContainEqual(['Location', '/elsewhere']);
    expect(requests).toEqual(['/here']);
  });
});

describe('a body', () => {
  const long = 'a'.repeat(1024);
  const bodies: [title: string, connection: 'reused' | 'dropped', answer: Listener][] = [
    [
      'of an event stream',
      'dropped',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
      },
    ],
    [
      'of an event stream of which only the head is sent',
      'dropped',
      (_request, response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders(),
    ],
    [
      'without an end',
      'dropped',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        const write = (): void => {
          while (!response.destroyed && response.write(long));
        };
        response.on('drain', write);
        write();
      },
    ],
    [
      'of JSON without an end',
      'dropped',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('[1,');
      },
    ],
    [
      'of gzip that is none',
      'reused',
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('{"a":1}'),
    ],
    [
      'of gzip that breaks off',
      'reused',
      (_request, response) =>
        response
          .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' })
          .end(zlib.gzipSync(long).subarray(0, 12)),
    ],
    [
      'that is no JSON',
      'reused',
      (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{oops}'),
    ],
    [
      'that is no multipart',
      'reused',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'multipart/form-data; boundary=x' }).end('--y\r\n'),
    ],
    [
      'cut short by a reset',
      'dropped',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100', 'content-type': 'application/json' }).write('{');
        setTimeout(() => request.socket.resetAndDestroy(), 10);
      },
    ],
    [
      'cut short by the end of the connection',
      'dropped',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{');
        setTimeout(() => request.socket.end(), 10);
      },
    ],
    ['of 5 MB', 'dropped', (_request, response) => response.end(Buffer.alloc(5_000_000))],
  ];

  test.each(bodies)(
    '%s: late errors reach nobody, and the connection is %s',
    async (_title, connection, answer) => {
      const { app, connections } = counting(answer);
      const started = Date.now();
      expect(await ask(app)).toMatchObject({ status: 200 });
      expect(Date.now() - started).toBeLessThan(1000);
      await pause(120); // an uncaught late error fails this test
      expect(await ask(app)).toMatchObject({ status: 200 });
      await pause(120);
      expect(connections.size).toBe(connection === 'reused' ? 1 : 2);
    },
  );

  test('with a bad chunk after the head', async () => {
    const server = await raw(
      answersAndCloses('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n'),
    );
    expect(await ask(server.url)).toMatchObject({ status: 200 });
    await pause(50);
  });

  test.each(['HEAD', 'GET', 'OPTIONS', 'POST'])(
    '%s: 64 short ones come over one connection',
    async (method) => {
      const { app, connections } = counting(
        (_request, response) => response.setHeader('Content-Length', long.length).end(long), // or Node closes after HEAD
      );
      for (let count = 0; count < 64; count += 1) await ask(app, { method });
      expect(connections.size).toBe(1);
    },
  );

  test('an open stream lets go of its connection', async () => {
    let closed = false;
    await ask((_request: http.IncomingMessage, response: http.ServerResponse) => {
      response.on('close', () => (closed = true));
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    });
    await pause(150);
    expect(closed).toBe(true);
  });
});

describe('a request', () => {
  test('goes out byte for byte', async () => {
    const server = await raw(answers('HTTP/1.1 204 No Content\r\n\r\n'));
    const body = Buffer.from([0, 255, 13, 10, 123]);
    await ask(server.url, {
      method: 'patch',
      target: '/a/../b?x=%zz&"#',
      headers: [
        ['hOST', 'app.example'],
        ['1', 'first'],
        ['X-Latin', 'caf\xe9 \x01'],
        ['x-twice', 'a'],
        ['Empty', ''],
        ['Content-Type', 'application/json'],
        ['x-twice', 'b'],
        ['__proto__', 'x'],
        ['Content-Length', '5'],
      ],
      body,
    });
    expect(server.received().toString('latin1')).toBe(
      'patch /a/../b?x=%zz&"# HTTP/1.1\r\nhOST: app.example\r\n1: first\r\nX-Latin: caf\xe9 \x01\r\nx-twice: a\r\n' +
        `Empty: \r\nContent-Type: application/json\r\nx-twice: b\r\n__proto__: x\r\nContent-Length: 5\r\n\r\n${body.toString('latin1')}`,
    );
  });

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'FOO', 'foo', '*', 'null'])(
    '%s without a body and without header lines',
    async (method) => {
      const server = await raw(answers('HTTP/1.1 204 No Content\r\n\r\n'));
      await ask(server.url, { method, headers: [] });
      expect(server.received().toString('latin1')).toBe(`${method} / HTTP/1.1\r\n\r\n`);
    },
  );

  test.each([
    ['Express 5', express],
    ['Express 4', express4],
  ])('patch in lower case: %s answers 400, and no handler runs', async (_title, create) => {
    let calls = 0;
    const app = create().use((_request, response) => {
      calls += 1;
      response.set('Access-Control-Allow-Origin', '*').end();
    });
    expect(await ask(app, { method: 'patch' })).toEqual({
      status: 400,
      headerList: [['Connection', 'close']],
    });
    expect(calls).toBe(0);
    expect(await ask(app, { method: 'PATCH' })).toMatchObject({ status: 200 });
    expect(calls).toBe(1);
  });

  test('a body of half a megabyte arrives whole', async () => {
    const app = express()
      .use(express.raw({ limit: '1mb', type: () => true }))
      .use((request, response) =>
        response.status((request.body as Buffer).length === 500_000 ? 200 : 500).end(),
      );
    expect(
      await ask(app, {
        method: 'POST',
        headers: [
          ['Host', 'a'],
          ['Content-Length', '500000'],
        ],
        body: Buffer.alloc(500_000, 1),
      }),
    ).toMatchObject({ status: 200 });
  });
});

describe('many exchanges', () => {
  test('100 at once, over 16 connections at most', async () => {
    const { app, connections } = counting((_request, response) => setTimeout(() => response.end(), 2));
    const heads = await Promise.all(Array.from({ length: 100 }, () => ask(app)));
    expect(heads.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect(connections.size).toBeLessThanOrEqual(16);
  });

  test('the deadline also counts while all connections are taken', async () => {
    const answered: string[] = [];
    const app: Listener = (request, response) => {
      if (request.url === '/slow') return;
      answered.push(request.url ?? '');
      response.end();
    };
    const slow = Array.from({ length: 16 }, () => failureOf(ask(app, { target: '/slow', timeout: 200 })));
    await pause(50);
    expect(await failureOf(ask(app, { target: '/queued', timeout: 50 }))).toMatchObject({
      code: 'no-answer',
    });
    expect(await ask(app, { target: '/after' })).toMatchObject({ status: 200 });
    expect((await Promise.all(slow)).map(({ code }) => code)).toEqual(Array(16).fill('no-answer'));
    expect(answered).toEqual(['/after']);
  });

  test('nothing is sent when the deadline has passed before', async () => {
    const server = await raw(answers('HTTP/1.1 204 No Content\r\n\r\n'));
    expect(await failureOf(ask(server.url, { timeout: 0 }))).toMatchObject({ code: 'no-answer' });
    expect(server.connections).toBe(0);
  });
});

describe('a kept-alive connection that is reset when it is used again', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('%s is sent once more, on a new one', async (method) => {
    const server = await raw(resetsWhenReused());
    await ask(server.url);
    expect(await ask(server.url, { method })).toMatchObject({ status: 204 });
    expect(server.connections).toBe(2);
  });

  test('the other idle connections are not tried', async () => {
    const server = await raw(resetsWhenReused((count) => count <= 3));
    await Promise.all([ask(server.url), ask(server.url), ask(server.url)]);
    expect(await ask(server.url)).toMatchObject({ status: 204 });
    expect(server.connections).toBe(4);
  });

  test('a PUT is not sent again', async () => {
    const server = await raw(resetsWhenReused());
    await ask(server.url);
    expect(await failureOf(ask(server.url, { method: 'PUT' }))).toMatchObject({ code: 'connection-reset' });
    expect(server.connections).toBe(1);
  });

  test('one that only stays silent is not tried again after the timeout', async () => {
    const { app, connections } = counting((request, response) => {
      if (request.url !== '/silent') response.end();
    });
    await ask(app);
    const failed = await failureOf(ask(app, { target: '/silent', timeout: 50 }));
    expect(failed).toMatchObject({ code: 'no-answer' });
    await pause(50); // what comes after the timeout must not become an unhandled rejection
    expect(connections.size).toBe(1);
  });

  test('a server that was started anew on its port', async () => {
    const app: Listener = (_request, response) => response.end();
    const first = http.createServer(app);
    await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
    const { port } = first.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}`;
    await Promise.all([ask(url), ask(url), ask(url)]);
    await new Promise((resolve) => {
      first.close(resolve);
      first.closeAllConnections();
    });
    const second = http.createServer(app);
    await new Promise<void>((resolve) => second.listen(port, '127.0.0.1', resolve));
    closing.push(() => {
      second.closeAllConnections();
      second.close();
    });
    expect(await ask(url)).toMatchObject({ status: 200 });
  });
});

test('the endpoint of a URL closes its connections when idle', async () => {
  const server = await raw(answers('HTTP/1.1 204 No Content\r\n\r\n'));
  await resolveTarget(server.url);
  await ask(server.url);
  await pause(20);
  expect(server.open).toBe(1);
  await pause(1200);
  expect(server.open).toBe(0);
  expect(await ask(server.url)).toMatchObject({ status: 204 });
});
