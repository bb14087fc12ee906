import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RecordedPart } from '../../src/contract/reported-contract.js';
import { findingsIn, type JournalLine, takeLines } from '../../src/report/journal-lines.js';
import { RunsOfTests } from '../../src/report/runs-of-tests.js';
import { cell } from './support/made-up-report.js';

const source = { file: 'a.test.ts', line: 3, test: 'a', testFile: 'a.test.ts' };

interface From {
  readonly test?: string | null;
  readonly testFile?: string | null;
}

function failure(message: string, { test: name = 'a', testFile = 'a.test.ts' }: From = {}): JournalLine {
  return {
    kind: 'failure',
    failure: {
      kind: 'assertion',
      title: message,
      message,
      source: { ...source, test: name, testFile },
      code: null,
      cause: null,
      certainty: null,
      evidence: [],
      culprit: null,
      fix: null,
      answer: null,
    },
  };
}

const file = (name: string, tests: Record<string, string> = { a: 'failed' }) => ({
  testFilePath: resolve(name),
  testResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
});

const messages = (lines: readonly JournalLine[]): string[] =>
  findingsIn(lines).failures.map(({ message }) => message);

describe('of a run', () => {
  test.each([
    ['a test that failed is told', { a: 'failed' }, ['why']],
    ['one that was tried again and passed, or was meant to fail, is not', { a: 'passed' }, []],
    ['one of two with the same name that failed is told', { b: 'passed', a: 'failed' }, ['why']],
    ['a hook, which is no test of the file, is told', { b: 'passed' }, ['why']],
  ])('%s', (_, tests, told) => {
    expect(messages(new RunsOfTests().after([file('a.test.ts', tests)], [failure('why')]))).toEqual(told);
  });

  test('what is said twice, by a test that was tried again, is told once', () => {
    expect(messages([failure('why'), failure('why'), failure('why not')])).toEqual(['why', 'why not']);
  });

  test('what belongs to a file of another runner is left out, what belongs to none is told', () => {
    const lines = [failure('other', { testFile: 'b.test.ts' }), failure('none', { testFile: null })];
    expect(messages(new RunsOfTests().after([file('a.test.ts')], lines))).toEqual(['none']);
  });
});

describe('of a watch', () => {
  test('a file that is run again says anew what it says, the others stay', () => {
    const runs = new RunsOfTests();
    const [a, b] = [file('a.test.ts'), file('b.test.ts')];
    runs.after([b, a], [failure('b', { testFile: 'b.test.ts' }), failure('a')]);
    expect(messages(runs.after([a], [failure('a again')]))).toEqual(['a again', 'b']);
    expect(messages(runs.after([a], []))).toEqual(['b']);
  });
});

describe('the cells of a contract', () => {
  const part = (
    name: string,
    verdict: 'holds' | 'broken',
    more: Partial<RecordedPart> = {},
  ): JournalLine => ({
    kind: 'part',
    part: {
      name: 'CORS contract',
      source: { ...source, test: name },
      cell: cell({ name, verdict, answers: [] }),
      uncovered: null,
      exchanges: 2,
      ...more,
    },
  });
  const contracts = (...lines: JournalLine[]): object[] =>
    findingsIn(lines).contracts.map(
      ({ name, passed, cells, exchanges, uncovered, source: { test: of } }) => ({
        name,
        passed,
        exchanges,
        of,
        uncovered: uncovered?.routes.length,
        cells: cells.map((one) => `${one.name} ${one.verdict}`),
      }),
    );

  test('come together, each by its last answer', () => {
    expect(contracts(part('a', 'broken'), part('b', 'holds'), part('a', 'holds'))).toEqual([
      { name: 'CORS contract', passed: true, exchanges: 6, of: null, cells: ['a holds', 'b holds'] },
    ]);
  });

  test('of two contracts stay apart', () => {
    expect(contracts(part('a', 'broken'), part('a', 'holds', { name: 'other' }))).toEqual([
      { name: 'CORS contract', passed: false, exchanges: 2, of: null, cells: ['a broken'] },
      { name: 'other', passed: true, exchanges: 2, of: null, cells: ['a holds'] },
    ]);
  });

  test('are not all, where a route is not mentioned', () => {
    const uncovered = { routes: [{ method: 'GET', path: '/b' }], isComplete: true, why: [] };
    expect(contracts(part('a', 'holds'), part('', 'holds', { cell: null, uncovered, exchanges: 0 }))).toEqual(
      [{ name: 'CORS contract', passed: false, exchanges: 2, of: null, uncovered: 1, cells: ['a holds'] }],
    );
  });
});

test('half a line, which a killed worker leaves, is left out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  try {
    writeFileSync(join(folder, '2-0.jsonl'), `${JSON.stringify(failure('second'))}\n{"kind":"fail`);
    writeFileSync(join(folder, '1-0.jsonl'), `${JSON.stringify(failure('first'))}\n`);
    expect(messages(takeLines(folder))).toEqual(['first', 'second']);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
