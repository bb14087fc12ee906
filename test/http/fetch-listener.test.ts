import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import * as http from 'node:http';
import * as net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { simulateFetch } from '../../src/index.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { fetchListener } from '../../src/http/fetch-listener.js';
import { checkTarget, resolveTarget } from '../../src/http/target.js';
import { thrownBy } from '../support/thrown-by.js';
import { type Ask, ask, rejectionOf } from './ask.js';

/** What the app is given, and the answer's header lines. */
async function given(request: Ask): Promise<Request> {
  let seen: Request | undefined;
  const app = {
    fetch(asked: Request) {
      seen = asked;
      return new Response();
    },
  };
  await ask(app, request);
  if (seen === undefined) throw new Error('the app was not asked');
  return seen;
}

describe('the Request', () => {
  test.each(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
    'method %s',
    async (method) => {
      expect(await given({ method })).toMatchObject({ method, body: null });
    },
  );

  test('a method Node knows no other spelling of never gets there', async () => {
    let calls = 0;
    const app = { fetch: () => new Response(String((calls += 1))) };
    expect(await ask(app, { method: 'patch' })).toMatchObject({ status: 400 });
    expect(calls).toBe(0);
  });

  test('every line, those a page cannot set and those that come twice included', async () => {
    const lines = [
      ['Origin', 'https://app.example'],
      ['Cookie', 'a=1'],
      ['Access-Control-Request-Headers', 'x-a,x-b'],
      ['X-Twice', 'one'],
      ['x-twice', 'two'],
      ['X-Latin', 'caf\u00e9'],
      ['X-Empty', ''],
      ['__proto__', 'x'],
    ] as const;
    const { headers } = await given({ headers: lines });
    expect([...headers]).toEqual([
      ['__proto__', 'x'],
      ['access-control-request-headers', 'x-a,x-b'],
      ['connection', 'keep-alive'],
      ['cookie', 'a=1'],
      ['host', '127.0.0.1'],
      ['origin', 'https://app.example'],
      ['x-empty', ''],
      ['x-latin', 'caf\u00e9'],
      ['x-twice', 'one, two'],
    ]);
  });

  test.each<[name: string, headers: Ask['headers'], url: string]>([
    ['as asked', [], 'http://127.0.0.1/users'],
    ['behind a proxy that ends TLS', [['X-Forwarded-Proto', 'https']], 'https://127.0.0.1/users'],
    ['behind two', [['X-Forwarded-Proto', 'https, http']], 'https://127.0.0.1/users'],
    ['behind one that does not', [['X-Forwarded-Proto', 'http']], 'http://127.0.0.1/users'],
    ['behind one that makes no sense', [['X-Forwarded-Proto', 'httpsx']], 'http://127.0.0.1/users'],
  ])('the URL: %s', async (_, headers, url) => {
    expect(await given({ path: '/users', headers: headers ?? [] })).toMatchObject({ url });
  });

  test('the URL the page asks for, query and servedAt included', async () => {
    const urls: string[] = [];
    const app = {
      fetch({ url }: Request) {
        urls.push(url);
        return new Response();
      },
    };
    const request = { origin: 'https://app.example', path: '/users?q=%20a&b' };
    await simulateFetch(app, request);
    await simulateFetch(app, { ...request, servedAt: 'https://api.example' });
    await simulateFetch(app, { ...request, servedAt: 'http://localhost:3000' });
    expect(urls).toEqual([
      'http://127.0.0.1/users?q=%20a&b',
      'https://api.example/users?q=%20a&b',
      'http://localhost:3000/users?q=%20a&b',
    ]);
  });

  test.each([
    ['small', 5],
    ['large', 3_000_000],
  ])('a %s body', async (_, size) => {
    const app = { fetch: async (request: Request) => new Response(null, { headers: await summed(request) }) };
    const body = Buffer.alloc(size, 'é');
    const { headerList } = await ask(app, { method: 'POST', body });
    expect(headerList).toContainEqual(['x-size', String(size)]);
  });

  test.each<[name: string, read: (request: Request) => unknown]>([
    ['not read', () => undefined],
    ['half read', ({ body }) => body?.getReader().read()],
    ['cancelled', ({ body }) => body?.cancel()],
    ['cancelled half read', ({ body }) => readAndCancel(body)],
  ])('a large body that is %s does not stand in the way of the next request', async (_, read) => {
    const ports = new Set<number | undefined>();
    const app = {
      async fetch(request: Request, { incoming }: { incoming: http.IncomingMessage }) {
        ports.add(incoming.socket.remotePort);
        await read(request);
        return new Response();
      },
    };
    for (let count = 0; count < 3; count += 1) {
      expect(await ask(app, { method: 'POST', body: Buffer.alloc(3_000_000) })).toMatchObject({
        status: 200,
      });
      expect(await ask(app)).toMatchObject({ status: 200 });
    }
  });

  test('what Hono’s adapter for Node adds', async () => {
    let second: unknown;
    const app = {
      fetch(_: Request, bindings: unknown) {
        second = bindings;
        return new Response();
      },
    };
    await ask(app);
    expect(second).toEqual({
      incoming: expect.any(http.IncomingMessage),
      outgoing: expect.any(http.ServerResponse),
    });
  });

  test('the app is called as its own method', async () => {
    class App {
      readonly status = 204;
      fetch(): Response {
        return new Response(null, { status: this.status });
      }
    }
    expect(await ask(new App())).toMatchObject({ status: 204 });
  });
});

