/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { htmlOf } from '../../src/report/html.js';
import * as made from './support/made-up-report.js';
import { parsed, type ParsedElement } from './support/parsed.js';

const report = made.madeUpReport({
  contracts: [made.contract()],
  audits: [made.audit()],
  failures: [made.failure()],
});

/** The page without its style, script and data, a line for each element that holds text of its own. */
function outline(page: ParsedElement, selector: string): string[] {
  return [...page.querySelectorAll(selector)].map((element) =>
    (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );
}

test('a small page, as it is read', () => {
  const page = parsed(htmlOf(report));
  expect(
    outline(page, 'title, .top > *, h2, h3, h4, summary, .quiet, tr, .facts > div, .verdicts li, .exchange'),
  ).toMatchSnapshot();
});

test('the body of a small page', () => {
  const body = htmlOf(report)
    .replace(/^.*<body>/s, '')
    .replace(/<script.*$/s, '');
  expect(body).toMatchSnapshot();
});

test('the same report is the same page', () => {
  expect(htmlOf(report)).toBe(htmlOf(JSON.parse(JSON.stringify(report)) as typeof report));
});

describe('the sentence at the top', () => {
  const broken = made.cell({ verdict: 'broken', finding: made.finding });
  const noted = made.cell({ kind: 'no-other-methods', verdict: 'noted', finding: made.finding });
  const minor = made.auditFinding({ level: 'info', severity: 'info' });
  const rows: [says: string, parts: Parameters<typeof made.madeUpReport>[0]][] = [
    ['No assertion failed.', {}],
    ['The one check passes.', { contracts: [made.contract({ cells: [made.cell()] })] }],
    ['All 2 checks pass.', { contracts: [made.contract({ cells: [made.cell(), made.cell()] })] }],
    ['1 of 2 checks fails.', { contracts: [made.contract({ cells: [made.cell(), broken] })] }],
    ['2 of 3 checks fail.', { contracts: [made.contract({ cells: [broken, broken, noted] })] }],
    ['All 2 checks pass, 1 noted.', { contracts: [made.contract({ cells: [made.cell(), noted] })] }],
    [
      '1 of 3 checks fails; 1 audit finding; 1 failed assertion.',
      { contracts: [made.contract()], audits: [made.audit()], failures: [made.failure()] },
    ],
    ['No audit findings.', { audits: [made.audit({ findings: [] })] }],
    [
      '1 audit finding, none severe enough to fail.',
      { audits: [made.audit({ passed: true, findings: [minor] })] },
    ],
    [
      'All 2 checks pass; 1 route in no contract.',
      {
        contracts: [
          made.contract({
            cells: [made.cell(), made.cell()],
            passed: false,
            uncovered: { routes: [{ method: 'GET', path: '/admin' }], isComplete: true, why: [] },
          }),
        ],
      },
    ],
    ['2 failed assertions.', { failures: [made.failure(), made.failure({ kind: 'misuse', answer: null })] }],
  ];

  test.each(rows)('%s', (says, parts) => {
    const page = parsed(htmlOf(made.madeUpReport(parts)));
    expect(outline(page, '.verdict')[0]?.replace(/^[✓!] ?/, '')).toBe(says);
    const failed = page.querySelector('.verdict.failed') !== null;
    expect(failed).toBe(/checks fails?[.;]|1 audit finding;|no contract|failed assertions/.test(says));
  });
});

test('a report with nothing in it has no empty parts', () => {
  const page = parsed(htmlOf(made.madeUpReport()));
  expect(outline(page, 'main')).toEqual(['']);
  expect(outline(page, 'nav')).toEqual([]);
});
