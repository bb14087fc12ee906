import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellKind } from '../../src/contract/contract-report.js';
import { htmlOf } from '../../src/report/html.js';
import { causeTitle } from '../../src/report/page/cause-title.js';
import { cut, markup } from '../../src/report/page/markup.js';
import { Packed } from '../../src/report/page/packed.js';
import { matrixOf } from '../../src/report/page/squares.js';
import { signs, stateOf, states, words } from '../../src/report/states.js';
import { causeIds } from '../../src/diagnosis/cause.js';
import { cell, contract, contractOfSize, finding, madeUpReport } from './support/made-up-report.js';

describe('markup', () => {
  test('what is put in is escaped, but not twice', () => {
    const name = markup`<b title="${'"&'}">${'<i>'}</b>`;
    expect(markup`<p>${name}${[1, null, false, 'a<']}</p>`.text).toBe(
      '<p><b title="&quot;&amp;">&lt;i&gt;</b>1a&lt;</p>',
    );
  });

  test('what is too long is cut, and says so', () => {
    expect(cut('a'.repeat(4000))).toHaveLength(4000);
    expect(cut('a'.repeat(100_000))).toMatch(/^a{4000}… \(100,000 characters\)$/);
  });
});

describe('states', () => {
  const rows: [CellKind, verdict: 'holds' | 'broken' | 'noted', state: string][] = [
    ['allowed', 'holds', 'allowed'],
    ['refused', 'holds', 'refused'],
    ['no-credentials', 'holds', 'allowed'],
    ['allowed', 'broken', 'strict'],
    ['exposed', 'broken', 'strict'],
    ['max-age', 'broken', 'strict'],
    ['refused', 'broken', 'open'],
    ['no-credentials', 'broken', 'open'],
    ['no-other-methods', 'broken', 'open'],
    ['no-other-headers', 'broken', 'open'],
    ['no-other-methods', 'noted', 'noted'],
  ];
  test.each(rows)('%s that %s is %s', (kind, verdict, state) => {
    expect(stateOf({ kind, verdict })).toBe(state);
  });
});

describe('the matrix', () => {
  const cells = [
    cell({ method: 'PUT', place: 'routes[1]', route: '/me' }),
    cell({ place: 'routes[0]', origin: 'https://evil.example', kind: 'refused' }),
    cell({ place: 'routes[0]' }),
    cell({ place: 'routes[0]', kind: 'exposed', verdict: 'broken', finding }),
    cell({ place: 'routes[0]', kind: 'no-other-methods', verdict: 'noted', finding }),
  ];
  const { rows, columns } = matrixOf(contract({ cells }));

  test('rows are in the order of the contract, though the control comes first', () => {
    expect(rows.map(({ method, route }) => `${method} ${route}`)).toEqual(['GET /users', 'PUT /me']);
  });

  test('origins that are let in come first', () => {
    expect(columns).toEqual([
      { origin: 'https://app.example', isAllowed: true },
      { origin: 'https://evil.example', isAllowed: false },
    ]);
  });

  test('cells of one route, method and origin share a square, and the gravest tells', () => {
    const told = rows.map(({ squares }) => squares.map((square) => square?.state));
    expect(told).toEqual([
      ['strict', 'refused'],
      ['allowed', undefined],
    ]);
    expect(rows[0]?.squares[0]?.cells).toHaveLength(3);
  });

  test('anchors are the same next time, and no two are one', () => {
    const again = matrixOf(contract({ cells: [...cells].reverse() }));
    const ids = (matrix: typeof again): unknown[] =>
      matrix.rows.flatMap(({ squares }) => squares.map((square) => square?.id)).sort();
    expect(ids(again)).toEqual(ids({ rows, columns }));
    const taken = new Set<string>();
    const twice = [matrixOf(contract({ cells }), taken), matrixOf(contract({ cells }), taken)];
    const all = twice.flatMap(ids).filter((id) => id !== undefined);
    expect(new Set(all).size).toBe(all.length);
  });
});

test('packed data come out as they went in, each part once', () => {
  const headers = [['vary', 'Origin']];
  const value = { a: [headers, headers, null, true, 0], b: { a: headers, b: '</script>\u2028' } };
  const packed = new Packed();
  const root = packed.add(value);
  const json = packed.toJson([root]);
  expect(json).not.toMatch(/[<>\u2028]/);
  expect(json.match(/"vary"/g)).toHaveLength(1);
  const { nodes, shapes } = JSON.parse(json) as { nodes: unknown[]; shapes: string[][] };
  const unpacked = (number: number): unknown => {
    const node = nodes[number];
    if (!Array.isArray(node)) return node;
    const [shape = -1, ...parts] = node as number[];
    const values = parts.map(unpacked);
    if (shape === -1) return values;
    return Object.fromEntries((shapes[shape] ?? []).map((key, index) => [key, values[index]]));
  };
  expect(unpacked(root)).toEqual({ a: value.a, b: { a: headers, b: '</script>\\u2028' } });
});

test('every cause has words to read', () => {
  expect(causeIds.map((id) => `${id}: ${causeTitle(id)}`)).toMatchSnapshot();
});

describe('the size of a page', () => {
  test.each([
    [10, 10, 0.1],
    [50, 20, 0.6],
    [100, 100, 5],
  ])('%i rows and %i origins', (rows, origins, megabytes) => {
    const page = htmlOf(madeUpReport({ contracts: [contractOfSize(rows, origins)] }));
    expect(Buffer.byteLength(page) / 1024 / 1024).toBeLessThan(megabytes);
  });
});

test('docs/reports.md has each sign and its word', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'reports.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([!×+✓–])` +\| ([a-z ]+?) +\|/gm)].map(([, sign, word]) => [
    sign,
    word,
  ]);
  expect(rows).toEqual(states.map((state) => [signs[state], words[state]]));
});
