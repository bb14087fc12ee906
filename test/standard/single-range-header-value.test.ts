import { describe, expect, test } from '@jest/globals';
import { parseSingleRangeHeaderValue } from '../../src/standard/single-range-header-value.js';

describe('https://fetch.spec.whatwg.org/#simple-range-header-value', () => {
  test.each([
    ['bytes=0-', [0n, null]],
    ['bytes=0-0', [0n, 0n]],
    ['bytes=100-200', [100n, 200n]],
    ['bytes=-500', [null, 500n]],
    ['bytes=007-7', [7n, 7n]],
    ['bytes=9223372036854775808-', [9223372036854775808n, null]],
    ['bytes=18446744073709551616-18446744073709551617', [18446744073709551616n, 18446744073709551617n]],
  ])('%s is a range', (value, range) => {
    expect(parseSingleRangeHeaderValue(value)).toEqual(range);
  });

  test.each([
    ['neither start nor end', 'bytes=-'],
    ['start behind end', 'bytes=2-1'],
    ['start behind end by one, beyond 2^53', 'bytes=9007199254740993-9007199254740992'],
    ['another unit', 'items=0-1'],
    ['an upper-case unit', 'Bytes=0-1'],
    ['no `=`', 'bytes 0-1'],
    ['white space before `=`', 'bytes =0-1'],
    ['white space after `=`', 'bytes= 0-1'],
    ['a tab after `=`', 'bytes=\t0-1'],
    ['white space around `-`', 'bytes=0 - 1'],
    ['two ranges', 'bytes=0-1,3-4'],
    ['something after it', 'bytes=0-1x'],
    ['a newline after it', 'bytes=0-1\n'],
    ['a sign', 'bytes=+1-2'],
    ['hexadecimal', 'bytes=0x0-1'],
    ['no digits', 'bytes=a-b'],
    ['no `-`', 'bytes=1'],
    ['nothing', ''],
    ['only the unit', 'bytes='],
  ])('%s is failure', (_title, value) => {
    expect(parseSingleRangeHeaderValue(value)).toBeNull();
  });
});
