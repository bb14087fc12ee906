import { describe, expect, test } from '@jest/globals';
import { enumerate, nearest, plural } from '../../src/text/sentence.js';

describe('enumerate', () => {
  const rows: [items: string[], sentence: string][] = [
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ];

  test.each(rows)('%j', (items, sentence) => {
    expect(enumerate(items)).toBe(sentence);
    expect(enumerate(items, 'or')).toBe(sentence.replace(' and ', ' or '));
  });
});

test('plural', () => {
  expect([0, 1, 2].map((count) => plural(count, 'origin'))).toEqual(['0 origins', '1 origin', '2 origins']);
});

describe('nearest', () => {
  const known = ['origin', 'path', 'method', 'headers', 'credentials', 'mode'];
  const rows: [word: string, suggestion: string | undefined][] = [
    ['origins', 'origin'],
    ['Origin', 'origin'],
    ['credential', 'credentials'],
    ['header', 'headers'],
    ['metohd', 'method'],
    ['pth', 'path'],
    ['url', undefined],
    ['cookies', undefined],
    ['', undefined],
  ];

  test.each(rows)('%s -> %s', (word, suggestion) => {
    expect(nearest(word, known)).toBe(suggestion);
  });

  test('a word of two letters is near to nothing of the same length', () => {
    expect(nearest('to', ['ca'])).toBeUndefined();
  });

  test('nothing is near where nothing is known', () => {
    expect(nearest('origin', [])).toBeUndefined();
  });
});
