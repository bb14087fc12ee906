import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import * as http2 from 'node:http2';
import * as https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import * as tls from 'node:tls';
import { behaviours, unusedPort, withServer } from '../hostile/servers.js';
import { ask, type Ask, rejectionOf } from './ask.js';
import { certificate } from './tls/index.js';

type Listener = (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => void;

const servers: Server[] = [];
const sessions: http2.ServerHttp2Session[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** An HTTP/2 server, over TLS where it is to be met at a URL. */
const secure = (
  listener: Listener | undefined,
  options: http2.SecureServerOptions = {},
): http2.Http2SecureServer => http2.createSecureServer({ ...certificate, ...options }, listener);

/** Lets it listen, and tells where. */
async function listen(server: Server): Promise<string> {
  servers.push(server);
  server.on('session', (session: http2.ServerHttp2Session) => sessions.push(session));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scheme = server instanceof tls.Server ? 'https' : 'http';
  return `${scheme}://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const trusted = (url: string) => ({ url, ca: certificate.cert });
const echo: Listener = (request, response) => {
  const { httpVersion, method, url, authority, scheme, headers } = request;
  response.setHeader('x-asked', JSON.stringify({ httpVersion, method, url, authority, scheme, headers }));
  response.end();
};
const asked = async (target: unknown, request: Ask = {}): Promise<unknown> => {
  const { headerList } = await ask(target, request);
  return JSON.parse(headerList.find(([name]) => name.toLowerCase() === 'x-asked')?.[1] ?? 'null');
};
const noVerdict = 'Without a response there is no verdict: the request is neither allowed nor blocked.';

describe('which version a server is asked in', () => {
  test.each<[name: string, version: string, target: () => Promise<unknown>]>([
    ['an Http2Server in hand', '2.0', () => Promise.resolve(http2.createServer(echo))],
    ['an Http2SecureServer in hand', '2.0', () => Promise.resolve(secure(echo))],
    ['with allowHTTP1', '1.1', () => Promise.resolve(secure(echo, { allowHTTP1: true }))],
    ['an https.Server', '1.1', () => Promise.resolve(https.createServer(certificate, echo as never))],
    ['{ url, ca }', '2.0', async () => trusted(await listen(secure(echo)))],
    [
      '{ url, ca } with allowHTTP1',
      '1.1',
      async () => trusted(await listen(secure(echo, { allowHTTP1: true }))),
    ],
    [
      '{ url, ca } of an https.Server',
      '1.1',
      async () => trusted(await listen(https.createServer(certificate, echo as never))),
    ],
    [
      '{ url, ca } of an https.Server without ALPN',
      '1.1',
      async () => {
        const server = https.createServer({ ...certificate, ALPNProtocols: [] }, echo as never);
        return trusted(await listen(server));
      },
    ],
    [
      '{ url, ca } of a name',
      '2.0',
      async () => trusted((await listen(secure(echo))).replace('127.0.0.1', 'localhost')),
    ],
  ])('%s: %s', async (_, httpVersion, create) => {
    const target = await create();
    expect(await asked(target)).toMatchObject({ httpVersion, method: 'GET' });
    expect(await asked(target, { method: 'OPTIONS' })).toMatchObject({ httpVersion, method: 'OPTIONS' });
  });

  test('it is asked for it once, until its connections are closed', async () => {
    const server = secure(echo);
    let handshakes = 0;
    server.on('connection', () => (handshakes += 1));
    const target = trusted(await listen(server));
    await Promise.all([ask(target), ask(target), ask(target)]);
    await ask(target);
    expect(handshakes).toBe(3); // with HTTP/1.1, with HTTP/2, and the connection itself
    await pause(1300);
    await ask(target);
    expect(handshakes).toBe(6);
  });

  test('a server that speaks another one on the same port a little later', async () => {
    const first = https.createServer(certificate, echo as never);
    const url = await listen(first);
    expect(await asked(trusted(url))).toMatchObject({ httpVersion: '1.1' });
    await pause(1300);
    await new Promise((resolve) => first.close(resolve));
    const second = secure(echo);
    servers.push(second);
    second.on('session', (session) => sessions.push(session)).listen(Number(new URL(url).port), '127.0.0.1');
    await once(second, 'listening');
    expect(await asked(trusted(url))).toMatchObject({ httpVersion: '2.0' });
  });

  test('a handshake that does not end is given up with the exchange', async () => {
    await withServer(behaviours['never answers'], async ({ port }) => {
      expect(await rejectionOf(ask(`https://127.0.0.1:${String(port)}`, { timeout: 80 }))).toMatchObject({
        error: 'ExchangeError no-answer',
      });
    });
  });
});

