import { afterEach, describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express from 'express';
import { assertNoFloating } from '../../src/runner/floating.js';
import { configure, resetConfiguration } from '../../src/request/configuration.js';
import { preflight } from '../../src/preflight/preflight-builder.js';
import { failureOf } from '../support/failure-of.js';

afterEach(resetConfiguration);

const page = 'https://app.example';
const app = express().use(cors({ origin: page, allowedHeaders: ['Content-Type'], maxAge: 600 }));
const put = preflight(app, '/users').from(page).requestMethod('PUT');

describe('passes', () => {
  test('what holds, and resolves to an outcome that matchers take', async () => {
    const outcome = await put
      .requestHeaders('Content-Type')
      .expectAllowed()
      .expectStatus(204)
      .expectMaxAge(600)
      .expectHeader('Access-Control-Allow-Origin', page)
      .expectHeader('vary', /origin/i);
    expect(outcome.allowed).toBe(true);
    await expect(outcome).toHandlePreflight();
    await expect(outcome).toAllowHeaders('content-type');
  });

  test('a refusal, for its reason', async () => {
    const outcome = await put
      .requestHeaders('authorization')
      .expectRejected('HeaderDisallowedByPreflightResponse');
    expect(outcome.allowed).toBe(false);
    await put.from('https://evil.example').expectRejected('PreflightAllowOriginMismatch');
    await put.withCredentials().expectRejected('PreflightInvalidAllowCredentials');
  });

  test('steps leave the builder they were taken on as it is', async () => {
    const base = put.expectAllowed();
    await expect(base.requestHeaders('authorization')).rejects.toThrow('expectAllowed()');
    expect((await base).allowed).toBe(true);
  });
});

test('one OPTIONS is sent for each await: names lower-cased, sorted and unique', async () => {
  const sent: string[][] = [];
  const listener = express().use((req, res) => {
    sent.push([req.method, req.originalUrl, String(req.headers['access-control-request-headers'])]);
    res.sendStatus(204);
  });
  const builder = preflight(listener)
    .to('/a?b=c')
    .from(page)
    .requestMethod('PUT')
    .requestHeaders('X-B', 'x-a', 'X-a');
  await builder;
  await builder;
  expect(sent).toEqual([
    ['OPTIONS', '/a?b=c', 'x-a,x-b'],
    ['OPTIONS', '/a?b=c', 'x-a,x-b'],
  ]);
});

test('everything that is not as expected is said at once', async () => {
  const failing = put
    .requestHeaders('authorization', 'x-tenant')
    .expectAllowed()
    .expectStatus(200)
    .expectMaxAge(60)
    .expectHeader('vary', 'Accept')
    .expectHeader('x-none', /./);
  expect(await failureOf(Promise.resolve(failing))).toMatchSnapshot();
  expect(await failureOf(Promise.resolve(put.expectRejected()))).toMatchSnapshot();
  expect(await failureOf(Promise.resolve(put.expectRejected('PreflightInvalidStatus')))).toMatchSnapshot();
});

test.each([
  ['no method', () => preflight(app).from(page)],
  ['no origin', () => preflight(app).requestMethod('PUT')],
  ['a slash at the end of the origin', () => put.from(`${page}/`)],
  ['a forbidden method', () => put.requestMethod('TRACE')],
  [
    'no answer',
    () =>
      preflight(express().use(() => undefined))
        .from(page)
        .requestMethod('PUT')
        .timeout(50),
  ],
])('misuse and missing evidence: %s', async (_, builder) => {
  expect(await failureOf(Promise.resolve(builder()))).toMatchSnapshot();
});

test.each([
  ['a forbidden header', () => put.requestHeaders('cookie')],
  ['no header name', () => put.requestHeaders('content type')],
  ['a code that does not exist', () => put.expectRejected('PreflightInvalid' as never)],
  ['no status', () => put.expectStatus(20)],
  ['no seconds', () => put.expectMaxAge(-1)],
  ['no header value', () => put.expectHeader('vary', 1 as never)],
  ['no target', () => preflight(undefined as never)],
])('misuse, at once: %s', (_, build) => {
  expect(build).toThrowErrorMatchingSnapshot();
});

test('an origin and a deployment may be configured', async () => {
  configure({ origin: page });
  const outcome = await preflight(app).requestMethod('PUT').servedAt('https://api.example').expectAllowed();
  expect(outcome.request.url).toBe('https://api.example/');
});

test('a builder that expects something and is never sent is reported, one that expects nothing is not', async () => {
  put.requestHeaders('x-a');
  const forgotten = put.expectAllowed();
  expect(assertNoFloating).toThrowErrorMatchingInlineSnapshot(`
   "1 assertion (preflight) in the test "a builder that expects something and is never sent is reported, one that expects nothing is not" was never awaited, so nothing was asserted.
   Write \`await preflight(app)…\` in an async test. In a loop, use \`for … of\`: forEach(async …) does not wait."
  `);
  expect((await forgotten).allowed).toBe(true);
});

describe('a 404 without CORS headers', () => {
  const missing = preflight(express(), '/userz').from(page).requestMethod('PUT');
  test('is a refusal where the status or the reason is expected as well', async () => {
    const reasons = [
      missing.expectRejected().expectStatus(404),
      missing.expectRejected().expect(404),
      missing.expectRejected('PreflightMissingAllowOriginHeader'),
    ];
    for (const reason of reasons) expect((await reason).allowed).toBe(false);
  });

  test('is none otherwise', async () => {
    expect(await failureOf(Promise.resolve(missing.expectRejected()))).toMatchSnapshot();
    expect(await failureOf(Promise.resolve(missing.expectRejected().expectStatus(405)))).toContain(
      'expectStatus(405): the status is 404',
    );
  });
});

test.each([
  ['misuse', () => preflight(app).from(page)],
  [
    'no answer',
    () =>
      preflight(express().use(() => undefined))
        .from(page)
        .requestMethod('PUT')
        .timeout(50),
  ],
])('the stack leads to the test: %s', async (_, builder) => {
  const error: unknown = await Promise.resolve(builder()).catch((reason: unknown) => reason);
  expect((error as Error).stack).toMatch(/\n {4}at .*preflight-builder\.test\.ts:\d+/);
});
