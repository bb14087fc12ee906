import { describe, expect, test } from '@jest/globals';
import { codeBlock, codeSpan, plainText, table } from '../../src/text/markdown-escape.js';

describe('codeSpan', () => {
  test.each([
    ['a b', '`a b`'],
    ['', '` `'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['``` a', '```` ``` a ````'],
    ['a|b', '`a\\|b`'],
    ['<script>alert(1)</script>', '`<script>alert(1)</script>`'],
    ['[a](javascript:b) @team #1', '`[a](javascript:b) @team #1`'],
    ['a\nb\r\u2028c', '`a\\x0ab\\x0d\\u2028c`'],
    ['\u202eevil', '`\\u202eevil`'],
  ])('%j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });
});

describe('codeBlock', () => {
  test.each([
    [['a', 'b'], '```text\na\nb\n```'],
    [['```', '# b'], '````text\n```\n# b\n````'],
    [['a\n```\n<b>'], '````text\na\\x0a```\\x0a<b>\n````'],
  ])('%j', (lines, expected) => {
    expect(codeBlock(lines)).toBe(expected);
  });
});

test('plainText takes the meaning of every sign', () => {
  expect(plainText('a *b* <c> [d](e) `f`\n# g')).toBe('a \\*b\\* \\<c\\> \\[d\\]\\(e\\) \\`f\\`\\\\x0a\\# g');
});

test('table', () => {
  expect(table(['', 'a'], [['b', 'c']])).toBe('|  | a |\n| --- | --- |\n| b | c |');
});
