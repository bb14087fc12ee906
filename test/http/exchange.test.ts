import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import type { RequestListener, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { deadlineIn } from '../../src/http/deadline.js';
import { exchange } from '../../src/http/exchange.js';
import { resolveTarget } from '../../src/http/target.js';
import { answers, behaviours, listeners, withServer } from '../hostile/servers.js';
import { ask, type Ask, carrier, rejectionOf } from './ask.js';

/** An app that answers every request by `answer`, and what it knows of its connections. */
function counted(answer: (response: ServerResponse) => void): {
  app: RequestListener;
  ports: Set<number | undefined>;
  closed: () => number;
} {
  const ports = new Set<number | undefined>();
  let closed = 0;
  const app: RequestListener = (request, response) => {
    if (!ports.has(request.socket.remotePort)) request.socket.once('close', () => (closed += 1));
    ports.add(request.socket.remotePort);
    answer(response);
  };
  return { app, ports, closed: () => closed };
}

describe('answers', () => {
  test.each<[name: string, status: number, answer: (response: ServerResponse) => void]>([
    ['no content', 204, (response) => response.writeHead(204).end()],
    ['reset content', 205, (response) => response.writeHead(205, { 'Content-Length': 0 }).end()],
    ['not modified', 304, (response) => response.writeHead(304, { ETag: '"1"' }).end()],
    ['moved', 301, (response) => response.writeHead(301, { Location: '/elsewhere' }).end('moved')],
    ['see other', 303, (response) => response.writeHead(303, { Location: 'https://a.example/' }).end()],
    ['kept method', 308, (response) => response.writeHead(308, { Location: '/' }).end()],
    ['a redirect to nowhere', 302, (response) => response.writeHead(302).end()],
    ['unauthorized', 401, (response) => response.writeHead(401, { 'WWW-Authenticate': 'Basic' }).end()],
    ['an error', 500, (response) => response.writeHead(500).end('sorry')],
    ['an unknown status', 799, (response) => response.writeHead(799).end()],
  ])('%s: %i, once, on connections that are kept', async (_, status, answer) => {
    let calls = 0;
    const { app, ports } = counted((response) => {
      calls += 1;
      response.setHeader('Access-Control-Allow-Origin', '*');
      answer(response);
    });
    for (const method of ['GET', 'OPTIONS', 'HEAD', 'PUT'] as const) {
      const head = await ask(app, { method });
      expect(head.status).toBe(status);
      expect(head.headerList).toContainEqual(['Access-Control-Allow-Origin', '*']);
    }
    expect(calls).toBe(4);
    expect(ports.size).toBeLessThanOrEqual(2); // a second one while a body is still being read
  });

  test('lines as they came: order, case, duplicates, latin-1 bytes, empty values', async () => {
    const lines = [
      'access-control-allow-ORIGIN: https://a.example',
      'Set-Cookie: a=1',
      'Content-Type: text/plain',
      'Location: /one',
      'Access-Control-Allow-Origin: https://b.example',
      'set-cookie: b=2',
      'Content-Type: text/html',
      'Location: /two',
      'X-Latin: caf\xe9',
      'X-Empty:',
      'X-Blanks: \t padded \t',
      '__proto__: kept',
      '1: first',
      'Content-Length: 0',
    ];
    await withServer(answers(`HTTP/1.1 302\r\n${lines.join('\r\n')}\r\n\r\n`), async ({ url }) => {
      expect(await ask(url)).toEqual({
        status: 302,
        headerList: [
          ['access-control-allow-ORIGIN', 'https://a.example'],
          ['Set-Cookie', 'a=1'],
          ['Content-Type', 'text/plain'],
          ['Location', '/one'],
          ['Access-Control-Allow-Origin', 'https://b.example'],
          ['set-cookie', 'b=2'],
          ['Content-Type', 'text/html'],
          ['Location', '/two'],
          ['X-Latin', 'caf\xe9'],
          ['X-Empty', ''],
          ['X-Blanks', 'padded'],
          ['__proto__', 'kept'],
          ['1', 'first'],
          ['Content-Length', '0'],
        ],
      });
    });
  });

  test('two thousand lines, all of them', async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `X-${String(index)}: v\r\n`).join('');
    await withServer(answers(`HTTP/1.1 204 No Content\r\n${lines}\r\n`), async ({ url }) => {
      expect((await ask(url)).headerList).toHaveLength(2000);
    });
  });

  test('a head of 200 KB', async () => {
    const value = 'x'.repeat(200_000);
    await withServer(answers(`HTTP/1.1 204 No Content\r\nX-Long: ${value}\r\n\r\n`), async ({ url }) => {
      expect(await ask(url)).toEqual({ status: 204, headerList: [['X-Long', value]] });
    });
  });

  test('an informational head before the real one does not count', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nAccess-Control-Allow-Origin: *\r\n\r\n';
    const late = 'HTTP/1.1 204 No Content\r\nX: y\r\n\r\n';
    await withServer(answers(`HTTP/1.1 100 Continue\r\n\r\n${early}${late}`), async ({ url }) => {
      expect(await ask(url)).toEqual({ status: 204, headerList: [['X', 'y']] });
    });
  });

  test('a trailer does not count', async () => {
    const app: RequestListener = (_, response) => {
      response.writeHead(200, { Trailer: 'Access-Control-Allow-Origin' });
      response.write('body');
      response.addTrailers({ 'Access-Control-Allow-Origin': '*' });
      response.end();
    };
    const names = (await ask(app)).headerList.map(([name]) => name);
    expect(names).not.toContain('Access-Control-Allow-Origin');
  });

  test.each<[keyof typeof behaviours, [string, string][]]>([
    ['obsolete folding', [['X-Folded', 'one  two']]],
    ['control bytes in a value', [['X-Control', 'a\x01b']]],
    ['line feeds only', []],
    ['blank first line', []],
    ['two equal lengths', [['Content-Length', '0']]],
  ])("what Node's parser refuses is read: %s", async (behaviour, special) => {
    await withServer(behaviours[behaviour], async ({ url }) => {
      const head = await ask(url);
      const allowed = behaviour === 'blank first line' ? [] : [['Access-Control-Allow-Origin', '*']];
      expect(head.status).toBe(200);
      expect(head.headerList).toEqual(expect.arrayContaining([...special, ...allowed]));
      expect(head.headerList).toHaveLength(1 + (special.length === 0 ? 0 : 1) + allowed.length);
    });
  });

  test('a blank before the colon stays in the name: browsers differ over it', async () => {
    await withServer(behaviours['blank before the colon'], async ({ url }) => {
      expect((await ask(url)).headerList).toContainEqual(['Access-Control-Allow-Origin ', '*']);
    });
  });

  test('a head that is refused on a used connection is read without the answer before it', async () => {
    let calls = 0;
    const app: RequestListener = (request, response) => {
      calls += 1;
      if (calls === 1) response.setHeader('X-First', 'yes').end('first');
      else request.socket.write('HTTP/1.1 200 OK\r\nX-Second: a\x01b\r\nContent-Length: 0\r\n\r\n');
    };
    await ask(app);
    expect((await ask(app)).headerList).toEqual([
      ['X-Second', 'a\x01b'],
      ['Content-Length', '0'],
    ]);
  });
});