describe('what goes over', () => {
  test('pseudo-headers, names in lower case, none of the connection; every byte of a value', async () => {
    const headers: [string, string][] = [
      ['Origin', 'https://a.example'],
      ['X-Latin', 'caf\xe9'],
      ['Cookie', 'a=1; b=2'],
      ['__proto__', 'kept'],
      ['TE', 'trailers'],
    ];
    expect(
      await asked(secure(echo), { method: 'PUT', path: '/users', headers, body: Buffer.from('{}') }),
    ).toEqual({
      httpVersion: '2.0',
      method: 'PUT',
      url: '/users',
      authority: '127.0.0.1',
      scheme: 'https',
      headers: {
        ':method': 'PUT',
        ':authority': '127.0.0.1',
        ':scheme': 'https',
        ':path': '/users',
        'content-length': '2',
        origin: 'https://a.example',
        'x-latin': 'caf\xe9',
        cookie: 'a=1; b=2',
        ['__proto__']: 'kept',
        te: 'trailers',
      },
    });
  });

  test.each(['GET', 'HEAD', 'DELETE', 'patch', 'PROPFIND'])(
    '%s, with its exact bytes, and its body',
    async (method) => {
      const app: Listener = (request, response) => {
        let body = '';
        request.on('data', (bytes: Buffer) => (body += bytes.toString()));
        request.on('end', () => {
          response.setHeader('x-asked', JSON.stringify([request.method, body]));
          response.end();
        });
      };
      const given = method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.from('text') };
      expect(await asked(http2.createServer(app), { method, ...given })).toEqual([
        method,
        given.body ? 'text' : '',
      ]);
    },
  );

  test('the lines of a response, in order, duplicates kept; no informational head and no trailer', async () => {
    const server = http2.createServer().on('stream', (stream) => {
      stream.additionalHeaders({ ':status': 103, 'access-control-allow-origin': '*' });
      const lines = { 'X-B': ['1', '2'], 'Set-Cookie': ['a=1', 'b=2'], 'X-A': 'caf\xe9', 'X-Empty': '' };
      stream.respond({ ':status': 401, ...lines }, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        stream.sendTrailers({ 'access-control-allow-origin': '*' });
      });
      stream.end('body');
    });
    const { status, headerList } = await ask(server);
    expect({ status, headerList: headerList.filter(([name]) => name !== 'date') }).toEqual({
      status: 401,
      headerList: [
        ['x-b', '1'],
        ['x-b', '2'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-a', 'caf\xe9'],
        ['x-empty', ''],
      ],
    });
  });

  test('two thousand lines, all of them', async () => {
    const server = http2.createServer({ maxSendHeaderBlockLength: 1e6 }).on('stream', (stream) => {
      stream.respond(Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`x-${String(at)}`, 'v'])));
      stream.end();
    });
    expect((await ask(server)).headerList.length).toBeGreaterThanOrEqual(2000);
  });
});

describe('bodies', () => {
  test.each<[name: string, Listener]>([
    ['short', (_, response) => response.end('done')],
    ['longer than what is drained', (_, response) => response.end(Buffer.alloc(200_000))],
    ['endless', (_, response) => void response.write('data: 1\n\n')],
  ])('%s: settles at the head; the connection goes on', async (_, listener) => {
    let opened = 0;
    const server = http2.createServer(listener).on('session', () => (opened += 1));
    const start = performance.now();
    for (let count = 0; count < 3; count += 1) expect(await ask(server)).toMatchObject({ status: 200 });
    expect(performance.now() - start).toBeLessThan(1000);
    expect(opened).toBe(1);
  });

  test('an event stream is cancelled', async () => {
    const closed = new Promise<number>((resolve) => {
      const server = http2.createServer((request, response) => {
        request.stream.once('close', () => {
          resolve(request.stream.rstCode);
        });
        response.write('data: 1\n\n');
      });
      void ask(server);
    });
    expect(await closed).toBe(http2.constants.NGHTTP2_CANCEL);
  });
});

