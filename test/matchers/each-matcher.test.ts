import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import request from 'supertest';
import { simulateFetch } from '../../src/fetch/simulate-fetch.js';
import type { CorsMatchers } from '../../src/matchers/types.js';
import { failureOf } from '../support/failure-of.js';

const page = 'https://app.example';
const users = { origin: page, path: '/users' };
const chromeOnly = ['chromium', 'webkit'] as const;
const disagreeing = { ...users, browsers: ['chromium', 'fetch-standard'] as const };

function app(options: cors.CorsOptions = { origin: [page] }): Express {
  return express()
    .use(cors(options))
    .get('/users', (_, res) => void res.set('X-Total-Count', '0').json([]))
    .put('/users', (_, res) => void res.json({}));
}
const open = app({});
const lists = app({ origin: page, methods: ['GET', 'PUT'], allowedHeaders: ['X-Tenant'], maxAge: 600 });
const exposing = app({ origin: page, exposedHeaders: ['X-Total-Count', 'X-Next'] });
const reflecting = app({ origin: true, credentials: true });
const bare = express().get('/users', (_, res) => void res.json([]));
const silent = express().use(() => undefined);
const wildcardHeaders = express().use((_, res) => {
  res.set({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Headers': '*' });
  res.sendStatus(204);
});
const wildcards = express().use((_, res) => {
  res.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }).sendStatus(204);
});
const forgetful = express().use((req, res) => {
  if (req.get('origin') === page) res.set('Access-Control-Allow-Origin', page);
  res.json([]);
});
const longLived = app({ origin: page, maxAge: 86_400 });

type Assert = (subject: CorsMatchers) => Promise<void>;
type Row = readonly [what: string, subject: unknown, assert: Assert, outcome: Outcome];
/** `passes`: as it is. `.not`: under `.not` only. `neither`: it fails in both polarities. */
type Outcome = 'passes' | '.not' | 'neither';

/** What the assertion says, plain and under `.not`. */
type Said = readonly [plain: string, not: string];

async function bothPolarities(subject: unknown, assert: Assert): Promise<Said> {
  const said = (assertion: Promise<void>): Promise<string> =>
    assertion.then(
      () => 'passes',
      () => failureOf(assertion),
    );
  return [await said(assert(expect(subject))), await said(assert(expect(subject).not))];
}

function passing([plain, not]: Said): Outcome | 'both' {
  if (plain === 'passes') return not === 'passes' ? 'both' : 'passes';
  return not === 'passes' ? '.not' : 'neither';
}

