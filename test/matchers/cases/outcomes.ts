import { createBrowser } from '../../../src/ask/create-browser.js';
import type { FetchOutcome } from '../../../src/ask/fetch-outcome.js';
import { simulateFetch } from '../../../src/ask/simulate-fetch.js';
import { preflight } from '../../../src/preflight/preflight-builder.js';
import { app, chromeOnly, disagreeing, page, users, wildcardHeaders } from './apps.js';
import { rows } from './row.js';
const stranger = { ...users, origin: 'https://evil.example' };

const chromium = () => createBrowser(app(), { origin: page });
async function askedTwice(): Promise<FetchOutcome> {
  const browser = chromium();
  await browser.fetch('/users', { method: 'PUT' });
  return browser.fetch('/users', { method: 'PUT' });
}

export const outcomes = rows<unknown>([
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
    'misuse',
  ],
  [
    'the browsers disagree',
    () => simulateFetch(wildcardHeaders, { ...disagreeing, headers: { authorization: 'x' } }),
    (it) => it.toBeReadable(),
    'disagree',
  ],
  [
    'the browsers disagree, blocked',
    () => simulateFetch(wildcardHeaders, { ...disagreeing, headers: { authorization: 'x' } }),
    (it) => it.toBeBlocked(),
    'disagree',
  ],
  [
    'an opaque one',
    () => simulateFetch(app(), { ...users, mode: 'no-cors' }),
    (it) => it.toBeReadable(),
    'misuse',
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
    'misuse',
  ],
  [
    'for another path',
    () => simulateFetch(app(), users),
    (it) => it.toAllowOrigin(page, '/me?token=secret'),
    'misuse',
  ],
  [
    'with other headers',
    () => simulateFetch(app(), users),
    (it) => it.toAllowOrigin(page, { headers: { 'x-tenant': '1' } }),
    'misuse',
  ],
  [
    'for other browsers',
    () => simulateFetch(app(), users),
    (it) => it.toAllowOrigin(page, { browsers: chromeOnly }),
    'misuse',
  ],
  [
    'with a control',
    () => simulateFetch(app(), users),
    (it) => it.toRejectOrigin(page, { control: page }),
    'misuse',
  ],
  ['whether it varies', () => simulateFetch(app(), users), (it) => it.toVaryOnOrigin(users), 'misuse'],
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
    'misuse',
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
    'misuse',
  ],
  ['an app', () => Promise.resolve(app()), (it) => it.toBeReadable(), 'misuse'],
  ['a Fetch Response', () => Promise.resolve(new Response('')), (it) => it.toBeReadable(), 'misuse'],
  ["createBrowser's, readable", () => chromium().fetch('/users'), (it) => it.toBeReadable(), 'passes'],
  [
    "createBrowser's, blocked for this reason",
    () => chromium().fetch('/users', { credentials: 'include' }),
    (it) => it.toBeBlocked('InvalidAllowCredentials'),
    'passes',
  ],
  [
    "createBrowser's, for its own origin",
    () => chromium().fetch('/users'),
    (it) => it.toAllowOrigin(page, '/users'),
    'passes',
  ],
  [
    "createBrowser's, for another browser",
    () => chromium().fetch('/users'),
    (it) => it.toAllowOrigin(page, { browsers: ['firefox'] }),
    'misuse',
  ],
  [
    "createBrowser's, whose preflight is remembered",
    askedTwice,
    (it) => it.toAllowOrigin(page, { path: '/users', method: 'PUT' }),
    'passes',
  ],
  [
    "createBrowser's, asked for the preflight it remembered",
    askedTwice,
    (it) => it.toHandlePreflight(),
    'misuse',
  ],
  [
    'of a preflight alone, blocked',
    async () => preflight(app(), '/users').from(stranger.origin).requestMethod('PUT'),
    (it) => it.toBeBlocked('PreflightMissingAllowOriginHeader'),
    'passes',
  ],
  [
    'of a preflight alone, allowed',
    async () => preflight(app(), '/users').from(page).requestMethod('PUT'),
    (it) => it.toBeBlocked(),
    'neither',
  ],
]);
