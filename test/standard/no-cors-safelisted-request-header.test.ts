import { describe, expect, test } from '@jest/globals';
import type { HeaderList } from '../../src/standard/header-list.js';
import {
  isNoCorsSafelistedRequestHeader,
  noCorsHeaderList,
} from '../../src/standard/no-cors-safelisted-request-header.js';

describe('https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header', () => {
  test.each([
    ['Accept', 'text/html', true],
    ['ACCEPT-LANGUAGE', 'de', true],
    ['content-language', 'de', true],
    ['Content-Type', 'text/plain;charset=utf-8', true],
    ['Content-Type', 'application/json', false],
    ['Accept', '"', false],
    ['Accept', 'a'.repeat(129), false],
    ['Range', 'bytes=0-', false],
    ['X-A', '1', false],
    ['Authorization', 'x', false],
  ])('%s: %s is safelisted: %s', (name, value, safelisted) => {
    expect(isNoCorsSafelistedRequestHeader(name, value)).toBe(safelisted);
  });
});

describe('https://fetch.spec.whatwg.org/#concept-headers-append, guard "request-no-cors"', () => {
  const long = 'a'.repeat(64);
  test.each<[string, HeaderList, HeaderList]>([
    [
      'safelisted headers stay',
      [
        ['Accept', 'a'],
        ['Content-Type', 'text/plain'],
      ],
      [
        ['Accept', 'a'],
        ['Content-Type', 'text/plain'],
      ],
    ],
    [
      'others go',
      [
        ['X-A', '1'],
        ['Authorization', 'x'],
        ['Range', 'bytes=0-'],
        ['Accept', 'a'],
      ],
      [['Accept', 'a']],
    ],
    ['JSON goes', [['Content-Type', 'application/json']], []],
    [
      'lines count together: 128 bytes',
      [
        ['Accept', long],
        ['accept', 'a'.repeat(62)],
      ],
      [
        ['Accept', long],
        ['accept', 'a'.repeat(62)],
      ],
    ],
    [
      'lines count together: 129 bytes',
      [
        ['Accept', long],
        ['accept', 'a'.repeat(63)],
      ],
      [['Accept', long]],
    ],
    [
      'two media types are none',
      [
        ['Content-Type', 'text/plain'],
        ['Content-Type', 'text/plain'],
      ],
      [['Content-Type', 'text/plain']],
    ],
    [
      'what went does not count',
      [
        ['Accept', '"'],
        ['Accept', 'a'],
      ],
      [['Accept', 'a']],
    ],
    ['nothing', [], []],
  ])('%s', (_title, headers, kept) => {
    expect(noCorsHeaderList(headers)).toEqual(kept);
  });
});
