import { describe, expect, test } from '@jest/globals';
import { execFileSync, execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { curlLine, type Repeatable } from '../../src/diagnosis/curl-line.js';
import { hasCurl } from '../support/has-curl.js';
import { type Arrived, recorder } from '../support/recorder.js';

const exchange = (given: Partial<Repeatable>): Repeatable => ({
  method: 'GET',
  url: 'http://127.0.0.1/users',
  requestHeaders: [['Origin', 'https://app.example']],
  ...given,
});
const baseUrl = 'http://localhost:3000';

describe('the words', () => {
  test.each<[title: string, given: Partial<Repeatable>, line: string]>([
    ['GET', {}, `curl -i "$BASE/users" -H 'Origin: https://app.example'`],
    ['the root', { url: 'http://127.0.0.1', requestHeaders: [] }, 'curl -i "$BASE/"'],
    [
      'HEAD, for which -X would wait for a body',
      { method: 'HEAD', requestHeaders: [] },
      'curl -I "$BASE/users"',
    ],
    [
      'OPTIONS',
      {
        method: 'OPTIONS',
        requestHeaders: [
          ['Accept', '*/*'],
          ['Access-Control-Request-Method', 'PUT'],
        ],
      },
      `curl -i -X OPTIONS "$BASE/users" -H 'Access-Control-Request-Method: PUT'`,
    ],
    ['a method in lower case', { method: 'patch', requestHeaders: [] }, `curl -i -X 'patch' "$BASE/users"`],
    [
      'a method with quotes',
      { method: "a'b`c", requestHeaders: [] },
      `curl -i -X 'a'\\''b\`c' "$BASE/users"`,
    ],
    [
      'an Accept of its own',
      {
        requestHeaders: [
          ['accept', 'text/csv'],
          ['Accept', '*/*'],
        ],
      },
      `curl -i "$BASE/users" -H 'accept: text/csv'`,
    ],
    [
      'a body that is not known',
      { method: 'PUT', requestHeaders: [['Content-Type', 'application/json']] },
      `curl -i -X PUT "$BASE/users" -H 'Content-Type: application/json'   # without its body, which is not known here`,
    ],
    ['an empty header', { requestHeaders: [['X-A', '']] }, `curl -i "$BASE/users" -H 'X-A;'`],
    [
      'secrets',
      {
        requestHeaders: [
          ['authorization', 'Bearer x'],
          ['X-API-Key', 'x'],
        ],
      },
      `curl -i "$BASE/users" -H 'authorization: <redacted>' -H 'X-API-Key: <redacted>'`,
    ],
    [
      'a query, whose values are secret unless they are plainly not',
      { url: 'http://127.0.0.1/users?token=x&page=2', requestHeaders: [] },
      `curl -i "$BASE"'/users?token=<redacted>&page=2'`,
    ],
    [
      'brackets, which curl would expand',
      { url: 'http://127.0.0.1/[a]?filter[name]=x&{b}', requestHeaders: [] },
      `curl -g -i "$BASE"'/[a]?filter[name]=<redacted>&<redacted>'`,
    ],
    [
      'a fragment, which is not sent',
      { url: 'http://127.0.0.1/users#top', requestHeaders: [] },
      'curl -i "$BASE/users"',
    ],
    [
      'the origin of another site',
      { url: 'https://cdn.example/users', requestHeaders: [] },
      'curl -i "$BASE/users"',
    ],
  ])('%s', (_, given, line) => {
    expect(curlLine(exchange(given))).toBe(line);
  });

  test('where the app listens', () => {
    const line = `curl -i 'http://localhost:3000/users' -H 'Origin: https://app.example'`;
    expect(curlLine(exchange({}), { baseUrl })).toBe(line);
    expect(curlLine(exchange({}), { baseUrl: `${baseUrl}/` })).toBe(line);
  });

  test('the brackets of an IPv6 address stay as they are', () => {
    expect(curlLine(exchange({ requestHeaders: [] }), { baseUrl: 'http://[::1]:3000' })).toBe(
      `curl -g -i 'http://[::1]:3000/users'`,
    );
  });

  test('with the body it was sent with', () => {
    const given = { method: 'POST', requestHeaders: [['content-type', 'text/plain']] } as const;
    const line = `curl -i -X POST 'http://localhost:3000/users' -H 'content-type: text/plain'`;
    expect(curlLine(exchange(given), { baseUrl, body: "it's" })).toBe(`${line} --data-raw 'it'\\''s'`);
    expect(curlLine(exchange(given), { baseUrl, body: new Uint8Array([0]) })).toBe(
      `printf '\\000' | ${line} --data-binary @-`,
    );
    expect(curlLine(exchange(given), { baseUrl, body: null })).toBe(line);
  });

  test('revealed', () => {
    const given = { url: 'http://127.0.0.1/users?token=x', requestHeaders: [['Cookie', 'a=1']] } as const;
    expect(curlLine(exchange(given), { baseUrl, reveal: true })).toBe(
      `curl -i 'http://localhost:3000/users?token=x' -H 'Cookie: a=1'`,
    );
  });
});

const hostile = [
  "'; touch /tmp/owned; '",
  '$(touch /tmp/owned)',
  '`touch /tmp/owned`',
  '"$HOME" \\ !! * ~ %s',
  "it's",
  'a\u0001\u001b[2Jb',
  'caf\u00e9 \u00ff\u0080',
  '@/etc/passwd',
];
const hostileHeaders = hostile.map((value, index): [string, string] => [`X-${String(index)}`, value]);

test('a shell hands every hostile value to curl as it is, and runs none', () => {
  const line = curlLine(
    exchange({ method: "p'$(x)", url: `http://127.0.0.1/'$(x)\`x\`?'`, requestHeaders: hostileHeaders }),
    { reveal: true },
  );
  const script = `BASE=http://localhost:3000; curl() { for word; do printf '%s\\0' "$word"; done; }; ${line}`;
  const words = execFileSync('sh', ['-c', script]).toString('latin1').split('\0').slice(0, -1);
  expect(words).toEqual([
    '-i',
    '-X',
    "p'$(x)",
    "http://localhost:3000/'$(x)%60x%60?%27",
    ...hostileHeaders.flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
  ]);
});

// Not every machine has curl; the words above are tested on all.
(hasCurl() ? describe : describe.skip)('curl itself sends the same request', () => {
  async function arrivedBy(given: Partial<Repeatable>): Promise<Arrived | undefined> {
    const { arrived, listener } = recorder();
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const line = `BASE=${base}; ${curlLine(exchange(given), { reveal: true })}`;
    await promisify(execFile)('sh', ['-c', `${line} --silent --max-time 3`]).finally(() => server.close());
    return arrived[0];
  }

  test.each<[title: string, given: Partial<Repeatable>, url: string]>([
    [
      'a preflight',
      {
        method: 'OPTIONS',
        requestHeaders: [
          ['Access-Control-Request-Method', 'PUT'],
          ['Origin', 'null'],
        ],
      },
      '/users',
    ],
    // Node's server takes no control characters, whoever sends them.
    [
      'hostile headers',
      { requestHeaders: hostileHeaders.filter(([, value]) => !/[\0-\x1f]/.test(value)) },
      '/users',
    ],
    [
      'an empty header',
      {
        requestHeaders: [
          ['X-A', ''],
          ['Accept', 'text/csv'],
        ],
      },
      '/users',
    ],
    ['HEAD', { method: 'HEAD' }, '/users'],
    ['brackets', { url: 'http://127.0.0.1/[1-3]?filter[name]={a,b}' }, '/[1-3]?filter[name]={a,b}'],
    ['encoded dots', { url: 'http://127.0.0.1/a%2Fb/%2e%2e%2fc?x=%27' }, '/a%2Fb/%2e%2e%2fc?x=%27'],
  ])('%s', async (_, given, url) => {
    const { method, requestHeaders } = exchange(given);
    const arrived = await arrivedBy(given);
    expect([arrived?.method, arrived?.url, arrived?.body]).toEqual([method, url, '']);
    const own = arrived?.headers.filter(([name]) => requestHeaders.some(([given]) => given === name));
    expect(own).toEqual(requestHeaders);
  });
});
