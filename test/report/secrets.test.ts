import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditCors,
  checkCorsContract,
  type CorsConfiguration,
  configure,
  curlLine,
  observeCorsPolicy,
  policyTable,
  preflight,
  resetConfiguration,
  simulateFetch,
  testCorsContract,
} from '../../src/index.js';
import { journalVariable } from '../../src/journal/journal.js';
import type { CorsMatchers } from '../../src/matchers/types.js';
import { annotationsOf } from '../../src/report/annotations.js';
import type { CorsReport } from '../../src/report/cors-report.js';
import { htmlOf } from '../../src/report/html.js';
import { findingsIn, takeLines } from '../../src/report/journal-lines.js';
import { markdownOf } from '../../src/report/markdown.js';
import { asReport, reportFrom } from '../../src/report/report-from.js';
import { sarifOf } from '../../src/report/sarif.js';
import { workflowCommand } from '../../src/text/workflow-command.js';

jest.setTimeout(60_000);

const page = 'https://app.example';
const path = `/o'brien;jsessionid=hush1/eyJhbGciOiJIhush2.e30.x/42?token=hush3&page=2&next=https://u%3Ahush4@x.example/`;
const headers = { authorization: 'Bearer hush5', 'x-csrf-token': 'hush6', 'x-tenant': 'seen' };
const request = { path, headers, credentials: 'include', cookies: 'sid=hush7' } as const;

/** Every header of it is full of secrets, and it lets one origin in that nobody asks as. */
function app({ url = '' }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Set-Cookie', ['sid=hush11; Path=/', 'hush12; Path=/']);
  response.setHeader('Location', 'https://u:hush13@x.example/next?code=hush14#access_token=hush15');
  response.setHeader('Link', '</users?page=3&token=hush16>; rel="next"');
  response.setHeader('Refresh', '9; url=/login;jsessionid=hush17');
  response.setHeader('X-Database', 'postgres://u:hush10@db/x');
  response.setHeader('X-Auth-Token', 'hush18');
  response.setHeader('X-Upstream', 'Bearer hush19');
  response.setHeader('Access-Control-Allow-Origin', 'https://u:hush20@other.example/?token=hush21');
  response.statusCode = url.startsWith('/away') ? 302 : 200;
  response.end();
}

/** Lets everybody in. */
function lettingIn(status: number) {
  return (asked: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('Access-Control-Allow-Origin', asked.headers.origin ?? '*');
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, x-csrf-token, x-tenant');
    response.setHeader('Set-Cookie', 'sid=hush11');
    response.statusCode = asked.method === 'OPTIONS' ? 204 : status;
    response.end();
  };
}

const open = lettingIn(200);
const notFound = lettingIn(404);

const asserts: Record<string, (it: CorsMatchers) => Promise<unknown>> = {
  toAllowOrigin: (it) => it.toAllowOrigin(page, request),
  'toAllowOrigin, redirected': (it) => it.toAllowOrigin(page, { ...request, path: `/away${path}` }),
  toAllowAnyOrigin: (it) => it.toAllowAnyOrigin({ path, headers }),
  toAllowCredentials: (it) => it.toAllowCredentials({ path, headers, origin: page }),
  toHandlePreflight: (it) => it.toHandlePreflight({ ...request, origin: page }),
  toAllowMethods: (it) => it.toAllowMethods('PUT', { ...request, origin: page }),
  toAllowHeaders: (it) => it.toAllowHeaders('x-tenant', { origin: page, path }),
  toExposeHeaders: (it) => it.toExposeHeaders('x-auth-token', { origin: page, path }),
  toCachePreflightFor: (it) => it.toCachePreflightFor(9, { origin: page, path, method: 'PUT' }),
  toVaryOnOrigin: (it) => it.toVaryOnOrigin({ ...request, origin: page }),
};

