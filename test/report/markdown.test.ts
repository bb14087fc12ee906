import { describe, expect, test } from '@jest/globals';
import { markdownOf } from '../../src/report/markdown.js';
import * as made from './support/made-up-report.js';

const cells = (origins: number, rows: number, broken = -1) =>
  Array.from({ length: origins * rows }, (_, index) =>
    made.cell({
      name: `cell ${String(index)}`,
      route: `/${String(Math.floor(index / origins))}`,
      origin: `https://${String(index % origins)}.example`,
      ...(index === broken ? { verdict: 'broken' as const, finding: made.finding } : {}),
    }),
  );

test('of a large grid what is broken is shown, and the rest is counted', () => {
  const text = markdownOf(made.madeUpReport({ contracts: [made.contract({ cells: cells(12, 60, 719) })] }));
  expect(text).toContain('## users: 1 of 720 checks fails'.replace('users', made.contract().name));
  expect(text).toContain('`https://11.example`');
  expect(text).toContain('| `GET /59` |');
  expect(text).toMatch(/not shown: 10 more routes, 4 more origins$/m);
});

test('a square without a cell is empty, and one with several shows the gravest', () => {
  const some = [
    made.cell({ route: '/a', origin: 'https://a.example' }),
    made.cell({
      route: '/a',
      origin: 'https://a.example',
      kind: 'no-other-methods',
      verdict: 'noted',
      finding: made.finding,
    }),
    made.cell({ route: '/b', origin: 'https://b.example', kind: 'refused' }),
  ];
  const text = markdownOf(made.madeUpReport({ contracts: [made.contract({ cells: some })] }));
  expect(text).toContain('| `GET /a` | + |   |\n| `GET /b` |   | – |');
  expect(text).toContain(
    '+ the app allows more than the contract, which only fails if the contract is exact; – rejected, as the contract says',
  );
});

test('of many failures fifty are told, and the rest is counted', () => {
  const failures = Array.from({ length: 52 }, (_, index) =>
    made.failure({ message: `message ${String(index)}` }),
  );
  const text = markdownOf(made.madeUpReport({ failures }));
  expect(text).toContain('message 49');
  expect(text).not.toContain('message 50');
  expect(text).toMatch(/^and 2 more$/m);
});

describe('a failure', () => {
  test('without the cause in its message has it below', () => {
    const text = markdownOf(made.madeUpReport({ failures: [made.failure({ message: 'short' })] }));
    expect(text).toMatch(/^```text\nshort\n[^]*Cause: +[a-z-]+ \(certain\)$/m);
  });

  test('of no known place and test has its title', () => {
    const source = { file: null, line: null, test: null, testFile: null };
    const text = markdownOf(
      made.madeUpReport({ failures: [made.failure({ source, title: 'preflight(app)' })] }),
    );
    expect(text).toContain('### `preflight(app)`\n\n```text');
  });
});

test('routes that no contract mentions are listed', () => {
  const uncovered = { routes: [{ method: 'GET', path: '/a|b' }], isComplete: true, why: [] };
  const text = markdownOf(
    made.madeUpReport({ contracts: [made.contract({ cells: [], passed: false, uncovered })] }),
  );
  expect(text).toContain('no check was run');
  expect(text).toContain("1 route in no contract:\n\n```text\n{ path: '/a|b', methods: ['GET'] },\n```");
});

test('an audit without a finding says what was asked', () => {
  const text = markdownOf(made.madeUpReport({ audits: [made.audit({ findings: [], passed: true })] }));
  expect(text).toMatch(/^## Audit of `\/users`: no findings, \d+ hostile origins? tried$/m);
});

test.each([
  [[made.cell()], 'the one check passes'],
  [[made.cell(), made.cell({ name: 'another' })], 'all 2 checks pass'],
  [[made.cell({ verdict: 'broken', finding: made.finding })], '1 of 1 check fails'],
])('the checks of a contract are counted in its heading', (cells, words) => {
  const text = markdownOf(made.madeUpReport({ contracts: [made.contract({ cells })] }));
  expect(text).toContain(`## ${made.contract().name}: ${words}`);
});
