import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express from 'express';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditCors,
  checkCorsContract,
  configure,
  type CorsReport,
  type ReportFiles,
  resetConfiguration,
  writeReport,
} from '../../src/index.js';
import { version } from '../../src/report/version.js';

const page = 'https://app.example';
const token = 's3cret-t0ken';
const contract = {
  origins: { allowed: [page], rejected: ['https://evil.example'] },
  routes: [{ path: '/users', methods: ['GET'], requestHeaders: ['authorization'], status: 200 }],
};
const app = express()
  .use(cors({ origin: page }))
  .get(
    '/users',
    (_, res) => void res.set('set-cookie', `sid=${token}`).location(`/next?code=${token}`).sendStatus(200),
  );

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => {
  resetConfiguration();
  rmSync(folder, { recursive: true });
});
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const filesIn = (...names: string[]): ReportFiles =>
  Object.fromEntries(names.map((name) => [name, join(folder, 'made', name)]));
const kept = () =>
  checkCorsContract(app, contract, { request: { headers: { authorization: `Bearer ${token}` } } });

test('writes every format, and makes the folder', async () => {
  const files = filesIn('html', 'markdown', 'json', 'sarif');
  const written = await writeReport(
    [await kept(), await auditCors(app, { trusted: page, paths: ['/users'] })],
    files,
  );
  expect(readdirSync(join(folder, 'made')).sort()).toEqual(['html', 'json', 'markdown', 'sarif']);
  expect(JSON.parse(read('made/json'))).toEqual(written);
  expect(read('made/markdown')).toMatchSnapshot();
  expect(read('made/html')).toContain('CORS report');
  expect(JSON.parse(read('made/sarif'))).toMatchObject({
    version: '2.1.0',
    runs: [{ results: [{ ruleId: 'reflects-request-headers', level: 'note' }] }],
  });
  expect(written).toMatchObject({ format: 1, version, title: 'CORS report' });
  expect(new Date(written.createdAt).getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test('tells of a cell what was asked, by each browser, without secrets', async () => {
  const { contracts } = await writeReport(await kept(), filesIn('json'));
  const [cell] = contracts[0]?.cells ?? [];
  const date = /"Date",\s*"[^"]+"/g;
  expect(JSON.stringify(cell?.answers, null, 1).replace(date, '"Date", "now"')).toMatchSnapshot();
  expect(read('made/json')).not.toContain(token);
});

test('shows secrets where that is configured, as messages do', async () => {
  configure({ reveal: true });
  await writeReport(await kept(), filesIn('json'));
  expect(read('made/json')).toContain(`Bearer ${token}`);
});

test('puts written reports together, and keeps a title they share', async () => {
  const first = await writeReport(await kept(), filesIn('json'), { title: 'Users' });
  const second = JSON.parse(read('made/json')) as CorsReport;
  const both = await writeReport([first, second], filesIn('json'));
  expect(both.title).toBe('Users');
  expect(both.contracts).toEqual([...first.contracts, ...second.contracts]);
  const mixed = await writeReport([first, { ...second, title: 'Orders' }], filesIn('json'));
  expect(mixed.title).toBe('CORS report');
});

test('of a contract report that was revived from JSON it tells what is left', async () => {
  const broken = express()
    .use(cors({ origin: true }))
    .get('/users', (_, res) => void res.sendStatus(200));
  const revived: unknown = JSON.parse(JSON.stringify(await checkCorsContract(broken, contract)));
  const { contracts } = await writeReport(revived as Awaited<ReturnType<typeof kept>>, filesIn('json'));
  const answers = contracts[0]?.cells.map(({ verdict, answers: of }) => [
    verdict,
    of.map(({ question, exchanges }) => [question, exchanges.length]),
  ]);
  expect(answers).toEqual([
    ['holds', []],
    ['holds', []],
    ['broken', [['GET /users', 2]]],
    ['broken', [['GET /users', 2]]],
    ['noted', [['GET /users', 1]]],
    ['noted', [['GET /users', 1]]],
  ]);
});

describe('misuse', () => {
  const report: unknown = { cells: [], findings: [], notes: [] };
  test.each<[string, unknown, unknown, unknown, string]>([
    [
      'no files',
      report,
      undefined,
      {},
      "the files of writeReport() must be an object such as { html: 'cors.html' }, not undefined.",
    ],
    ['no file', report, {}, {}, "name at least one file to write, such as { html: 'cors.html' }."],
    [
      'an unknown format',
      report,
      { htlm: 'x' },
      {},
      '"htlm" is unknown in the files of writeReport(). Did you mean "html"?',
    ],
    ['no path', report, { html: true }, {}, 'html true must be the path of a file.'],
    [
      'an unknown option',
      report,
      { html: 'x' },
      { tilte: 'x' },
      '"tilte" is unknown in the options of writeReport(). Did you mean "title"?',
    ],
    ['no title', report, { html: 'x' }, { title: 3 }, 'title 3 must be a non-empty string.'],
    ['nothing', [], { html: 'x' }, {}, 'the list of reports is empty, so there is nothing to write.'],
    [
      'a promise',
      { then: undefined },
      { html: 'x' },
      {},
      'an object with then is not a report: pass the awaited result of checkCorsContract() or auditCors(), or a report that was written as JSON.',
    ],
    [
      'text',
      'x',
      { html: 'x' },
      {},
      '"x" is not a report: pass the awaited result of checkCorsContract() or auditCors(), or a report that was written as JSON.',
    ],
    [
      'another format',
      { format: 2 },
      { html: 'x' },
      {},
      `this report has format 2, and this version (${version}) reads format 1.`,
    ],
  ])('%s', async (_, given, files, options, message) => {
    const writing = writeReport(given as never, files as never, options as never);
    await expect(writing).rejects.toMatchObject({ name: 'UsageError', message });
  });
});
