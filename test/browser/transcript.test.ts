import { describe, expect, test } from '@jest/globals';
import type { BrowserName } from '../../src/browser/browser-name.js';
import { implementations } from '../../src/browser/implementations.js';
import { type BrowserResult, Transcript } from '../../src/browser/transcript.js';
import type { Implementation } from '../../src/standard/implementation.js';
import type { HttpRequest } from '../../src/standard/http-network-or-cache-fetch.js';
import type { FetchSteps } from '../../src/standard/main-fetch.js';

const request = (method: string, given: Partial<HttpRequest> = {}): HttpRequest => ({
  kind: method === 'OPTIONS' ? 'preflight' : 'request',
  method,
  url: 'http://127.0.0.1/users',
  headerList: [['Origin', 'https://app.example']],
  body: null,
  includeCredentials: false,
  ...given,
});

const nameOf = (implementation: Implementation): BrowserName =>
  (Object.keys(implementations) as BrowserName[]).find((name) => implementations[name] === implementation) ??
  'fetch-standard';

/** Steps that ask for these requests in order and return the statuses they were answered with. */
const asking = (requests: (browser: BrowserName) => HttpRequest[]) =>
  function* (implementation: Implementation): FetchSteps<number[]> {
    const statuses: number[] = [];
    for (const one of requests(nameOf(implementation))) statuses.push((yield one).status);
    return statuses;
  };

/** Runs browsers one after the other on a network that numbers its answers: 201, 202, … */
async function run(
  browsers: BrowserName[],
  requests: (browser: BrowserName) => HttpRequest[],
): Promise<{ sent: string[]; transcript: Transcript; results: BrowserResult<number[]>[] }> {
  const sent: string[] = [];
  const transcript = new Transcript((one) => {
    sent.push(one.method);
    return Promise.resolve({
      url: one.url,
      status: 200 + sent.length,
      headerList: [['X-N', String(sent.length)]],
    });
  });
  const results: BrowserResult<number[]>[] = [];
  for (const browser of browsers) results.push(await transcript.run(browser, asking(requests)));
  return { sent, transcript, results };
}

const all: BrowserName[] = ['chromium', 'firefox', 'webkit'];
const labelled = (browser: BrowserName): Partial<HttpRequest> => ({ headerList: [['X-Browser', browser]] });

test('an exchange whose bytes are equal is shared', async () => {
  const { sent, transcript, results } = await run(all, () => [
    request('OPTIONS'),
    request('PUT', { body: Buffer.from('x') }),
  ]);
  expect(sent).toEqual(['OPTIONS', 'PUT']);
  expect(results.map(({ result, assumed }) => [result, assumed])).toEqual(all.map(() => [[201, 202], false]));
  expect(transcript.exchanges).toEqual([
    {
      kind: 'preflight',
      method: 'OPTIONS',
      url: 'http://127.0.0.1/users',
      requestHeaders: [['Origin', 'https://app.example']],
      status: 201,
      responseHeaders: [['X-N', '1']],
      browsers: all,
    },
    {
      kind: 'request',
      method: 'PUT',
      url: 'http://127.0.0.1/users',
      requestHeaders: [['Origin', 'https://app.example']],
      status: 202,
      responseHeaders: [['X-N', '2']],
      browsers: all,
    },
  ]);
});

describe('a safe request is repeated where its bytes differ', () => {
  test.each<[title: string, different: (browser: BrowserName) => HttpRequest]>([
    ['in a header', (browser) => request('GET', labelled(browser))],
    [
      'in the order of headers',
      (browser) =>
        request('GET', {
          headerList:
            browser === 'chromium'
              ? [
                  ['A', '1'],
                  ['B', '2'],
                ]
              : [
                  ['B', '2'],
                  ['A', '1'],
                ],
        }),
    ],
    [
      'in the URL',
      (browser) => request('HEAD', { url: `http://127.0.0.1/${browser === 'chromium' ? 'a' : 'b'}` }),
    ],
    ['in the method', (browser) => request(browser === 'chromium' ? 'GET' : 'HEAD')],
    ['in a preflight', (browser) => request('OPTIONS', labelled(browser))],
    [
      'in what it is for',
      (browser) => request('OPTIONS', { kind: browser === 'chromium' ? 'preflight' : 'request' }),
    ],
  ])('%s', async (_, different) => {
    const { sent, results, transcript } = await run(['chromium', 'firefox'], (browser) => [
      different(browser),
    ]);
    expect(sent).toHaveLength(2);
    expect(results.map(({ result, assumed }) => [result, assumed])).toEqual([
      [[201], false],
      [[202], false],
    ]);
    expect(transcript.exchanges.map(({ browsers }) => browsers)).toEqual([['chromium'], ['firefox']]);
  });
});

