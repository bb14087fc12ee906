import { expect, test } from '@jest/globals';
import { type Fact, labels } from '../../src/text/labels.js';

const rows: [title: string, facts: Fact[], minimumWidth: number | undefined, lines: string[]][] = [
  ['no facts', [], undefined, ['']],
  [
    'values start in one column',
    [
      ['Rule', 'a'],
      ['Reproduce', 'b'],
    ],
    undefined,
    ['Rule:      a', 'Reproduce: b'],
  ],
  [
    'a value of several lines continues under the first',
    [
      ['Fix', ['a', 'b']],
      ['It', 'c'],
    ],
    undefined,
    ['Fix: a', '     b', 'It:  c'],
  ],
  ['a value of no lines is empty', [['Fix', []]], undefined, ['Fix: ']],
  ['a minimum width', [['Fix', 'a']], 8, ['Fix:    a']],
  [
    'a label longer than the minimum',
    [
      ['Expected', 'a'],
      ['Fix', 'b'],
    ],
    4,
    ['Expected: a', 'Fix:      b'],
  ],
];

test.each(rows)('%s', (_, facts, minimumWidth, lines) => {
  expect(labels(facts, minimumWidth)).toBe(lines.join('\n'));
});