/** What each call ends in that fails, and whose words are read. */
const calls: Record<string, () => unknown> = {
  builder: () =>
    preflight(app, path).from(page).requestMethod('PUT').requestHeaders('authorization').expectAllowed(),
  'builder, a header': () =>
    preflight(app, path).from(page).requestMethod('PUT').expectHeader('x-auth-token', 'hush22'),
  'builder, a pattern': () =>
    preflight(app, path)
      .from(page)
      .requestMethod('PUT')
      .expectHeader('x-auth-token', /hush23/),
  'builder, as supertest': () =>
    preflight(app, path).from(page).requestMethod('PUT').expect('Set-Cookie', 'sid=hush24'),
  contract: () => expect(app).toMatchCorsContract(contract, { request: { headers } }),
  audit: () => expect(open).toPassCorsAudit({ trusted: page, paths: [path], request: { headers } }),
  'audit, nobody let in': () => auditCors(app, { trusted: page, paths: [path] }),
  'origins, all let in': () => expect(open).toAllowOnlyOrigins(page, { path, headers }),
  'not found': () => expect(notFound).toAllowOrigin(page, request),
  'proves nothing': () => expect(bare(404)).toRejectOrigin('https://evil.example', { path }),
  'rate limited': () => auditCors(bare(429), { trusted: page, paths: [path] }),
  'a path without a slash': () => expect(app).toAllowOrigin(page, path.slice(1)),
  'a URL for a path': () => expect(app).toAllowOrigin(page, `https://u:hush25@x.example${path}`),
  'an origin with user info': () => expect(app).toAllowOrigin('https://u:hush26@app.example'),
  'a path for an origin': () => expect(app).toExposeHeaders('etag', path),
  'a target with user info': () => expect('http://u:hush27@127.0.0.1/?token=hush28').toAllowOrigin(page),
  'a target that is no URL': () => expect('//u:hush29@127.0.0.1').toAllowOrigin(page),
  servedAt: () => expect(app).toAllowOrigin(page, { servedAt: 'https://u:hush30@x.example/' }),
  'an attribute in cookies': () =>
    expect(app).toAllowOrigin(page, { credentials: 'include', cookies: 'a=hush31; b=hush32; HttpOnly' }),
  'a cookie for another host': () =>
    expect(app).toAllowOrigin(page, { credentials: 'include', cookies: ['a=hush33; Domain=x.example'] }),
  'a triple of a header': () =>
    expect(app).toAllowOrigin(page, { headers: [['authorization', 'Bearer hushed', '']] as never }),
  'nothing listens': () => expect('http://127.0.0.1:2').toAllowOrigin(page, request),
  'a listener that throws': () => expect(throwing).toAllowOrigin(page, request),
  'another question': async () => {
    const outcome = await simulateFetch(app, { origin: page, ...request });
    await expect(outcome).toAllowOrigin(page, '/users?token=hush35');
  },
  'a contract with faults': () =>
    checkCorsContract(app, { origins: '*', routes: [{ path: `${path}#`, methods: ['GET'] }] }),
  'routes twice': () => observeCorsPolicy(app, { origins: [page], routes: [path, path] }),
};

function bare(status: number) {
  return (_: IncomingMessage, response: ServerResponse): void => {
    response.statusCode = status;
    response.end();
  };
}

function throwing({ method = '' }: IncomingMessage, { statusCode }: ServerResponse): never {
  throw new Error(`${method} ${String(statusCode)}: cannot connect to postgres://u:hush34@db/x`);
}

const contract = {
  origins: { allowed: [page] },
  routes: [
    { path: path.replace('hush3', 'hush8'), methods: ['GET'], requestHeaders: ['authorization'] },
    { path: path.replace('hush3', 'hush9'), methods: ['GET'], requestHeaders: Object.keys(headers) },
  ],
};

let folder = '';
const inherited = process.env[journalVariable];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  process.env[journalVariable] = folder;
});
afterEach(() => {
  if (inherited === undefined) Reflect.deleteProperty(process.env, journalVariable);
  else process.env[journalVariable] = inherited;
  rmSync(folder, { recursive: true });
  resetConfiguration();
});