const users: Ask = { path: '/users?token=secret' };

describe('what goes wrong', () => {
  const onStream = (use: (stream: http2.ServerHttp2Stream) => void): http2.Http2SecureServer =>
    secure(undefined).on('stream', (stream) => {
      stream.on('error', () => undefined);
      stream.session?.on('error', () => undefined);
      use(stream);
    });
  const noLines = (): void => undefined;

  test.each<[name: string, code: string, message: string, use: (stream: http2.ServerHttp2Stream) => void]>([
    [
      'never answers',
      'no-answer',
      'no response within 200 ms. Does the route respond, and does every middleware call next()? ' +
        'To wait longer, set `timeout` in the request.',
      noLines,
    ],
    [
      'resets the stream',
      'connection-reset',
      'the stream was closed before a response arrived (RST_STREAM INTERNAL_ERROR).',
      (stream) => {
        stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
      },
    ],
    [
      'cancels it',
      'connection-reset',
      'the stream was closed before a response arrived (RST_STREAM CANCEL).',
      (stream) => {
        stream.close(http2.constants.NGHTTP2_CANCEL);
      },
    ],
    [
      'wants HTTP/1.1',
      'connection-reset',
      'the stream was closed before a response arrived (RST_STREAM HTTP_1_1_REQUIRED).',
      (stream) => {
        stream.close(http2.constants.NGHTTP2_HTTP_1_1_REQUIRED);
      },
    ],
    [
      'refuses it, again and again',
      'connection-reset',
      'the stream was closed before a response arrived (RST_STREAM REFUSED_STREAM).',
      (stream) => {
        stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
      },
    ],
    [
      'goes away',
      'connection-reset',
      'the connection was closed before a response arrived (GOAWAY ENHANCE_YOUR_CALM).',
      ({ session }) => {
        session?.goaway(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
      },
    ],
    [
      'closes the connection',
      'connection-reset',
      'the connection was closed before a response arrived (ECONNRESET).',
      ({ session }) => session?.destroy(),
    ],
    [
      'sends too many headers',
      'head-too-large',
      'the response headers are larger than what Node.js reads over HTTP/2, some 128 KiB.',
      (stream) => {
        const lines = Array.from({ length: 60 }, (_, at) => [`x-${String(at)}`, 'x'.repeat(4000)]);
        stream.respond(Object.fromEntries(lines) as http2.OutgoingHttpHeaders);
      },
    ],
  ])('a server that %s: %s', async (_, code, message, use) => {
    const server = http2.createServer({ maxSendHeaderBlockLength: 1e6 });
    server.on('sessionError', noLines);
    for (const listener of onStream(use).listeners('stream')) server.on('stream', listener as never);
    const expected = { error: `ExchangeError ${code}`, message: `GET /users: ${message} ${noVerdict}` };
    expect(await rejectionOf(ask(server, { ...users, timeout: 200 }))).toEqual(expected);
    // Once more: nothing of the first failure is left.
    expect(await rejectionOf(ask(server, { ...users, timeout: 200 }))).toEqual(expected);
  });

  test('a certificate nobody trusts', async () => {
    expect(await rejectionOf(ask(await listen(secure(echo)), users))).toEqual({
      error: 'ExchangeError certificate-refused',
      message:
        'GET /users: the certificate of https://127.0.0.1:PORT is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT). ' +
        'Pass { url, ca } with the certificate authority to trust.',
    });
  });

  test('nothing listens', async () => {
    const url = `https://127.0.0.1:${String(await unusedPort())}`;
    expect(await rejectionOf(ask(url, users))).toMatchObject({ error: 'ExchangeError nothing-listens' });
  });

  test('a server that speaks neither', async () => {
    const server = tls.createServer({ ...certificate, ALPNProtocols: ['spdy/3'] });
    const { error, message } = await rejectionOf(ask(trusted(await listen(server)), users));
    expect(error).toBe('ExchangeError not-http');
    expect(message).toMatch(
      /^GET \/users: the response from https:\/\/127\.0\.0\.1:PORT is not HTTP \((EPROTO|ERR_SSL_\w+)\)\. Without a response/,
    );
  });

  test('a server that agrees to HTTP/2 and speaks something else', async () => {
    const server = tls.createServer({ ...certificate, ALPNProtocols: ['h2'] }, (socket) => {
      socket
        .on('error', noLines)
        .end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n');
    });
    expect(await rejectionOf(ask(trusted(await listen(server)), users))).toEqual({
      error: 'ExchangeError not-http',
      message: `GET /users: the response from https://127.0.0.1:PORT is not HTTP (ERR_HTTP2_ERROR). ${noVerdict}`,
    });
  });

  test.each([
    ['by itself', {}],
    ['with a body', { method: 'PUT', body: Buffer.from('{}') }],
  ])('HTTP/2 without TLS at a URL, %s', async (_, request) => {
    const url = await listen(http2.createServer(echo));
    expect(await rejectionOf(ask(url, { ...users, ...request }))).toEqual({
      error: 'ExchangeError not-http',
      message:
        `${'method' in request ? 'PUT' : 'GET'} /users: http://127.0.0.1:PORT speaks HTTP/2 without TLS, which no browser does. ` +
        `Pass the server itself, or the URL of the proxy in front of it. ${noVerdict}`,
    });
  });
});

describe('a connection that ends in between', () => {
  test.each<[method: string, name: string, end: (session: http2.ServerHttp2Session) => void]>([
    ['PUT', 'closed in good order', (session) => session.close()],
    ['GET', 'destroyed', (session) => session.destroy()],
  ])('%s: %s', async (method, _, end) => {
    let opened = 0;
    const server = http2.createServer(echo).on('session', (session) => {
      opened += 1;
      sessions.push(session);
    });
    await ask(server);
    const [session] = sessions;
    if (session !== undefined) end(session);
    expect(await asked(server, { method })).toMatchObject({ method });
    expect(opened).toBe(2);
  });

  test('a request that is refused unseen is sent once more, an unsafe one as well', async () => {
    let calls = 0;
    const server = http2.createServer().on('stream', (stream) => {
      calls += 1;
      stream.on('error', () => undefined);
      if (calls === 1) stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
      else stream.respond({ ':status': 204 }, { endStream: true });
    });
    expect(await ask(server, { method: 'PUT' })).toMatchObject({ status: 204 });
    expect(calls).toBe(2);
  });

  test('an unsafe one that was seen is not', async () => {
    let calls = 0;
    const server = http2.createServer().on('stream', (stream) => {
      calls += 1;
      if (calls > 1) stream.session?.destroy();
      else stream.respond({ ':status': 204 }, { endStream: true });
    });
    await ask(server);
    await expect(ask(server, { method: 'PUT' })).rejects.toMatchObject({ code: 'connection-reset' });
    expect(calls).toBe(2);
  });
});

describe('a server that is closed', () => {
  test('ends within two seconds, and the connections with it', async () => {
    const server = secure(echo);
    await ask(trusted(await listen(server)));
    const start = performance.now();
    await new Promise((resolve) => server.close(resolve));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test('a server without a request listener gets none, also while it is traced', async () => {
  const server = http2.createServer().on('stream', (stream) => {
    stream.respond({ ':status': 204 }, { endStream: true });
  });
  let calls = 0;
  const onResponse = (): void => void (calls += 1);
  expect(await ask(server, { onResponse })).toMatchObject({ status: 204 });
  expect({ calls, request: server.listenerCount('request'), stream: server.listenerCount('stream') }).toEqual(
    {
      calls: 0,
      request: 0,
      stream: 1,
    },
  );
});