async function summed(request: Request): Promise<Record<string, string>> {
  return { 'x-size': String((await request.arrayBuffer()).byteLength) };
}

async function readAndCancel(body: Request['body']): Promise<void> {
  const reader = body?.getReader();
  await reader?.read();
  await reader?.cancel();
}

describe('the Response', () => {
  test('status, its own reason, and header lines, every Set-Cookie for itself', async () => {
    const app = {
      fetch() {
        const response = new Response('{}', { status: 418, statusText: 'Short and stout' });
        response.headers.append('Set-Cookie', 'a=1; Path=/');
        response.headers.append('Vary', 'Origin');
        response.headers.append('Set-Cookie', 'b=2, c');
        response.headers.append('vary', 'Accept');
        response.headers.append('X-Latin', 'caf\u00e9');
        return response;
      },
    };
    const { status, headerList } = await ask(app, {
      onResponse: (_, response) => response.setHeader('X-Hook', 'first'),
    });
    expect(status).toBe(418);
    expect(headerList.filter(([name]) => !/^(date|connection|keep-alive)$/i.test(name))).toEqual([
      ['X-Hook', 'first'],
      ['content-type', 'text/plain;charset=UTF-8'],
      ['set-cookie', 'a=1; Path=/'],
      ['set-cookie', 'b=2, c'],
      ['vary', 'Origin, Accept'],
      ['x-latin', 'caf\u00e9'],
      ['Transfer-Encoding', 'chunked'],
    ]);
  });

  test.each([204, 205, 304])('a null body status: %d', async (status) => {
    const app = { fetch: () => new Response(null, { status }) };
    expect(await ask(app)).toMatchObject({ status });
    expect(await ask(app)).toMatchObject({ status });
  });

  test.each(['GET', 'HEAD'])('the body of a %s goes over the wire as it should', async (method) => {
    const chunks = ['caf', 'é', ' and more'].map((text) => Buffer.from(text));
    const body = (): ReadableStream => ReadableStream.from(chunks) as ReadableStream;
    const text = await raw(() => new Response(body()), method);
    expect(text.split('\r\n\r\n').slice(1).join('\r\n\r\n')).toBe(
      method === 'HEAD' ? '' : '3\r\ncaf\r\n2\r\né\r\n9\r\n and more\r\n0\r\n\r\n',
    );
  });

  test('the head of a stream that stays silent arrives', async () => {
    const app = { fetch: () => new Response(new ReadableStream()) };
    expect(await ask(app, { timeout: 1000 })).toMatchObject({ status: 200 });
  });

  test.each<[name: string, method: string]>([
    ['is dropped after its head', 'GET'],
    ['is not wanted', 'HEAD'],
  ])('an endless stream that %s is cancelled', async (_, method) => {
    const { app, cancelled } = endless();
    expect(await ask(app, { method })).toMatchObject({ status: 200 });
    expect(await cancelled).toBe(true);
  });

  test('a stream that fails ends the connection, and nothing else', async () => {
    const app = {
      fetch: () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              controller.error(new Error('disk'));
            },
          }),
        ),
    };
    expect(await ask(app)).toMatchObject({ status: 200 });
    expect(await ask(app)).toMatchObject({ status: 200 });
  });

  test('a request that is given up aborts its signal', async () => {
    let aborted = (): void => undefined;
    const seen = new Promise<void>((resolve) => (aborted = resolve));
    const app = {
      fetch({ signal }: Request) {
        signal.addEventListener('abort', aborted);
        return new Promise<Response>(() => undefined);
      },
    };
    expect(await rejectionOf(ask(app, { timeout: 500 }))).toMatchObject({ error: 'ExchangeError no-answer' });
    await seen;
  });

  test('one that comes too late is dropped', async () => {
    const { app, cancelled } = endless(100);
    expect(await rejectionOf(ask(app, { timeout: 50 }))).toMatchObject({ error: 'ExchangeError no-answer' });
    expect(await cancelled).toBe(true);
  });
});