const rows: Record<string, readonly Row[]> = {
  toAllowAnyOrigin: [
    ['*', open, (it) => it.toAllowAnyOrigin('/users'), 'passes'],
    ['a list', app(), (it) => it.toAllowAnyOrigin({ path: '/users' }), '.not'],
    ['reflected, with credentials', reflecting, (it) => it.toAllowAnyOrigin(), 'neither'],
    ['a typing mistake in the path', open, (it) => it.toAllowAnyOrigin('/userz'), 'neither'],
    [
      'an unlisted method',
      app({ methods: 'GET' }),
      (it) => it.toAllowAnyOrigin({ method: 'PUT' }),
      'neither',
    ],
    ['an origin of its own', open, (it) => it.toAllowAnyOrigin({ origin: page } as never), 'neither'],
    ['no answer', silent, (it) => it.toAllowAnyOrigin({ timeout: 50 }), 'neither'],
    [
      'the browsers disagree',
      wildcards,
      (it) =>
        it.toAllowAnyOrigin({ headers: { authorization: 'x' }, browsers: ['chromium', 'fetch-standard'] }),
      'neither',
    ],
  ],
  toAllowMethods: [
    ['listed ones', lists, (it) => it.toAllowMethods(['GET', 'PUT', 'put'], users), 'passes'],
    ['one that is not', lists, (it) => it.toAllowMethods('DELETE', users), '.not'],
    ['a mixed list', lists, (it) => it.toAllowMethods(['PUT', 'DELETE'], users), 'neither'],
    ['sent for real', lists, (it) => it.toAllowMethods('PUT', { ...users, send: true }), 'passes'],
    ['no CORS at all', bare, (it) => it.toAllowMethods('DELETE', users), 'neither'],
    ['an empty list', lists, (it) => it.toAllowMethods([], users), 'neither'],
    [
      'a method in the request',
      lists,
      (it) => it.toAllowMethods('PUT', { ...users, method: 'PUT' }),
      'neither',
    ],
    ['no answer', silent, (it) => it.toAllowMethods('PUT', { ...users, timeout: 50 }), 'neither'],
    [
      'the browsers disagree',
      wildcardHeaders,
      (it) => it.toAllowMethods('GET', { ...disagreeing, headers: { authorization: 'x' } }),
      'neither',
    ],
  ],
  toAllowHeaders: [
    ['a listed one, in any case', lists, (it) => it.toAllowHeaders('x-TENANT', users), 'passes'],
    ['echoed ones', app(), (it) => it.toAllowHeaders(['content-type', 'authorization'], users), 'passes'],
    ['one that is not listed', lists, (it) => it.toAllowHeaders('authorization', users), '.not'],
    ['a mixed list', lists, (it) => it.toAllowHeaders(['x-tenant', 'authorization'], users), 'neither'],
    ['no CORS at all', bare, (it) => it.toAllowHeaders('authorization', users), 'neither'],
    ['one that needs no permission', lists, (it) => it.toAllowHeaders('accept', users), 'neither'],
    ['one that no page can set', lists, (it) => it.toAllowHeaders('cookie', users), 'neither'],
    ['no answer', silent, (it) => it.toAllowHeaders('x-tenant', { ...users, timeout: 50 }), 'neither'],
    [
      'the browsers disagree',
      wildcardHeaders,
      (it) => it.toAllowHeaders('authorization', disagreeing),
      'neither',
    ],
  ],
  toExposeHeaders: [
    [
      'exposed ones, also where the answer has none',
      exposing,
      (it) => it.toExposeHeaders(['x-total-count', 'X-Next'], users),
      'passes',
    ],
    ['one that is not exposed', exposing, (it) => it.toExposeHeaders('etag', users), '.not'],
    ['a mixed list', exposing, (it) => it.toExposeHeaders(['etag', 'x-total-count'], users), 'neither'],
    ['an answer that no page may read', bare, (it) => it.toExposeHeaders('etag', users), 'neither'],
    ['one every page may read', exposing, (it) => it.toExposeHeaders('content-type', users), 'neither'],
    ['one no page may read', exposing, (it) => it.toExposeHeaders('set-cookie', users), 'neither'],
    ['no answer', silent, (it) => it.toExposeHeaders('etag', { ...users, timeout: 50 }), 'neither'],
    [
      'a Fetch Response',
      new Response('', { headers: { 'access-control-expose-headers': 'etag' } }),
      (it) => it.toExposeHeaders('ETag'),
      'passes',
    ],
    ['a Fetch Response that exposes nothing', new Response(''), (it) => it.toExposeHeaders('etag'), '.not'],
    [
      'a Fetch Response, * and credentials',
      new Response('', { headers: { 'access-control-expose-headers': '*' } }),
      (it) => it.toExposeHeaders('etag', { credentials: 'include' }),
      '.not',
    ],
    [
      'a Fetch Response, asked for an origin',
      new Response(''),
      (it) => it.toExposeHeaders('etag', page),
      'neither',
    ],
    ['a failed Fetch Response', Response.error(), (it) => it.toExposeHeaders('etag'), 'neither'],
  ],
  toCachePreflightFor: [
    ['the seconds that are said', lists, (it) => it.toCachePreflightFor(600, users), 'passes'],
    [
      'more than a browser keeps',
      app({ origin: page, maxAge: 7200 }),
      (it) => it.toCachePreflightFor(7200, users),
      'passes',
    ],
    ['nothing said', app(), (it) => it.toCachePreflightFor(600, users), '.not'],
    ['only some keep it so long', longLived, (it) => it.toCachePreflightFor(600, users), 'neither'],
    ['a refused preflight', bare, (it) => it.toCachePreflightFor(600, users), 'neither'],
    ['no number', lists, (it) => it.toCachePreflightFor(1.5, users), 'neither'],
    ['no answer', silent, (it) => it.toCachePreflightFor(5, { ...users, timeout: 50 }), 'neither'],
    [
      'the browsers disagree',
      wildcardHeaders,
      (it) => it.toCachePreflightFor(5, { ...disagreeing, headers: { authorization: 'x' } }),
      'neither',
    ],
  ],
  toVaryOnOrigin: [
    ['Vary: Origin', app(), (it) => it.toVaryOnOrigin(users), 'passes'],
    ['the same for everybody', open, (it) => it.toVaryOnOrigin(users), 'passes'],
    [
      'an unsafe method, by its preflight',
      app(),
      (it) => it.toVaryOnOrigin({ ...users, method: 'PUT' }),
      'passes',
    ],
    ['no Vary', forgetful, (it) => it.toVaryOnOrigin(users), '.not'],
    ['no CORS at all', bare, (it) => it.toVaryOnOrigin(users), 'neither'],
    [
      'a typing mistake in the path',
      app(),
      (it) => it.toVaryOnOrigin({ origin: page, path: '/userz' }),
      'neither',
    ],
    ['no origin', app(), (it) => it.toVaryOnOrigin({ path: '/users' }), 'neither'],
    ['no answer', silent, (it) => it.toVaryOnOrigin({ ...users, timeout: 50 }), 'neither'],
  ],
};

