import { describe, expect, test } from '@jest/globals';
import { implementations } from '../../src/browser/implementations.js';
import { isCorsSafelistedRequestHeader } from '../../src/standard/cors-safelisted-request-header.js';

const everyByte = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
const safelistedBytes = (name: string, around = ''): string =>
  everyByte.filter((byte) => isCorsSafelistedRequestHeader(name, `${around}${byte}`)).join('');

describe('https://fetch.spec.whatwg.org/#cors-safelisted-request-header', () => {
  test.each(['Accept', 'accept-language', 'CONTENT-LANGUAGE'])(
    '%s is safelisted, whatever its case',
    (name) => {
      expect(isCorsSafelistedRequestHeader(name, 'a')).toBe(true);
    },
  );

  test.each([
    'Authorization',
    'X-Requested-With',
    'Cache-Control',
    'Last-Event-ID',
    'Downlink',
    'DPR',
    'Save-Data',
    'Viewport-Width',
    'Width',
    'If-None-Match',
    'Priority',
    'User-Agent',
    '*',
  ])('%s is never safelisted', (name) => {
    expect(isCorsSafelistedRequestHeader(name, '1')).toBe(false);
  });

  test.each([
    ['Accept', 'a'.repeat(128), true],
    ['Accept', 'a'.repeat(129), false],
    ['Accept-Language', 'a'.repeat(128), true],
    ['Accept-Language', 'a'.repeat(129), false],
    ['Content-Language', 'a'.repeat(129), false],
    ['Content-Type', `text/plain;a=${'b'.repeat(115)}`, true],
    ['Content-Type', `text/plain;a=${'b'.repeat(116)}`, false],
    ['Range', `bytes=${'0'.repeat(121)}-`, true],
    ['Range', `bytes=${'0'.repeat(122)}-`, false],
  ])('%s: 128 bytes are the most a value may have (%s)', (name, value, safelisted) => {
    expect(isCorsSafelistedRequestHeader(name, value)).toBe(safelisted);
  });

  test('Accept takes a tab and every byte from 0x20 but delimiters and DEL; bytes above 0x7F too', () => {
    const printable = everyByte.slice(0x20, 0x7f).filter((byte) => !'"():<>?@[\\]{}'.includes(byte));
    expect(safelistedBytes('accept')).toBe(['\t', ...printable, ...everyByte.slice(0x80)].join(''));
  });

  test.each(['accept-language', 'content-language'])('%s takes 0-9 A-Z a-z SP * , - . ; = alone', (name) => {
    expect(safelistedBytes(name)).toBe(
      ' *,-.0123456789;=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    );
  });

  test.each([
    ['Accept', '', true],
    ['Accept', 'text/html, application/json;q=0.9, */*', true],
    ['Accept', 'text/html;x="1"', false],
    ['Accept-Language', '', true],
    ['Accept-Language', 'de-CH, en;q=0.5, *;q=0.1', true],
    ['Accept-Language', 'nn_NO', false],
    ['Accept-Language', 'en\ten', false],
    ['Content-Language', 'mi, en', true],
    ['Content-Language', 'fran\u00e7ais', false],
  ])('%s: %j is safelisted: %s', (name, value, safelisted) => {
    expect(isCorsSafelistedRequestHeader(name, value)).toBe(safelisted);
  });

  test.each([
    'text/plain',
    'Text/Plain',
    'TEXT/PLAIN;CHARSET=UTF-8',
    'text/plain;charset=utf-8',
    'text/plain; charset=utf-8; format=flowed',
    'text/plain;',
    'text/plain ;',
    'text/plain\t;charset=utf-8',
    'text/plain;garbage',
    'text/plain;=',
    'text/plain;charset=\u00fc',
    'multipart/form-data',
    'multipart/form-data; boundary=----abc',
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded;charset=UTF-8',
  ])('Content-Type: %s is safelisted', (value) => {
    expect(isCorsSafelistedRequestHeader('content-type', value)).toBe(true);
  });

  test.each([
    ['another essence', 'application/json'],
    ['an essence that only begins alike', 'text/plainer'],
    ['the essence as a parameter', 'application/json;a=text/plain'],
    ['a list, which is no MIME type', 'text/plain, application/json'],
    ['a list of the same', 'text/plain,text/plain'],
    ['a comma behind', 'text/plain,'],
    ['a comma in front', ',text/plain'],
    ['no subtype', 'text'],
    ['an empty subtype', 'text/'],
    ['an empty type', '/plain'],
    ['nothing', ''],
    ['a wildcard', '*/*'],
    ['white space inside the essence', 'text / plain'],
    ['an unsafe byte in a parameter: "', 'text/plain;charset="utf-8"'],
    ['an unsafe byte in a parameter: :', 'text/plain;a=b:c'],
    ['an unsafe byte in a parameter: (', 'text/plain;a=(b)'],
    ['a control byte', 'text/plain;\x01'],
    ['a vertical tab', 'text/plain\x0b'],
    ['a form feed', 'text/plain\x0c'],
    ['DEL', 'application/x-www-form-urlencoded;\x7f'],
    ['a form-data type misspelt', 'multipart/formdata'],
    ['urlencoded without x-', 'application/www-form-urlencoded'],
  ])('Content-Type is not safelisted: %s', (_title, value) => {
    expect(isCorsSafelistedRequestHeader('content-type', value)).toBe(false);
  });

  test.each([
    ['bytes=0-', true],
    ['bytes=0-499', true],
    ['bytes=9223372036854775807-9223372036854775808', true],
    ['bytes=-500', false],
    ['bytes=5-4', false],
    ['bytes=0-1,3-4', false],
    ['Bytes=0-1', false],
    ['bytes = 0-1', false],
  ])('Range: %s is safelisted: %s', (value, safelisted) => {
    expect(isCorsSafelistedRequestHeader('range', value)).toBe(safelisted);
  });
});

test.each(['constructor', '__proto__', 'toString', 'x-a'])(
  'a header of any other name is not: %s',
  (name) => {
    for (const implementation of Object.values(implementations))
      expect(isCorsSafelistedRequestHeader(name, '1', implementation)).toBe(false);
  },
);

test.each([
  ['text/plain', true],
  ['text/plain;', true],
  ['text/plain;a=b;c=d', true],
  ['text/plain;;', false],
  ['text/plain;a=b;', false],
  ['text/plain;a=b,c', false],
  ['text/plain;a=\xe4', false],
])('in Firefox Content-Type: %s is safelisted: %s', (value, safelisted) => {
  expect(isCorsSafelistedRequestHeader('content-type', value, implementations.firefox)).toBe(safelisted);
});
