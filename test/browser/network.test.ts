import { describe, expect, test } from '@jest/globals';
import { checkUnsafe, type Network, send } from '../../src/browser/network.js';
import { UsageError } from '../../src/errors/usage-error.js';
import type { HttpRequest } from '../../src/standard/http-network-or-cache-fetch.js';
import { endpointOf, endpointOfUrl } from '../../src/http/endpoint.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { recorder } from '../support/recorder.js';
import { thrownBy } from '../support/thrown-by.js';

const app = recorder(
  (_, response) =>
    void response
      .writeHead(
        200,
        [
          ['X-A', '1'],
          ['x-a', '2'],
        ].flat(),
      )
      .end(),
);
const network: Network = {
  sites: new Map([['http://127.0.0.1', endpointOf(app.listener)]]),
  deadline: deadlineIn(2000),
  sendUnsafe: false,
};
const request = (given: Partial<HttpRequest>): HttpRequest => ({
  kind: 'request',
  method: 'GET',
  url: 'http://127.0.0.1/users?a=1#top',
  headerList: [],
  body: null,
  includeCredentials: false,
  ...given,
});

test('the status is a record: its URL, and header lines as they came', async () => {
  const { url, status, headerList } = await send(request({}), network);
  expect([url, status]).toEqual(['http://127.0.0.1/users?a=1#top', 200]);
  expect(headerList.slice(0, 2)).toEqual([
    ['X-A', '1'],
    ['x-a', '2'],
  ]);
  expect(app.arrived.at(-1)?.url).toBe('/users?a=1');
});

test('user info in a URL is no part of what is asked for', async () => {
  await send(request({ url: 'http://user:pass@127.0.0.1/users?a=1' }), network);
  expect(app.arrived.at(-1)?.url).toBe('/users?a=1');
  expect(app.arrived.at(-1)?.headers).toContainEqual(['Host', '127.0.0.1']);
});

describe('Content-Length, as fetch() has it', () => {
  test.each([
    ['POST', null, '0'],
    ['PUT', null, '0'],
    ['PATCH', null, undefined],
    ['DELETE', null, undefined],
    ['GET', null, undefined],
    ['OPTIONS', null, undefined],
    ['DELETE', 'abc', '3'],
    ['POST', '', '0'],
  ])('%s with the body %j: %s', async (method, body, length) => {
    await send(request({ method, body: body === null ? null : Buffer.from(body) }), network);
    const lines = app.arrived.at(-1)?.headers.filter(([name]) => name === 'Content-Length');
    expect(lines).toEqual(length === undefined ? [] : [['Content-Length', length]]);
  });
});

test('nobody answers for an origin that is not in the network', async () => {
  expect(await thrownBy(() => send(request({ url: 'https://cdn.example/x' }), network))).toMatchObject({
    code: 'redirect-leads-elsewhere',
  });
});

describe('unsafe methods', () => {
  const remote = endpointOfUrl(new URL('https://api.example/v1'));

  test('stay on this machine', async () => {
    const error = await thrownBy(() => {
      checkUnsafe('patch', remote, false);
    });
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      code: 'unsafe-method-on-remote-target',
      message:
        'patch is not sent to https://api.example/v1, which is not this machine: it may change data there. Write send: true to send it.',
    });
  });

  test('go where they are let, and safe ones everywhere', () => {
    const checks = (): void => {
      checkUnsafe('PUT', remote, true);
      for (const method of ['GET', 'HEAD', 'OPTIONS']) checkUnsafe(method, remote, false);
    };
    expect(checks()).toBeUndefined();
  });
});
