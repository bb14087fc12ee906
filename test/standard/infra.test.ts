import { describe, expect, test } from '@jest/globals';
import {
  byteLowercase,
  isByteCaseInsensitiveMatch,
  isToken,
  normalizeHeaderValue,
  stripTabOrSpace,
} from '../../src/standard/infra.js';

describe('https://infra.spec.whatwg.org/#byte-lowercase', () => {
  test.each([
    ['ASCII letters', 'X-Custom-Header', 'x-custom-header'],
    ['bytes above 0x7F stay', '\u00c9\u00d6A', '\u00c9\u00d6a'],
    ['the neighbours of A and Z stay', '@[`{', '@[`{'],
  ])('%s', (_title, bytes, lowercased) => {
    expect(byteLowercase(bytes)).toBe(lowercased);
  });
});

describe('https://infra.spec.whatwg.org/#byte-case-insensitive-match', () => {
  test.each([
    ['Content-Type', 'content-TYPE', true],
    ['a', 'b', false],
    ['\u00c9', '\u00e9', false],
    ['K', '\u212a', false],
    ['', '', true],
  ])('%j and %j: %s', (a, b, match) => {
    expect(isByteCaseInsensitiveMatch(a, b)).toBe(match);
  });
});

describe('https://httpwg.org/specs/rfc9110.html#tokens', () => {
  test('exactly the 77 token bytes make a token', () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).filter(isToken);
    expect(bytes.join('')).toBe(
      "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~",
    );
  });

  test.each(['', 'a b', 'a\n', 'a,b', ' a'])('%j is no token', (bytes) => {
    expect(isToken(bytes)).toBe(false);
  });
});

describe('https://fetch.spec.whatwg.org/#http-tab-or-space', () => {
  test.each([
    ['\t a b \t', 'a b'],
    ['\r\na\n', '\r\na\n'],
    ['\x0ba\x0c', '\x0ba\x0c'],
    ['\u00a0a', '\u00a0a'],
    [' \t ', ''],
  ])('%j is stripped to %j', (bytes, stripped) => {
    expect(stripTabOrSpace(bytes)).toBe(stripped);
  });
});

describe('https://fetch.spec.whatwg.org/#concept-header-value-normalize', () => {
  test.each([
    [' \t\r\na b\n\r\t ', 'a b'],
    ['a\tb', 'a\tb'],
    ['\x0ba\x0c', '\x0ba\x0c'],
    ['\u00a0a\u00a0', '\u00a0a\u00a0'],
    ['', ''],
  ])('%j becomes %j', (value, normalized) => {
    expect(normalizeHeaderValue(value)).toBe(normalized);
  });
});
