import { afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import cors from 'cors';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditCors, checkCorsContract, InconclusiveError, preflight, UsageError } from '../../src/index.js';
import { journalVariable } from '../../src/journal/journal.js';
import { sourceOf } from '../../src/journal/source.js';
import { type JournalLine, takeLines } from '../../src/report/journal-lines.js';

const page = 'https://app.example';
const open = express()
  .use(cors({ origin: true }))
  .get('/users', (_, res) => void res.sendStatus(200));
const closed = express().get('/users', (_, res) => void res.sendStatus(200));
const contract = { origins: { allowed: [page] }, routes: [{ path: '/users', methods: ['GET'] }] };
const own = 'test/journal/recorded.test.ts';

let folder = '';
const inherited = process.env[journalVariable];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  process.env[journalVariable] = folder;
});
afterEach(() => {
  if (inherited === undefined) Reflect.deleteProperty(process.env, journalVariable);
  else process.env[journalVariable] = inherited;
  rmSync(folder, { recursive: true });
});

/** What is written down when this fails as it should. */
async function failing(assertion: () => PromiseLike<unknown>, why: RegExp): Promise<JournalLine[]> {
  await expect((async () => assertion())()).rejects.toThrow(why);
  return takeLines(folder);
}

test('an assertion that holds leaves no line', async () => {
  await expect(open).toAllowOrigin(page, '/users');
  await expect(closed).not.toAllowOrigin(page, { path: '/users' });
  expect(takeLines(folder)).toEqual([]);
});

test('one that fails says where it stands, why, and what was asked', async () => {
  const [line] = await failing(
    () => expect(closed).toAllowOrigin(page, '/users'),
    /^expect\(app\)\.toAllowOrigin/,
  );
  expect(line).toMatchObject({
    kind: 'failure',
    failure: {
      kind: 'assertion',
      title: 'expect(app).toAllowOrigin(expected)',
      source: {
        file: own,
        testFile: own,
        test: 'one that fails says where it stands, why, and what was asked',
      },
      code: 'MissingAllowOriginHeader',
      cause: 'no-cors-headers',
      certainty: 'certain',
      answer: { question: 'GET /users', allowed: false, exchanges: [{ method: 'GET', status: 200 }] },
    },
  });
  expect(JSON.stringify(line)).toContain('has been blocked by CORS policy');
});

test('under .not as well', async () => {
  const [line] = await failing(() => expect(open).not.toAllowOrigin(page, '/users'), /not\.toAllowOrigin/);
  expect(line).toMatchObject({
    failure: { title: 'expect(app).not.toAllowOrigin(expected)', answer: { allowed: true } },
  });
});

test('a preflight that is not as expected', async () => {
  const asked = (): PromiseLike<unknown> =>
    preflight(closed, '/users').from(page).requestMethod('PUT').expectAllowed();
  const [line] = await failing(asked, /^preflight\(app\)/);
  expect(line).toMatchObject({
    failure: {
      kind: 'assertion',
      title: 'preflight(app)',
      source: { file: own },
      code: 'PreflightMissingAllowOriginHeader',
    },
  });
});

test.each<[kind: string, assertion: () => PromiseLike<unknown>, title: string, why: RegExp]>([
  [
    'misuse',
    () => expect(open).toAllowOrigin(`${page}/`),
    'expect(app).toAllowOrigin(expected)',
    /Matcher error/,
  ],
  ['misuse', () => preflight(open).from(page).expectAllowed(), 'preflight(app)', /requestMethod/],
  [
    'no-evidence',
    () => expect('http://127.0.0.1:2').toAllowOrigin(page),
    'expect(app).toAllowOrigin(expected)',
    /No evidence/,
  ],
  [
    'inconclusive',
    () => expect(closed).toAllowOnlyOrigins([page], '/users'),
    'expect(app).toAllowOnlyOrigins(expected)',
    /Inconclusive/,
  ],
  [
    'inconclusive',
    () => auditCors(closed, { trusted: page }),
    'auditCors(app, options)',
    /The trusted origin/,
  ],
  [
    'misuse',
    () => checkCorsContract(open, { ...contract, routes: [] }),
    'checkCorsContract(app, contract)',
    /the contract has 1 error/,
  ],
])('what proves nothing: %s', async (kind, assertion, title, why) => {
  const lines = await failing(assertion, why);
  expect(lines).toMatchObject([
    { kind: 'failure', failure: { kind, title, source: { file: own }, answer: null } },
  ]);
});

test('an error of another kind is the runner’s to tell', async () => {
  expect(await failing(() => Promise.reject(new TypeError('other')), /other/)).toEqual([]);
  expect([UsageError.name, InconclusiveError.name]).toEqual(['UsageError', 'InconclusiveError']);
});

test('contracts and audits are told whole, and no failure besides', async () => {
  await checkCorsContract(open, contract, { name: 'Users' });
  await auditCors(open, { trusted: page, paths: ['/users'] });
  const lines = [
    ...takeLines(folder),
    ...(await failing(
      () => expect(open).toMatchCorsContract(contract, { name: 'again' }),
      /toMatchCorsContract/,
    )),
    ...(await failing(
      () => expect(open).toPassCorsAudit({ trusted: page, paths: ['/users'] }),
      /toPassCorsAudit/,
    )),
  ];
  expect(lines).toMatchObject([
    { kind: 'contract', contract: { name: 'Users', passed: false, source: { file: own } } },
    { kind: 'audit', audit: { passed: false, paths: ['/users'], source: { file: own } } },
    { kind: 'contract', contract: { name: 'again', source: { file: own } } },
    {
      kind: 'audit',
      audit: { passed: false, findings: [{ id: 'reflect', culprit: { package: 'cors@2.8.6' } }, {}, {}] },
    },
  ]);
});

test('where no runner tells anything, the place of the call is left', () => {
  const frames = `    at run (${join(process.cwd(), 'node_modules/jest/run.js')}:1:2)\n    at own (${__filename}:7:3)`;
  expect(sourceOf({ frames }, {})).toEqual({ file: own, line: 7, test: null, testFile: null });
  expect(sourceOf({ frames: '' }, {})).toEqual({ file: null, line: null, test: null, testFile: null });
});