function endless(delay = 0): { app: { fetch(): Promise<Response> }; cancelled: Promise<boolean> } {
  let cancel: (isCancelled: boolean) => void = () => undefined;
  const cancelled = new Promise<boolean>((resolve) => (cancel = resolve));
  const body = new ReadableStream({
    async pull(controller) {
      await pause(1);
      controller.enqueue(Buffer.from('more'));
    },
    cancel: () => {
      cancel(true);
    },
  });
  return {
    app: {
      fetch: () =>
        pause(delay).then(() => new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })),
    },
    cancelled,
  };
}

/** The bytes of an answer, over a connection that is closed after it. */
async function raw(answer: () => Response, method: string): Promise<string> {
  const server = http.createServer(fetchListener(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
  socket.write(`${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  let text = '';
  for await (const bytes of socket.setEncoding('utf8')) text += String(bytes);
  server.close();
  return text;
}

describe('no Response', () => {
  const noVerdict = 'Without a response there is no verdict: the request is neither allowed nor blocked.';
  const error = new RangeError('no such user');

  test.each<[name: string, fetch: () => unknown, error: string, message: string]>([
    [
      'a handler that throws',
      () => {
        throw error;
      },
      'listener-threw',
      `GET /: the request listener threw before it responded (RangeError: no such user). ${noVerdict}`,
    ],
    [
      'a handler that rejects',
      () => Promise.reject(error),
      'listener-rejected',
      `GET /: the request listener's promise was rejected before it responded (RangeError: no such user). ${noVerdict}`,
    ],
    [
      'undefined',
      () => undefined,
      'listener-rejected',
      `GET /: the request listener's promise was rejected before it responded (TypeError: fetch() returned [object Undefined], not a Response). ${noVerdict}`,
    ],
    [
      'something else',
      () => Promise.resolve({ status: 200 }),
      'listener-rejected',
      `GET /: the request listener's promise was rejected before it responded (TypeError: fetch() returned [object Object], not a Response). ${noVerdict}`,
    ],
    [
      'a network error',
      () => Response.error(),
      'listener-rejected',
      `GET /: the request listener's promise was rejected before it responded (RangeError [ERR_HTTP_INVALID_STATUS_CODE]: Invalid status code: 0). ${noVerdict}`,
    ],
    [
      'one that has been read',
      async () => {
        const response = new Response('x');
        await response.text();
        return response;
      },
      'listener-rejected',
      `GET /: the request listener's promise was rejected before it responded (TypeError [ERR_INVALID_STATE]: Invalid state: ReadableStream is locked). ${noVerdict}`,
    ],
  ])('%s', async (_, fetch, code, message) => {
    for (const app of [{ fetch }, { fetch }])
      expect(await rejectionOf(ask(app))).toEqual({ error: `ExchangeError ${code}`, message });
  });
});

describe('where there is no Request to ask with', () => {
  const { Request } = globalThis;
  afterEach(() => {
    globalThis.Request = Request;
  });

  test.each<[name: string, replacement: unknown, lacks: string]>([
    ['none at all', undefined, 'has no global Request'],
    [
      'one of a page',
      class extends Request {
        constructor(url: string, init: RequestInit) {
          const headers = new Headers(init.headers);
          headers.delete('Origin');
          super(url, { ...init, headers });
        }
      },
      'has a global Request that drops the Origin header, as in a page',
    ],
  ])('%s', async (_, replacement, lacks) => {
    const app = { fetch: () => new Response() };
    Reflect.set(globalThis, 'Request', replacement);
    const expected = {
      name: 'UsageError',
      code: 'no-request-class',
      message:
        `An app with fetch(Request) needs Node's own Request, but this test environment ${lacks}. ` +
        'Run this test file in Node: /** @jest-environment node */ at its top.',
    };
    expect(await thrownBy(() => resolveTarget(app, deadlineIn(1000)))).toMatchObject(expected);
    expect(await thrownBy(() => resolveTarget({ target: () => app }, deadlineIn(1000)))).toMatchObject(
      expected,
    );
    expect(await thrownBy(() => checkTarget(app))).toMatchObject(expected);
  });
});
