import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { escapeForHtml, escapeForTerminal, quoteForShell } from '../../src/text/escape.js';

describe('escapeForTerminal', () => {
  const rows: [title: string, text: string, shown: string][] = [
    [
      'plain text',
      'Access-Control-Allow-Origin: https://app.example',
      'Access-Control-Allow-Origin: https://app.example',
    ],
    ['letters of other scripts', 'Zoë 東京 🎉', 'Zoë 東京 🎉'],
    ['an erase sequence', '\u001b[2J\u001b[H', '\\x1b[2J\\x1b[H'],
    ['a title set by OSC', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
    ['the one-byte CSI of C1', '\u009b31m', '\\x9b31m'],
    ['a tab and line breaks', 'a\tb\r\nc', 'a\\x09b\\x0d\\x0ac'],
    ['NUL, backspace and DEL', '\0\b\u007f', '\\x00\\x08\\x7f'],
    ['text that runs from right to left', '\u202egro.live\u202c', '\\u202egro.live\\u202c'],
    ['isolates', '\u2066x\u2069', '\\u2066x\\u2069'],
    ['blanks of no width', 'a\u200bb\u2060c\ufeffd', 'a\\u200bb\\u2060c\\ufeffd'],
    ['Unicode line breaks', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['invisible tags', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ];

  test.each(rows)('%s', (_, text, shown) => {
    expect(escapeForTerminal(text)).toBe(shown);
  });

  test('nothing that a terminal obeys is left of any character', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join('');
    expect(escapeForTerminal(all)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

describe('escapeForHtml', () => {
  const rows: [title: string, text: string, shown: string][] = [
    ['plain text', 'GET /users?a=1', 'GET /users?a=1'],
    ['tags', '<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
    ['quotes', `" onload='x'`, '&quot; onload=&#39;x&#39;'],
    ['line breaks, which stay', 'a\nb', 'a\nb'],
    ['other line breaks', 'a\r\nb\u2028c', 'a\\x0d\nb\\u2028c'],
    ['controls', 'a\0\u001b[2J', 'a\\x00\\x1b[2J'],
    ['text that runs from right to left', '\u202egro.live', '\\u202egro.live'],
    ['half a pair', 'a\ud800', 'a\\ud800'],
    ['letters of other scripts', 'Zoë 東京 🎉', 'Zoë 東京 🎉'],
  ];

  test.each(rows)('%s', (_, text, shown) => {
    expect(escapeForHtml(text)).toBe(shown);
  });
});

describe('quoteForShell', () => {
  const rows: [title: string, text: string, word: string][] = [
    ['plain text', 'Origin: https://app.example', "'Origin: https://app.example'"],
    ['nothing', '', "''"],
    ['an expansion', '$(reboot) `reboot` $HOME "x" \\ !', `'$(reboot) \`reboot\` $HOME "x" \\ !'`],
    ['a single quote', "it's", "'it'\\''s'"],
    ['a control character', 'a\u001bb', `"$(printf 'a\\033b')"`],
    ['a byte beyond ASCII', 'caf\u00e9', `"$(printf 'caf\\351')"`],
    ['a digit behind a byte', '\u00018', `"$(printf '\\0018')"`],
    ['quotes and a control character', `\u0001'"\\%s$(x)`, `"$(printf '\\001'\\''"\\\\%%s$(x)')"`],
    ['a character that is no byte', '\u00e9東', `"$(printf '\\303\\251\\346\\235\\261')"`],
  ];

  test.each(rows)('%s', (_, text, word) => {
    expect(quoteForShell(text)).toBe(word);
  });

  const shells = ['sh', 'bash'].filter((shell) => {
    try {
      return execFileSync(shell, ['-c', 'echo here']).toString() === 'here\n';
    } catch {
      return false;
    }
  });

  /** What a shell hands over to a program for these words. */
  const received = (shell: string, words: string[]): string[] => {
    const script = `for word in ${words.join(' ')}; do printf '%s\\0' "$word"; done`;
    return execFileSync(shell, ['-c', script]).toString('latin1').split('\0').slice(0, -1);
  };

  test.each(shells)('%s gets every byte back', (shell) => {
    const bytes = Array.from({ length: 255 }, (_, index) => String.fromCharCode(index + 1));
    const texts = [bytes.join(''), ...bytes.filter((byte) => byte !== '\n').map((byte) => `%${byte}`)];
    expect(received(shell, texts.map(quoteForShell))).toEqual(texts);
  });

  test.each(shells)('%s runs nothing of a value, and takes it as one word', (shell) => {
    const attacks = [
      `'; echo no; '`,
      '$(echo no)',
      '`echo no`',
      '"',
      "'",
      '\\',
      "\\'",
      '-n',
      '%d %s \\c',
      '!!',
      '*',
      '~',
      'a b',
    ];
    const texts = [
      '',
      ...attacks,
      ...attacks.map((text) => `${text}\u0001`),
      ...attacks.map((text) => `\u00e9${text}`),
    ];
    expect(received(shell, texts.map(quoteForShell))).toEqual(texts);
  });
});
