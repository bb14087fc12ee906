import { describe, expect, test } from '@jest/globals';
import { annotationsOf } from '../../src/report/annotations.js';
import { repositoryPath } from '../../src/report/repository-path.js';
import * as made from './support/made-up-report.js';

const culprit = { function: 'set', file: 'src/app.ts', line: 7, package: null, layer: null };
const broken = (name: string, parts = {}) =>
  made.cell({
    name,
    verdict: 'broken',
    finding: {
      ...made.finding,
      cause: 'no-cors-headers',
      evidence: ['seen'],
      fix: 'mount cors()',
      culprit,
      ...parts,
    },
  });

test('nothing is said of what holds', () => {
  const report = made.madeUpReport({
    contracts: [made.contract({ cells: [made.cell()], passed: true })],
    audits: [made.audit({ findings: [], passed: true })],
  });
  expect(annotationsOf(report)).toEqual([]);
});

test('a contract is told at its call, and each cause once at its culprit', () => {
  const cells = [
    broken('a'),
    broken('b'),
    broken('c', { culprit: null }),
    broken('d', { culprit: { ...culprit, package: 'cors@2.8.6' } }),
  ];
  const [first, second, ...others] = annotationsOf(
    made.madeUpReport({ contracts: [made.contract({ name: 'Users', cells, passed: false })] }),
  );
  expect(first).toMatchObject({
    level: 'error',
    file: 'test/cors.test.ts',
    line: 12,
    title: 'Users: 4 of 4 checks fail',
    message: 'a\nb\nc\nd',
  });
  expect(second).toEqual({
    level: 'error',
    file: 'src/app.ts',
    line: 7,
    title: 'no-cors-headers',
    message: 'seen\nFix: mount cors()\n\nFound by:\na\nb',
  });
  expect(others).toEqual([]);
});

test('of many cells twenty are named', () => {
  const cells = Array.from({ length: 23 }, (_, index) => broken(`cell ${String(index)}`, { culprit: null }));
  const [first] = annotationsOf(made.madeUpReport({ contracts: [made.contract({ cells, passed: false })] }));
  expect(first?.message.split('\n').slice(-2)).toEqual(['cell 19', 'and 3 more']);
});

test('a contract that fails for routes alone says which', () => {
  const uncovered = { routes: [{ method: 'GET', path: '/b' }], isComplete: true, why: [] };
  const contract = made.contract({ name: 'Users', cells: [made.cell()], passed: false, uncovered });
  expect(annotationsOf(made.madeUpReport({ contracts: [contract] }))).toMatchObject([
    { title: 'Users: 1 route in no contract', message: 'GET /b' },
  ]);
});

describe('a failed assertion', () => {
  test.each([
    ['title\n\nrest', 'rest'],
    ['another message', 'another message'],
  ])('is told without its title twice: %j', (message, told) => {
    const failure = made.failure({ title: 'title', message, culprit: null });
    expect(annotationsOf(made.madeUpReport({ failures: [failure] }))).toMatchObject([
      { title: 'title', message: told },
    ]);
  });

  test('without a fix and a test is told at the culprit by its title', () => {
    const source = { file: null, line: null, test: null, testFile: null };
    const failure = made.failure({
      title: 'title',
      source,
      culprit,
      cause: null,
      evidence: ['seen'],
      fix: null,
    });
    expect(annotationsOf(made.madeUpReport({ failures: [failure] }))[1]).toEqual({
      level: 'error',
      file: 'src/app.ts',
      line: 7,
      title: 'title',
      message: 'seen\n\nFound by:\ntitle',
    });
  });
});

test('a file is told from the root of the repository', () => {
  expect(repositoryPath('src/app.ts', {})).toBe('src/app.ts');
  expect(repositoryPath('src/app.ts', { GITHUB_WORKSPACE: '' })).toBe('src/app.ts');
  expect(repositoryPath('app.ts', { GITHUB_WORKSPACE: `${process.cwd()}/..` })).toMatch(/^[^/]+\/app\.ts$/);
});
