import { expect, test } from '@jest/globals';
import { rewrittenRange } from '../../src/standard/rewritten-range.js';

// Seen on the wire of Chromium 156, for GET.
test.each([
  ['bytes=0-1,', 'bytes=0-1'],
  ['Bytes=0-1', 'bytes=0-1'],
  ['bytes =0-1', 'bytes=0-1'],
  ['bytes=0\t-\t1', 'bytes=0-1'],
  ['bytes=00-01', 'bytes=0-1'],
  ['bytes=,00-1', 'bytes=0-1'],
  ['bytes=1-+2', 'bytes=1-2'],
  ['bytes=-05', 'bytes=-5'],
  ['bytes=-+5', 'bytes=-5'],
  ['bytes=+5-', 'bytes=5-'],
  ['bytes=00-9223372036854775807', 'bytes=0-9223372036854775807'],
  ['bytes=00-9223372036854775808', 'bytes=00-9223372036854775808'],
  ['bytes=00-1,3-4', 'bytes=00-1,3-4'],
  ['bytes=05-2', 'bytes=05-2'],
  ['bytes=-0', 'bytes=-0'],
  ['bytes=-', 'bytes=-'],
  ['bytes=+-5', 'bytes=+-5'],
  ['items=0-1', 'items=0-1'],
])('%s is sent as %s', (value, expected) => {
  expect(rewrittenRange(value)).toBe(expected);
});