describe('an unsafe request is sent once', () => {
  test.each(['POST', 'PUT', 'PATCH', 'patch', 'DELETE', 'FOO'])(
    '%s: where it would differ, its answer is assumed',
    async (method) => {
      const { sent, results, transcript } = await run(all, (browser) => [request(method, labelled(browser))]);
      expect(sent).toEqual([method]);
      expect(results.map(({ result, assumed }) => [result, assumed])).toEqual([
        [[201], false],
        [[201], true],
        [[201], true],
      ]);
      expect(transcript.exchanges).toHaveLength(1);
      expect(transcript.exchanges[0]?.browsers).toEqual(all);
    },
  );

  test('a different body counts', async () => {
    const { sent, results } = await run(all, (browser) => [request('POST', { body: Buffer.from(browser) })]);
    expect([sent.length, results.map(({ assumed }) => assumed)]).toEqual([1, [false, true, true]]);
  });

  test('a preflight that differs before it is repeated all the same', async () => {
    const { sent, results } = await run(['chromium', 'firefox'], (browser) => [
      request('OPTIONS', labelled(browser)),
      request('PUT', labelled(browser)),
    ]);
    expect(sent).toEqual(['OPTIONS', 'PUT', 'OPTIONS']);
    expect(results.map(({ result, assumed }) => [result, assumed])).toEqual([
      [[201, 202], false],
      [[203, 202], true],
    ]);
  });

  test('the answer of another step is not taken for it', async () => {
    const { sent, results } = await run(['chromium', 'firefox'], (browser) =>
      browser === 'chromium' ? [request('POST')] : [request('GET'), request('POST', labelled(browser))],
    );
    expect(sent).toEqual(['POST', 'GET', 'POST']);
    expect(results.map(({ assumed }) => assumed)).toEqual([false, false]);
  });

  test('a browser that comes to send it first has it sent', async () => {
    const { sent, results } = await run(all, (browser) =>
      browser === 'chromium' ? [request('OPTIONS')] : [request('OPTIONS'), request('PUT')],
    );
    expect(sent).toEqual(['OPTIONS', 'PUT']);
    expect(results.map(({ assumed }) => assumed)).toEqual([false, false, false]);
  });
});

test('the same request again is another exchange, of which each browser has its own turn', async () => {
  const { sent, results, transcript } = await run(['chromium', 'firefox'], () => [
    request('GET'),
    request('GET'),
  ]);
  expect(sent).toEqual(['GET', 'GET']);
  expect(results.map(({ result }) => result)).toEqual([
    [201, 202],
    [201, 202],
  ]);
  expect(transcript.exchanges.map(({ browsers }) => browsers)).toEqual([
    ['chromium', 'firefox'],
    ['chromium', 'firefox'],
  ]);
});

test('a browser knows its own exchanges', async () => {
  const { results } = await run(['chromium', 'firefox'], (browser) => [
    request('OPTIONS', labelled(browser)),
    request('GET'),
  ]);
  expect(results.map(({ exchanges }) => exchanges.map(({ status }) => status))).toEqual([
    [201, 202],
    [203, 202],
  ]);
});

test('no evidence ends it', async () => {
  const transcript = new Transcript(() => Promise.reject(new Error('nothing listens')));
  await expect(
    transcript.run(
      'chromium',
      asking(() => [request('GET')]),
    ),
  ).rejects.toThrow('nothing listens');
  expect(transcript.exchanges).toEqual([]);
});
