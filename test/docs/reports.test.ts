import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as expectCors from '../../src/index.js';
import { defineCorsContract, type ReportFiles } from '../../src/index.js';
import { meanings, signs, states, words } from '../../src/report/states.js';
import * as exampleApp from './example-app.js';
import { runExamplesOf } from './examples.js';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'reports.md'), 'utf8');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const contract = defineCorsContract({
  origins: { allowed: ['https://app.example'] },
  routes: [{ path: '/users', methods: ['GET'] }],
});

runExamplesOf('reports.md', {
  '../src/app': exampleApp,
  './cors-contract': { contract },
  'expect-cors': {
    ...expectCors,
    writeReport: (report: Parameters<typeof expectCors.writeReport>[0], files: ReportFiles) => {
      const placed = Object.entries(files).map(([format, path]) => [format, join(folder, path as string)]);
      return expectCors.writeReport(report, Object.fromEntries(placed) as ReportFiles);
    },
  },
});

test('the example has written what it says', () => {
  expect(readdirSync(join(folder, 'reports')).sort()).toEqual(['cors.html', 'cors.sarif']);
});

test('the table of signs is that of the page', () => {
  for (const state of states) {
    expect(page).toMatch(new RegExp(`^\\| \`\\${signs[state]}\` +\\| ${words[state]} +\\| `, 'm'));
  }
  for (const state of ['open', 'strict'] as const) expect(page).toContain(meanings[state]);
});

test('every option of the reporter is told', () => {
  for (const option of ['html', 'markdown', 'json', 'sarif', 'title', 'annotations', 'summary'])
    expect(page).toContain(`\`${option}\``);
});