describe('bodies', () => {
  const json = { 'Content-Type': 'application/json' };

  test.each<[string, (response: ServerResponse) => void]>([
    ['short', (response) => response.end('done')],
    ['broken JSON', (response) => response.writeHead(200, json).end('{oops}')],
    ['JSON cut short by its type', (response) => response.writeHead(200, json).end('[1,')],
    [
      'multipart without parts',
      (response) => response.setHeader('Content-Type', 'multipart/form-data').end('x'),
    ],
    ['odd type', (response) => response.setHeader('Content-Type', ';;=').end('x')],
    ['odd links', (response) => response.setHeader('Link', '<a>, ;;, <b').end('x')],
    ['broken gzip', (response) => response.setHeader('Content-Encoding', 'gzip').end('this is no gzip')],
    ['whole gzip', (response) => response.setHeader('Content-Encoding', 'gzip').end(gzipSync('text'))],
    ['in two parts', (response) => response.write('one') && setImmediate(() => response.end('two'))],
  ])('%s: read, and the connection used again', async (_, answer) => {
    const { app, ports } = counted(answer);
    for (let count = 0; count < 3; count += 1) {
      expect(await ask(app)).toMatchObject({ status: 200 });
      await pause(5);
    }
    expect(ports.size).toBe(1);
  });

  test('an event stream: settles at the head, its connection is dropped', async () => {
    const { app, closed } = counted((response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
    });
    const start = performance.now();
    expect(await ask(app)).toMatchObject({ status: 200 });
    expect(performance.now() - start).toBeLessThan(1000);
    await pause(200);
    expect(closed()).toBe(1);
  });

  test('a head that is flushed before any body', async () => {
    const { app, closed } = counted((response) => {
      response.flushHeaders();
    });
    expect(await ask(app)).toMatchObject({ status: 200 });
    await pause(1300); // it may be a slow one
    expect(closed()).toBe(1);
  });

  test.each(['text/plain', 'application/json', 'application/octet-stream', 'image/png'])(
    'an endless download of %s',
    async (type) => {
      let sent = 0;
      const { app, closed } = counted((response) => {
        response.setHeader('Content-Type', type);
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(10_000))) sent += 1;
        };
        response.on('drain', more);
        more();
      });
      expect(await ask(app)).toMatchObject({ status: 200 });
      while (closed() === 0) await pause(10);
      expect(closed()).toBe(1);
      expect(sent).toBeLessThan(2500); // of 10 KB each: read in the background, but not for ever
    },
  );

  test.each<[string, string]>([
    ['cut short', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'],
    ['cut short in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf'],
    ['of bad chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['cut short, of JSON', 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{'],
    ['cut short, of gzip', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nx'],
    ['of a 204', 'HTTP/1.1 204 No Content\r\n\r\nunexpected'],
    ['longer than it says', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nlonger'],
  ])('a late error of a body %s cannot reach the process', async (_, text) => {
    await withServer(answers(text, { end: true }), async ({ url }) => {
      expect([200, 204]).toContain((await ask(url)).status);
      await pause(100); // an uncaught error would fail this test
    });
  });

  test('a server that resets after the head cannot reach the process', async () => {
    const app: RequestListener = (request, response) => {
      response.write('begin');
      setTimeout(() => request.socket.resetAndDestroy(), 20);
    };
    expect(await ask(app)).toMatchObject({ status: 200 });
    await pause(100);
    expect(await ask(app)).toMatchObject({ status: 200 });
    await pause(100);
  });
});

describe('methods against Express', () => {
  test.each([
    ['Express 4', express4],
    ['Express 5', express],
  ])('%s: patch is answered 400 and no handler runs; PATCH reaches it', async (_, create) => {
    const seen: string[] = [];
    const app = create();
    app.use((request, response) => {
      seen.push(request.method);
      response.set('Access-Control-Allow-Origin', '*').sendStatus(204);
    });
    for (const method of ['patch', 'Patch', 'FOO', 'get', 'null', '*']) {
      const head = await ask(app, { method });
      expect([method, head]).toEqual([method, { status: 400, headerList: [['Connection', 'close']] }]);
    }
    expect(seen).toEqual([]);
    for (const method of ['PATCH', 'PROPFIND', 'PURGE', 'DELETE'])
      expect(await ask(app, { method })).toMatchObject({ status: 204 });
    expect(seen).toEqual(['PATCH', 'PROPFIND', 'PURGE', 'DELETE']);
  });
});

describe('timeouts', () => {
  test('free the connection they waited on', async () => {
    const { app, closed } = counted(listeners['never answers']);
    expect(await rejectionOf(ask(app, { timeout: 50 }))).toMatchObject({ error: 'ExchangeError no-answer' });
    await pause(50);
    expect(closed()).toBe(1);
  });

  test('fire for requests that wait for a connection, and take none afterwards', async () => {
    const waiting: ServerResponse[] = [];
    const { app, ports } = counted((response) => waiting.push(response));
    const held = Array.from({ length: 16 }, () => ask(app));
    while (waiting.length < 16) await pause(5);
    const late = await rejectionOf(ask(app, { timeout: 50 }));
    expect(late.error).toBe('ExchangeError no-answer');
    for (const response of waiting) response.end();
    await Promise.all(held);
    // All sixteen connections serve again, and the request that was given up is never sent.
    expect(waiting).toHaveLength(16);
    const again = Array.from({ length: 16 }, () => ask(app));
    while (waiting.length < 32) await pause(5);
    expect(waiting).toHaveLength(32);
    for (const response of waiting) response.end();
    await Promise.all(again);
    expect(ports.size).toBeLessThanOrEqual(17);
  });

  test('sixteen that hang do not starve the next', async () => {
    const app: RequestListener = (request, response) => {
      if (request.url !== '/hang') response.end();
    };
    const hung = Array.from({ length: 20 }, () => rejectionOf(ask(app, { path: '/hang', timeout: 100 })));
    const next = ask(app);
    for (const { error } of await Promise.all(hung)) expect(error).toBe('ExchangeError no-answer');
    expect(await next).toMatchObject({ status: 200 });
  });

  test('an expired deadline sends nothing', async () => {
    let calls = 0;
    const { app } = counted((response) => {
      calls += 1;
      response.end();
    });
    const wire = { method: 'GET', target: '/', headers: [], body: null };
    const deadline = deadlineIn(0);
    await expect(
      exchange(await resolveTarget(app, deadline), wire, { deadline, ...carrier }),
    ).rejects.toMatchObject({
      code: 'no-answer',
    });
    await pause(30);
    expect(calls).toBe(0);
  });

  test('the signal of a deadline is aborted when it is due, also for those who ask late', async () => {
    const deadline = deadlineIn(40);
    expect(deadline.signal.aborted).toBe(false);
    await pause(80);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadlineIn(0).signal.aborted).toBe(true);
  });

  test('an answer after the timeout is nobody’s', async () => {
    const app: RequestListener = (_, response) => {
      setTimeout(() => response.end('late'), 80);
    };
    expect(await rejectionOf(ask(app, { timeout: 30 }))).toMatchObject({ error: 'ExchangeError no-answer' });
    await pause(100);
    expect(await ask(app)).toMatchObject({ status: 200 });
  });
});

describe('many', () => {
  test('a hundred at once: all answered, sixteen connections at most', async () => {
    let open = 0;
    let most = 0;
    const { app, ports } = counted((response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.setHeader('X-Url', response.req.url ?? '').end();
      }, 2);
    });
    const paths = Array.from({ length: 100 }, (_, index) => `/${String(index)}`);
    const heads = await Promise.all(paths.map((path) => ask(app, { path })));
    expect(heads.map(({ headerList }) => headerList.find(([name]) => name === 'X-Url')?.[1])).toEqual(paths);
    expect(most).toBeLessThanOrEqual(16);
    expect(ports.size).toBeLessThanOrEqual(16);
  });

  test('one after the other: one connection', async () => {
    const { app, ports } = counted((response) => response.end());
    for (let count = 0; count < 50; count += 1) await ask(app);
    expect(ports.size).toBe(1);
  });

  test('a large body is sent while it is answered early', async () => {
    const body = Buffer.alloc(3_000_000, 'x');
    const early: RequestListener = (_, response) => response.writeHead(413).end('too large');
    const request: Ask = { method: 'POST', body };
    expect(await ask(early, request)).toMatchObject({ status: 413 });
    expect(await ask(early, request)).toMatchObject({ status: 413 });
  });
});
