import { describe, expect, test } from '@jest/globals';
import { resolveTarget } from '../../src/http/target.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { exchange } from '../../src/http/exchange.js';
import type { WireRequest } from '../../src/http/wire.js';
import { type HostileServer, withServer } from '../hostile/servers.js';
import { carrier } from './ask.js';

/** The bytes that arrive at a raw server for each request, one after the other. */
async function bytesOf(...requests: WireRequest[]): Promise<string[]> {
  const arrived: string[] = [];
  let text = '';
  const send = async ({ url }: HostileServer): Promise<void> => {
    const endpoint = await resolveTarget(url, deadlineIn(2000));
    for (const request of requests) {
      await exchange(endpoint, request, { deadline: deadlineIn(2000), ...carrier });
      arrived.push(text);
      text = '';
    }
  };
  await withServer((socket) => {
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      if (text.includes('\r\n\r\n') && !text.endsWith('more')) {
        socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      }
    });
  }, send);
  return arrived;
}

const host = ['Host', 'api.example'] as const;

describe('the bytes on the wire are the bytes given', () => {
  test.each<[name: string, request: WireRequest, bytes: string]>([
    [
      'nothing but a Host: no Accept-Encoding, no User-Agent, no Connection, no Content-Length',
      { method: 'GET', target: '/', headers: [host], body: null },
      'GET / HTTP/1.1\r\nHost: api.example\r\n\r\n',
    ],
    ['not even a Host', { method: 'GET', target: '/', headers: [], body: null }, 'GET / HTTP/1.1\r\n\r\n'],
    [
      'order, case and duplicates of names',
      {
        method: 'OPTIONS',
        target: '/users?a=%20&b',
        headers: [
          ['x-last', 'first'],
          host,
          ['Connection', 'keep-alive'],
          ['aCCEPT', '*/*'],
          ['X-Twice', '1'],
          ['x-twice', '2'],
          ['1', 'a number'],
          ['__proto__', 'kept'],
        ],
        body: null,
      },
      'OPTIONS /users?a=%20&b HTTP/1.1\r\nx-last: first\r\nHost: api.example\r\nConnection: keep-alive\r\n' +
        'aCCEPT: */*\r\nX-Twice: 1\r\nx-twice: 2\r\n1: a number\r\n__proto__: kept\r\n\r\n',
    ],
    [
      'latin-1, control and empty values',
      {
        method: 'GET',
        target: '/',
        headers: [host, ['X-Latin', 'caf\xe9\xff'], ['X-Control', 'a\x01\x7fb'], ['X-Empty', '']],
        body: null,
      },
      'GET / HTTP/1.1\r\nHost: api.example\r\nX-Latin: caf\xe9\xff\r\nX-Control: a\x01\x7fb\r\nX-Empty: \r\n\r\n',
    ],
    [
      'a method in lower case',
      { method: 'patch', target: '/', headers: [host], body: null },
      'patch / HTTP/1.1\r\nHost: api.example\r\n\r\n',
    ],
    [
      'a method nobody knows',
      { method: 'CHICKEN', target: '/', headers: [host], body: null },
      'CHICKEN / HTTP/1.1\r\nHost: api.example\r\n\r\n',
    ],
    [
      'POST without a body: no length is invented',
      { method: 'POST', target: '/', headers: [host], body: null },
      'POST / HTTP/1.1\r\nHost: api.example\r\n\r\n',
    ],
    [
      'HEAD',
      { method: 'HEAD', target: '/', headers: [host], body: null },
      'HEAD / HTTP/1.1\r\nHost: api.example\r\n\r\n',
    ],
    [
      'a body of any bytes, also under a JSON type',
      {
        method: 'PUT',
        target: '/',
        headers: [host, ['Content-Type', 'application/json'], ['Content-Length', '5']],
        body: Buffer.from([0x7b, 0x00, 0xe9, 0xff, 0x0a]),
      },
      'PUT / HTTP/1.1\r\nHost: api.example\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{\0\xe9\xff\n',
    ],
    [
      'a body on DELETE with an empty and an odd type',
      {
        method: 'DELETE',
        target: '/',
        headers: [host, ['Content-Type', ''], ['content-type', 'caf\xe9'], ['Content-Length', '1']],
        body: Buffer.from('x'),
      },
      'DELETE / HTTP/1.1\r\nHost: api.example\r\nContent-Type: \r\ncontent-type: caf\xe9\r\nContent-Length: 1\r\n\r\nx',
    ],
    [
      'an empty body',
      {
        method: 'POST',
        target: '/',
        headers: [host, ['Content-Length', '0']],
        body: Buffer.alloc(0),
      },
      'POST / HTTP/1.1\r\nHost: api.example\r\nContent-Length: 0\r\n\r\n',
    ],
    [
      'a form that holds text',
      {
        method: 'POST',
        target: '/',
        headers: [host, ['Content-Type', 'application/x-www-form-urlencoded'], ['Content-Length', '3']],
        body: Buffer.from('a=b'),
      },
      'POST / HTTP/1.1\r\nHost: api.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b',
    ],
  ])('%s', async (_, request, bytes) => {
    // Twice: a reused socket is written to in another way than a new one.
    expect(await bytesOf(request, request)).toEqual([bytes, bytes]);
  });

  test('a target in absolute form, an asterisk, unescaped bytes', async () => {
    const targets = ['http://api.example/users', '*', '/caf\xe9', '/a b'];
    const requests = targets.map((target) => ({ method: 'OPTIONS', target, headers: [host], body: null }));
    expect(await bytesOf(...requests)).toEqual(
      targets.map((target) => `OPTIONS ${target} HTTP/1.1\r\nHost: api.example\r\n\r\n`),
    );
  });

  test('a large body arrives whole', async () => {
    const body = Buffer.alloc(300_000, 'ab');
    body.write('more', body.length - 5, 'latin1');
    const headers = [host, ['Content-Length', String(body.length)]] as const;
    const request: WireRequest = { method: 'POST', target: '/', headers, body };
    const app = (req: NodeJS.ReadableStream, res: NodeJS.WritableStream): void => {
      let length = 0;
      req.on('data', (bytes: Buffer) => (length += bytes.length));
      req.on('end', () => {
        Reflect.set(res, 'statusCode', length === body.length ? 200 : 500);
        res.end();
      });
    };
    const deadline = deadlineIn(2000);
    expect(
      await exchange(await resolveTarget(app, deadline), request, { deadline, ...carrier }),
    ).toMatchObject({
      status: 200,
    });
  });
});
