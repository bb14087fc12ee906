import { expect, test } from '@jest/globals';
import { implementations } from '../../src/browser/implementations.js';
import { withUtf8Charset } from '../../src/standard/xhr-content-type.js';
import { requestRecord } from './scripted-fetch.js';

const text = { initiatorType: 'xmlhttprequest', isBodyText: true } as const;

test.each([
  // Given, by the Standard (Firefox and WebKit), in Chromium.
  ['text/plain', 'text/plain', 'text/plain'],
  ['text/plain;charset=utf-8', 'text/plain;charset=utf-8', 'text/plain;charset=UTF-8'],
  ['text/plain; charset=Utf-8 ;a=b', 'text/plain; charset=Utf-8 ;a=b', 'text/plain; charset=UTF-8 ;a=b'],
  ['text/plain;charset="utf-8"', 'text/plain;charset="utf-8"', 'text/plain;charset="UTF-8"'],
  ['text/plain; charset=latin1', 'text/plain;charset=UTF-8', 'text/plain; charset=UTF-8'],
  ['TEXT/plain;CHARSET=latin1;a=b', 'text/plain;charset=UTF-8;a=b', 'TEXT/plain;CHARSET=UTF-8;a=b'],
  [
    'text/plain; charset=UTF-8, text/plain;a=b c',
    'text/plain;charset=UTF-8;a="b c"',
    'text/plain; charset=UTF-8 text/plain;a=b c',
  ],
  ['text/plain;charset=', 'text/plain;charset=', 'text/plain;charset='],
  ['text/plain;charset', 'text/plain;charset', 'text/plain;charset'],
  ['text/plain;xcharset=latin1', 'text/plain;xcharset=latin1', 'text/plain;xcharset=latin1'],
  ['no type;charset=latin1', 'no type;charset=latin1', 'no type;charset=UTF-8'],
])('of a string of type %p XMLHttpRequest makes %p, Chromium %p', (given, standard, chromium) => {
  const record = requestRecord({ ...text, headerList: [['Content-Type', given]] });
  const made = Object.entries(implementations).map(([browser, implementation]) => [
    browser,
    withUtf8Charset(record, implementation)[0]?.[1],
  ]);
  expect(Object.fromEntries(made)).toEqual({
    chromium,
    firefox: standard,
    webkit: standard,
    'fetch-standard': standard,
  });
});

test.each([
  ['fetch()', { initiatorType: 'fetch', isBodyText: true }, 'content-type'],
  ['what is not a string', { initiatorType: 'xmlhttprequest' }, 'content-type'],
  ['another header', text, 'x-type'],
] as const)('%s is left as it is', (_, from, name) => {
  const record = requestRecord({ ...from, headerList: [[name, 'text/plain;charset=latin1']] });
  expect(withUtf8Charset(record, implementations.chromium)).toEqual(record.headerList);
});
