import { describe, expect, test } from '@jest/globals';
import {
  corsUnsafeRequestHeaderNames,
  isCorsNonWildcardRequestHeaderName,
} from '../../src/standard/cors-unsafe-request-header-names.js';
import type { Header, HeaderList } from '../../src/standard/header-list.js';

const accept = (bytes: number): Header => ['Accept', 'a'.repeat(bytes)];
const eight = Array.from({ length: 8 }, () => accept(128));

describe('https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names', () => {
  test.each<[string, HeaderList, string[]]>([
    ['no headers', [], []],
    [
      'safelisted headers alone',
      [
        ['Accept', '*/*'],
        ['Content-Type', 'text/plain'],
      ],
      [],
    ],
    [
      'lower-cased and sorted',
      [
        ['X-B', '1'],
        ['Authorization', 'x'],
        ['x-a', '1'],
      ],
      ['authorization', 'x-a', 'x-b'],
    ],
    [
      'named once',
      [
        ['X-A', '1'],
        ['x-a', '2'],
      ],
      ['x-a'],
    ],
    [
      'an unsafe value makes the name unsafe',
      [
        ['Content-Type', 'application/json'],
        ['Accept', '*/*'],
      ],
      ['content-type'],
    ],
    [
      'one unsafe line of two makes the name unsafe',
      [
        ['Accept', 'a'],
        ['Accept', '"'],
      ],
      ['accept'],
    ],
    ['an empty value counts', [['X-Empty', '']], ['x-empty']],
    ['a name `*`', [['*', '1']], ['*']],
  ])('%s', (_title, headers, names) => {
    expect(corsUnsafeRequestHeaderNames(headers)).toEqual(names);
  });

  test('1024 bytes of safelisted values are safe', () => {
    expect(corsUnsafeRequestHeaderNames(eight)).toEqual([]);
  });

  test('1025 bytes make every safelisted one unsafe, the small ones too', () => {
    const headers: HeaderList = [...eight, ['Accept-Language', 'e']];
    expect(corsUnsafeRequestHeaderNames(headers)).toEqual(['accept', 'accept-language']);
  });

  test('the values of unsafe headers do not count', () => {
    expect(corsUnsafeRequestHeaderNames([...eight, ['X-Long', 'a'.repeat(4096)]])).toEqual(['x-long']);
  });

  test('a value longer than 128 bytes is unsafe itself and does not count', () => {
    expect(corsUnsafeRequestHeaderNames([...eight, ['Content-Language', 'a'.repeat(129)]])).toEqual([
      'content-language',
    ]);
  });
});

describe('https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name', () => {
  test.each([
    ['Authorization', true],
    ['authorization', true],
    ['Proxy-Authorization', false],
    ['X-Authorization', false],
    ['Cookie', false],
    ['*', false],
  ])('%s: %s', (name, nonWildcard) => {
    expect(isCorsNonWildcardRequestHeaderName(name)).toBe(nonWildcard);
  });
});