describe.each(Object.entries(rows))('%s', (_, table) => {
  test.each(table)('%s', async (_, subject, assert, outcome) => {
    const said = await bothPolarities(subject, assert);
    expect(passing(said)).toBe(outcome);
    expect(said).toMatchSnapshot();
  });
});

describe('an outcome in hand', () => {
  const stranger = { ...users, origin: 'https://evil.example' };
  const outcomeRows: readonly (readonly [string, () => Promise<unknown>, Assert, Outcome])[] = [
    ['readable', () => simulateFetch(app(), users), (it) => it.toBeReadable(), 'passes'],
    [
      'readable, revived from JSON',
      async () => JSON.parse(JSON.stringify(await simulateFetch(app(), users))) as unknown,
      (it) => it.toBeReadable(),
      'passes',
    ],
    ['blocked', () => simulateFetch(app(), stranger), (it) => it.toBeReadable(), '.not'],
    ['blocked for any reason', () => simulateFetch(app(), stranger), (it) => it.toBeBlocked(), 'passes'],
    [
      'blocked for this reason',
      () => simulateFetch(app(), stranger),
      (it) => it.toBeBlocked('MissingAllowOriginHeader'),
      'passes',
    ],
    [
      'blocked for another reason',
      () => simulateFetch(app(), stranger),
      (it) => it.toBeBlocked('AllowOriginMismatch'),
      'neither',
    ],
    ['readable, not blocked', () => simulateFetch(app(), users), (it) => it.toBeBlocked(), '.not'],
    [
      'a code that does not exist',
      () => simulateFetch(app(), users),
      (it) => it.toBeBlocked('MissingAllowOrigin' as never),
      'neither',
    ],
    [
      'the browsers disagree',
      () => simulateFetch(wildcardHeaders, { ...disagreeing, headers: { authorization: 'x' } }),
      (it) => it.toBeReadable(),
      'neither',
    ],
    [
      'the browsers disagree, blocked',
      () => simulateFetch(wildcardHeaders, { ...disagreeing, headers: { authorization: 'x' } }),
      (it) => it.toBeBlocked(),
      'neither',
    ],
    [
      'an opaque one',
      () => simulateFetch(app(), { ...users, mode: 'no-cors' }),
      (it) => it.toBeReadable(),
      'neither',
    ],
    [
      'a 404',
      () => simulateFetch(app(), { origin: page, path: '/userz' }),
      (it) => it.toBeReadable(),
      'neither',
    ],
    [
      'for its own origin',
      () => simulateFetch(app(), users),
      (it) => it.toAllowOrigin(page, '/users'),
      'passes',
    ],
    [
      'for another origin',
      () => simulateFetch(app(), users),
      (it) => it.toAllowOrigin('https://evil.example'),
      'neither',
    ],
    [
      'for another path',
      () => simulateFetch(app(), users),
      (it) => it.toAllowOrigin(page, '/me?token=secret'),
      'neither',
    ],
    [
      'with other headers',
      () => simulateFetch(app(), users),
      (it) => it.toAllowOrigin(page, { headers: { 'x-tenant': '1' } }),
      'neither',
    ],
    [
      'for other browsers',
      () => simulateFetch(app(), users),
      (it) => it.toAllowOrigin(page, { browsers: chromeOnly }),
      'neither',
    ],
    [
      'with a control',
      () => simulateFetch(app(), users),
      (it) => it.toRejectOrigin(page, { control: page }),
      'neither',
    ],
    ['whether it varies', () => simulateFetch(app(), users), (it) => it.toVaryOnOrigin(users), 'neither'],
    [
      'its preflight',
      () => simulateFetch(app(), { ...users, method: 'PUT' }),
      (it) => it.toHandlePreflight(),
      'passes',
    ],
    [
      'a preflight it did not need',
      () => simulateFetch(app(), users),
      (it) => it.toHandlePreflight(),
      'neither',
    ],
    [
      'headers its preflight asked for',
      () => simulateFetch(app(), { ...users, method: 'PUT', json: {} }),
      (it) => it.toAllowHeaders('content-type'),
      'passes',
    ],
    [
      'headers its preflight did not ask for',
      () => simulateFetch(app(), { ...users, method: 'PUT' }),
      (it) => it.toAllowHeaders('x-tenant'),
      'neither',
    ],
    ['an app', () => Promise.resolve(app()), (it) => it.toBeReadable(), 'neither'],
    ['a Fetch Response', () => Promise.resolve(new Response('')), (it) => it.toBeReadable(), 'neither'],
  ];
  test.each(outcomeRows)('%s', async (_, subject, assert, outcome) => {
    const said = await bothPolarities(await subject(), assert);
    expect(passing(said)).toBe(outcome);
    expect(said).toMatchSnapshot();
  });
});

