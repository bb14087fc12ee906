import { describe, expect, test } from '@jest/globals';
import {
  extractDeltaSeconds,
  extractTokens,
  failure,
} from '../../src/standard/extract-header-list-values.js';
import type { HeaderList } from '../../src/standard/header-list.js';

const name = 'access-control-allow-headers';
const lines = (...values: string[]): HeaderList => [
  ['Vary', 'Origin'],
  ...values.map((value) => ['Access-Control-Allow-Headers', value] as const),
];

describe('https://fetch.spec.whatwg.org/#extract-header-list-values of `#field-name`', () => {
  test('no such header is null', () => {
    expect(extractTokens(name, lines())).toBeNull();
  });

  test.each([
    ['an empty value is an empty list', [''], []],
    ['commas alone are an empty list', [', ,\t,'], []],
    ['one', ['x-a'], ['x-a']],
    ['case and order are kept, duplicates too', ['X-B,x-a,X-B'], ['X-B', 'x-a', 'X-B']],
    ['spaces and tabs around elements', ['x-a ,\tx-b\t , x-c'], ['x-a', 'x-b', 'x-c']],
    ['no space at all', ['x-a,x-b'], ['x-a', 'x-b']],
    ['empty elements anywhere', [',x-a,, ,x-b,'], ['x-a', 'x-b']],
    ['several lines', ['x-a', 'x-b, x-c'], ['x-a', 'x-b', 'x-c']],
    ['an empty line among them', ['', 'x-a'], ['x-a']],
    ['a wildcard among them', ['*, x-a'], ['*', 'x-a']],
    ['every token byte', ["!#$%&'*+-.^_`|~0aZ"], ["!#$%&'*+-.^_`|~0aZ"]],
  ])('%s', (_title, values, tokens) => {
    expect(extractTokens(name, lines(...values))).toEqual(tokens);
  });

  test.each([
    ['a space inside an element', ['x-a x-b']],
    ['one bad element among good ones', ['x-a, x b, x-c']],
    ['a bad element on the second line', ['x-a', 'x b']],
    ['a semicolon', ['x-a; x-b']],
    ['a quoted string', ['"x-a"']],
    ['brackets', ['[x-a]']],
    ['a colon', ['x-a: 1']],
    ['a slash', ['x/a']],
    ['a vertical tab', ['x-a\x0b']],
    ['a form feed', ['x-a\x0c, x-b']],
    ['a no-break space', ['x-a\u00a0']],
    ['a byte above 0x7F', ['x-\u00e9']],
    ['an equals sign', ['x=1']],
  ])('%s is failure', (_title, values) => {
    expect(extractTokens(name, lines(...values))).toBe(failure);
  });
});

describe('https://fetch.spec.whatwg.org/#extract-header-list-values of `delta-seconds`', () => {
  const maxAge = (...values: string[]): ReturnType<typeof extractDeltaSeconds> =>
    extractDeltaSeconds(
      'access-control-max-age',
      values.map((value) => ['Access-Control-Max-Age', value] as const),
    );

  test('no such header is null', () => {
    expect(maxAge()).toBeNull();
  });

  test.each([
    ['0', 0],
    ['5', 5],
    ['007', 7],
    ['86400', 86400],
    ['99999999999', 99999999999],
  ])('%s is %d seconds', (value, seconds) => {
    expect(maxAge(value)).toBe(seconds);
  });

  test.each([
    ['nothing', ['']],
    ['a sign', ['-1']],
    ['a plus sign', ['+1']],
    ['a fraction', ['1.5']],
    ['a unit', ['10s']],
    ['quotes', ['"10"']],
    ['an exponent', ['1e3']],
    ['two values', ['10, 20']],
    ['two lines', ['10', '20']],
    ['two equal lines', ['10', '10']],
    ['a newline', ['10\n']],
    ['words', ['one hour']],
  ])('%s is failure', (_title, values) => {
    expect(maxAge(...values)).toBe(failure);
  });
});
