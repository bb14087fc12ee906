import { describe, expect, test } from '@jest/globals';
import {
  contains,
  get,
  type HeaderList,
  sortedLowercaseSet,
  valuesOf,
  without,
} from '../../src/standard/header-list.js';

const list: HeaderList = [
  ['Vary', 'Origin'],
  ['X-Empty', ''],
  ['vary', 'Accept'],
  ['VARY', ''],
];

describe('https://fetch.spec.whatwg.org/#concept-header-list', () => {
  test('names match whatever their case', () => {
    expect([contains('VARY', list), contains('x-empty', list), contains('x', list)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('every value of a name is kept, in order', () => {
    expect(valuesOf('vary', list)).toEqual(['Origin', 'Accept', '']);
  });

  test('deleting a name deletes all its lines and leaves the list it was given alone', () => {
    expect(without(['VaRy', 'absent'], list)).toEqual([['X-Empty', '']]);
    expect(list).toHaveLength(4);
  });
});

describe('https://fetch.spec.whatwg.org/#concept-header-list-get', () => {
  test.each([
    ['no such header is null', 'x-none', null],
    ['an empty value is not null', 'x-empty', ''],
    ['several lines are joined by a comma and a space, empty ones too', 'vary', 'Origin, Accept, '],
  ])('%s', (_title, name, value) => {
    expect(get(name, list)).toBe(value);
  });
});

describe('https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set', () => {
  test.each([
    ['lower-cased, unique', ['X-B', 'x-a', 'x-B'], ['x-a', 'x-b']],
    [
      'sorted by bytes: `-` before digits, digits before letters, `_` after',
      ['ab', 'a_', 'a1', 'a-'],
      ['a-', 'a1', 'a_', 'ab'],
    ],
    ['a prefix comes first', ['x-custom-ua', 'x-custom-u'], ['x-custom-u', 'x-custom-ua']],
    ['bytes above 0x7F stay as they are', ['X-\u00c9'], ['x-\u00c9']],
    ['nothing', [], []],
  ])('%s', (_title, names, sorted) => {
    expect(sortedLowercaseSet(names)).toEqual(sorted);
  });
});