describe("a response of supertest's", () => {
  const get = (): request.Test => request(app()).get('/users');
  const options = (): request.Test =>
    request(lists).options('/users').set('Origin', page).set('Access-Control-Request-Method', 'PUT');
  const redirects = express()
    .get('/', (_, res) => void res.redirect('/users'))
    .get('/users', (_, res) => void res.json([]));
  const responseRows: readonly (readonly [string, () => request.Test, Assert, Outcome])[] = [
    ['for its own origin', () => get().set('Origin', page), (it) => it.toAllowOrigin(page), 'passes'],
    ['readable', () => get().set('Origin', page), (it) => it.toBeReadable(), 'passes'],
    [
      'of a stranger',
      () => get().set('Origin', 'https://evil.example'),
      (it) => it.toBeBlocked('MissingAllowOriginHeader'),
      'passes',
    ],
    [
      'rejected',
      () => get().set('Origin', 'https://evil.example'),
      (it) => it.toRejectOrigin('https://evil.example'),
      'passes',
    ],
    [
      'with a cookie, so with credentials',
      () => get().set('Origin', page).set('Cookie', 'sid=1'),
      (it) => it.toBeBlocked('InvalidAllowCredentials'),
      'passes',
    ],
    ['without Origin', get, (it) => it.toBeReadable(), 'neither'],
    [
      'after a redirect',
      () => request(redirects).get('/').redirects(1).set('Origin', page),
      (it) => it.toBeReadable(),
      'neither',
    ],
    [
      'of a request that needs a preflight',
      () => request(app()).put('/users').set('Origin', page),
      (it) => it.toBeReadable(),
      'neither',
    ],
    ['a preflight', options, (it) => it.toHandlePreflight(), 'passes'],
    ['a preflight, and its method', options, (it) => it.toAllowMethods('PUT'), 'passes'],
    ['a preflight, and how long it is kept', options, (it) => it.toCachePreflightFor(600), 'passes'],
    ['a preflight, asked whether the answer is readable', options, (it) => it.toAllowOrigin(page), 'neither'],
    [
      'a preflight, and a header',
      () => options().set('Access-Control-Request-Headers', 'authorization'),
      (it) => it.toAllowHeaders('authorization'),
      '.not',
    ],
  ];
  test.each(responseRows)('%s', async (_, ask, assert, outcome) => {
    const said = await bothPolarities(await ask(), assert);
    expect(passing(said)).toBe(outcome);
    expect(said).toMatchSnapshot();
  });
});

test('code pins the reason of a rejection, in the names of the origin rules only', async () => {
  const stranger = 'https://evil.example';
  await expect(app()).toRejectOrigin(stranger, { path: '/users', code: 'MissingAllowOriginHeader' });
  const other = { path: '/users', code: 'AllowOriginMismatch' } as const;
  expect(await failureOf(expect(app()).toRejectOrigin(stranger, other))).toMatchSnapshot('another reason');
  const method = { path: '/users', code: 'MethodDisallowedByPreflightResponse' } as const;
  expect(await failureOf(expect(app()).toRejectOrigin(stranger, method))).toMatchSnapshot('no origin rule');
});