async function wordsOf(call: () => unknown): Promise<string> {
  const error = await Promise.resolve()
    .then(call)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (!(error instanceof Error)) throw new Error('it does not fail');
  return `${error.message}\n${error.stack ?? ''}`;
}

function media(report: CorsReport): Record<string, string> {
  return {
    html: htmlOf(report),
    markdown: markdownOf(report),
    json: JSON.stringify(report),
    sarif: JSON.stringify(sarifOf(report)),
    annotations: annotationsOf(report).map(workflowCommand).join('\n'),
  };
}

/** Everything that is written of everything that fails, by what it is. */
async function written(configuration: CorsConfiguration): Promise<Record<string, string>> {
  configure(configuration);
  const texts: Record<string, string> = {};
  for (const [name, assert] of Object.entries(asserts)) {
    for (const [subject, target] of Object.entries({ app, open, notFound })) {
      const failing = [() => assert(expect(target)), () => assert(expect(target).not)].map(wordsOf);
      texts[`${name}, ${subject}`] = (await Promise.allSettled(failing))
        .flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
        .join('\n');
    }
  }
  for (const [name, call] of Object.entries(calls)) texts[name] = await wordsOf(call);
  const tests: [name: string, body: () => unknown][] = [];
  testCorsContract(app, contract, {
    describe: (_, body) => {
      body();
    },
    test: (name, body) => {
      tests.push([name, body]);
    },
    request: { headers },
    name: 'cell by cell',
  });
  texts.titles = tests.map(([name]) => name).join('\n');
  expect(new Set(tests.map(([name]) => name)).size).toBe(tests.length);
  const [, ofFirst = () => undefined] = tests[0] ?? [];
  texts['a cell'] = await wordsOf(ofFirst);
  const outcome = await simulateFetch(app, { origin: page, ...request });
  const { reveal = false } = configuration;
  texts.curl = outcome.exchanges.map((one) => curlLine(one, { reveal })).join('\n');
  texts.policy = policyTable(await observeCorsPolicy(app, { origins: [page], routes: [path] }));
  const raw = [
    await checkCorsContract(app, contract, { request: { headers } }),
    await auditCors(open, { trusted: page, paths: [path], request: { headers } }),
  ];
  const journal = Object.entries(media(asReport(findingsIn(takeLines(folder)))));
  for (const [name, text] of journal) texts[`${name} of a run`] = text;
  for (const [name, text] of Object.entries(media(reportFrom(raw)))) texts[`${name} by hand`] = text;
  return texts;
}

describe.each<[string, CorsConfiguration]>([
  ['by default', {}],
  ['verbose', { verbose: true }],
])('%s', (_, configuration) => {
  test('no secret is in anything that is written, and what is harmless is', async () => {
    const texts = Object.entries(await written(configuration));
    const telling = texts.flatMap(([name, text]) =>
      text.split('\n').flatMap((line) => (line.includes('hush') ? [`${name}: ${line.slice(0, 400)}`] : [])),
    );
    expect(telling).toEqual([]);
    expect(texts.filter(([, text]) => text === '').map(([name]) => name)).toEqual([]);
    const all = texts.map(([, text]) => text).join('\n');
    for (const harmless of [
      "/o'brien;jsessionid=<redacted>/<redacted>/42?token=<redacted>&page=2",
      'x-tenant: seen',
      'page=3',
    ])
      expect(all).toContain(harmless);
  });
});

test('all of them are shown where that is configured', async () => {
  const texts = await written({ verbose: true, reveal: true });
  const all = Object.values(texts).join('\n');
  const secrets = Array.from({ length: 35 }, (_, index) => `hush${String(index + 1)}`);
  expect(secrets.filter((secret) => !all.includes(secret))).toEqual([]);
});
