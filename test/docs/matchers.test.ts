import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cors from 'cors';
import express from 'express';
import request from 'supertest';
import {
  configure,
  type CorsMatchers,
  corsMatchers,
  createBrowser,
  preflight,
  simulateFetch,
  UsageError,
} from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import * as exampleApp from './example-app.js';
import { runExamplesOf } from './examples.js';

runExamplesOf('matchers.md', { '../src/app': exampleApp });

const root = join(__dirname, '..', '..');
const markdown = readFileSync(join(root, 'docs', 'matchers.md'), 'utf8');
const page = 'https://app.example';
const names = Object.keys(corsMatchers) as (keyof CorsMatchers)[];

/** The text below a heading, up to the next one. */
function section(heading: string): string {
  const [, text] = markdown.split(new RegExp(`^##+ ${heading}$`, 'm'));
  if (text === undefined) throw new Error(`no section ${heading}`);
  return text.split(/^##+ /m)[0] ?? '';
}

/** What is written as code in a text or in one column of its tables. */
function codeIn(text: string): string[] {
  return [...text.matchAll(/`([\w-]+)`/g)].map(([, code = '']) => code);
}

function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => /^\| `/.test(line));
  return lines.map((line) => line.split('|').slice(1, -1));
}

/** The keys an object may have, as the message about an unknown one tells them. */
function keysIn(message: string): string[] {
  return (/Known keys are (.*)\.$/.exec(message)?.[1] ?? '').split(/, | and /);
}

test('every matcher has a section, in the order of the package', () => {
  const headings = [...markdown.matchAll(/^## (to\w+)$/gm)].map(([, name]) => name);
  expect(headings).toEqual(names);
});

test('the table of a request names every key there is', async () => {
  const told = rowsOf(section('The request')).flatMap(([key = '']) => codeIn(key));
  const known = keysIn(await failureOf(simulateFetch(exampleApp.app, { zzzzzzzzzz: 1 } as never)));
  expect(told.filter((key) => key !== 'code').sort()).toEqual(known.sort());
});

test('every option of configure is told', async () => {
  const known = keysIn(await failureOf(Promise.resolve().then(() => configure({ zzzzzzzzzz: 1 } as never))));
  expect(known).toContain('origin');
  expect(codeIn(section('Defaults'))).toEqual(expect.arrayContaining(known));
});

test('every code that is told of misuse exists', () => {
  const source = readFileSync(join(root, 'src', 'errors', 'usage-error.ts'), 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, code]) => code);
  const [, ...rows] = rowsOf(section('Misuse, and responses that never come'));
  const told = rows.flatMap(([code = '']) => codeIn(code));
  expect(told.length).toBeGreaterThan(10);
  expect(codes).toEqual(expect.arrayContaining(told));
});

test('the page leads somewhere', () => {
  for (const [, link = ''] of markdown.matchAll(/\]\(([^)#:]+)\)/g)) {
    expect(readFileSync(join(root, 'docs', link), 'utf8')).not.toBe('');
  }
});

const calls: Record<keyof CorsMatchers, (subject: CorsMatchers) => Promise<void>> = {
  toAllowOrigin: (it) => it.toAllowOrigin(page),
  toRejectOrigin: (it) => it.toRejectOrigin(page),
  toAllowAnyOrigin: (it) => it.toAllowAnyOrigin(),
  toAllowOnlyOrigins: (it) => it.toAllowOnlyOrigins(page, '/users'),
  toAllowCredentials: (it) => it.toAllowCredentials({ origin: page }),
  toHandlePreflight: (it) => it.toHandlePreflight(page),
  toAllowMethods: (it) => it.toAllowMethods('PUT', page),
  toAllowHeaders: (it) => it.toAllowHeaders('x-tenant', page),
  toExposeHeaders: (it) => it.toExposeHeaders('etag'),
  toCachePreflightFor: (it) => it.toCachePreflightFor(5, page),
  toVaryOnOrigin: (it) => it.toVaryOnOrigin(page),
  toPassCorsAudit: (it) => it.toPassCorsAudit({ trusted: page, paths: '/users' }),
  toBeReadable: (it) => it.toBeReadable(),
  toBeBlocked: (it) => it.toBeBlocked(),
  toMatchCorsContract: (it) =>
    it.toMatchCorsContract({ origins: { allowed: [page] }, routes: [{ path: '/users', methods: ['GET'] }] }),
};
const aboutPreflights: readonly string[] = [
  'toHandlePreflight',
  'toAllowMethods',
  'toAllowHeaders',
  'toCachePreflightFor',
];

/** What stands in `expect(…)`, column by column. */
const subjects: readonly ((matcher: string) => Promise<unknown>)[] = [
  () => Promise.resolve(exampleApp.app),
  (matcher) => {
    const credentials = matcher === 'toAllowCredentials' ? 'include' : 'same-origin';
    const browser = createBrowser(exampleApp.app, { origin: page });
    return browser.fetch('/users', { method: 'PUT', headers: { 'x-tenant': '1' }, credentials });
  },
  async () =>
    await preflight(exampleApp.app, '/users').from(page).requestMethod('PUT').requestHeaders('x-tenant'),
  async (matcher) => {
    const asked = request(exampleApp.app);
    if (!aboutPreflights.includes(matcher)) {
      const cookies = matcher === 'toAllowCredentials' ? 'sid=1' : '';
      const get = asked.get('/users').set('Origin', page);
      return await (cookies === '' ? get : get.set('Cookie', cookies));
    }
    return await asked
      .options('/users')
      .set('Origin', page)
      .set('Access-Control-Request-Method', 'PUT')
      .set('Access-Control-Request-Headers', 'x-tenant');
  },
  () => Promise.resolve(new Response('')),
];

/** Whether the matcher judges what it is given, with whatever result, or calls it misuse. */
async function isTaken(matcher: keyof CorsMatchers, subject: unknown): Promise<boolean> {
  const asked = matcher === 'toExposeHeaders' && subject === exampleApp.app;
  const call = asked ? (it: CorsMatchers) => it.toExposeHeaders('etag', page) : calls[matcher];
  return call(expect(subject)).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof UsageError)) return true;
      expect(error.code).toMatch(/^(not-evidence|unknown-target)$/);
      return false;
    },
  );
}

describe('the table of subjects is what the matchers take:', () => {
  const rows = rowsOf(section('Responses in hand'));
  test('all of them', () => {
    expect(rows.flatMap(([name = '']) => codeIn(name))).toEqual(names);
  });

  test.each(names)('%s', async (matcher) => {
    const cells = rows.find(([name = '']) => codeIn(name).includes(matcher))?.slice(1) ?? [];
    const taken = [];
    for (const subject of subjects) taken.push(await isTaken(matcher, await subject(matcher)));
    expect(taken.map((is) => (is ? 'yes' : '–'))).toEqual(cells.map((cell) => cell.trim()));
  });
});

test('the browsers disagree as is told', async () => {
  const app = express().get('/logo', (_, res) => void res.set('Access-Control-Allow-Origin', page).send(''));
  const dpr = { path: '/logo', headers: { dpr: '2' } };
  const [, verdict = ''] =
    /the message says `([^`]+)`/.exec(section('`.not`, and what fails in both polarities')) ?? [];
  expect(await failureOf(expect(app).toAllowOrigin(page, dpr))).toContain(`Verdict:          ${verdict}\n`);
  expect(await failureOf(expect(app).not.toAllowOrigin(page, dpr))).toContain(
    `Verdict:          ${verdict}\n`,
  );
});

test('a refused preflight is an answer to the whole request', async () => {
  const stranger = 'https://evil.example';
  const refused = await preflight(exampleApp.app, '/users').from(stranger).requestMethod('PUT');
  await expect(refused).toRejectOrigin(stranger);
  await expect(refused).not.toHandlePreflight();
  await expect(refused).toBeBlocked('PreflightAllowOriginMismatch');
});

describe('what is sent', () => {
  const put = { origin: page, path: '/users', method: 'PUT' };
  const sending = { ...put, send: true };
  const isSent: readonly (readonly [string, (it: CorsMatchers) => Promise<void>, string])[] = [
    ['toAllowOrigin', (it) => it.toAllowOrigin(page, { path: '/users', method: 'PUT' }), 'OPTIONS PUT'],
    ['toExposeHeaders', (it) => it.toExposeHeaders('etag', put), 'OPTIONS PUT'],
    ['toAllowCredentials', (it) => it.toAllowCredentials(put), 'OPTIONS PUT'],
    [
      'toRejectOrigin, of one that is allowed',
      (it) => it.toRejectOrigin(page, { path: '/users', method: 'PUT' }),
      'OPTIONS PUT',
    ],
    [
      'toAllowMethods',
      (it) => it.toAllowMethods(['PUT', 'DELETE'], { origin: page, path: '/users' }),
      'OPTIONS OPTIONS',
    ],
    [
      'toAllowMethods, send',
      (it) => it.toAllowMethods('PUT', { origin: page, path: '/users', send: true }),
      'OPTIONS PUT',
    ],
    ['toHandlePreflight, send', (it) => it.toHandlePreflight(sending), 'OPTIONS'],
    ['toAllowHeaders, send', (it) => it.toAllowHeaders(['x-a', 'x-b'], sending), 'OPTIONS'],
    ['toCachePreflightFor, send', (it) => it.toCachePreflightFor(5, sending), 'OPTIONS'],
    ['toVaryOnOrigin', (it) => it.toVaryOnOrigin(put), 'OPTIONS OPTIONS OPTIONS'],
    ['toVaryOnOrigin of a GET', (it) => it.toVaryOnOrigin({ origin: page, path: '/users' }), 'GET GET GET'],
    [
      'toAllowAnyOrigin',
      (it) => it.toAllowAnyOrigin({ path: '/users', method: 'PUT' }),
      'OPTIONS OPTIONS OPTIONS OPTIONS',
    ],
  ];
  test.each(isSent)('%s', async (_, assert, expected) => {
    const methods: string[] = [];
    const app = express()
      .use((req, __, next) => {
        methods.push(req.method);
        next();
      })
      .use(cors({ origin: [page], credentials: true }))
      .all('/users', (__, res) => void res.json([]));
    await assert(expect(app)).catch(() => undefined);
    // Where it fails, what tells why comes behind: nothing but safe methods.
    const sent = expected.split(' ');
    expect(methods.slice(0, sent.length)).toEqual(sent);
    expect(
      methods.slice(sent.length).filter((method) => !['OPTIONS', 'GET', 'HEAD'].includes(method)),
    ).toEqual([]);
  });
});
