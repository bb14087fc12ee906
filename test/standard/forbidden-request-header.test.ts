import { describe, expect, test } from '@jest/globals';
import { isForbiddenRequestHeader } from '../../src/standard/forbidden-request-header.js';

describe('https://fetch.spec.whatwg.org/#forbidden-request-header', () => {
  test.each([
    'Accept-Charset',
    'Accept-Encoding',
    'Access-Control-Request-Headers',
    'Access-Control-Request-Method',
    'Connection',
    'Content-Length',
    'Cookie',
    'Cookie2',
    'Date',
    'DNT',
    'Expect',
    'Host',
    'Keep-Alive',
    'Origin',
    'Referer',
    'Set-Cookie',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'Via',
    'Proxy-',
    'Proxy-Authorization',
    'Sec-',
    'SEC-Fetch-Site',
    'sec-unheard-of',
  ])('%s is forbidden, whatever its case and value', (name) => {
    const names = [name, name.toLowerCase(), name.toUpperCase()];
    expect(names.map((spelling) => isForbiddenRequestHeader(spelling, 'x'))).toEqual([true, true, true]);
  });

  test.each([
    'Accept',
    'Authorization',
    'Content-Type',
    'User-Agent',
    'Access-Control-Request-Private-Network',
    'Access-Control-Allow-Origin',
    'Set-Cookie2',
    'X-Cookie',
    'Proxy',
    'Secret',
    'X-Sec-Token',
    'Originator',
  ])('%s is not forbidden', (name) => {
    expect(isForbiddenRequestHeader(name, 'x')).toBe(false);
  });

  test.each([
    ['a forbidden method', 'TRACE', true],
    ['whatever its case', 'tRaCk', true],
    ['a method that is not forbidden', 'DELETE', false],
    ['a method that contains one', 'TRACER', false],
    ['one of a list', 'GET, connect', true],
    ['the first of a list', 'CONNECT,GET', true],
    ['between tabs and spaces', 'GET ,\t trace \t, PUT', true],
    ['after empty elements', ',,TRACE', true],
    ['before an empty element', 'TRACE,', true],
    ['inside a quoted string', '"TRACE"', false],
    ['after a comma inside a quoted string', '"GET, TRACE"', false],
    ['after a quoted string', '"GET", TRACE', true],
    ['glued to a quoted string', '"x"TRACE', false],
    ['after an escaped quote, still inside', '"\\", TRACE"', false],
    ['after an escaped backslash and the closing quote', '"\\\\", TRACE', true],
    ['inside a string that is never closed', '"GET, TRACE', false],
    ['after a comma that follows an unclosed backslash', '"\\', false],
    ['split by a newline, which is not stripped', 'GET,\nTRACE', false],
    ['two words', 'TRACE GET', false],
    ['nothing', '', false],
  ])('a method override: %s', (_title, value, forbidden) => {
    const names = ['X-HTTP-Method', 'x-http-method-override', 'X-METHOD-OVERRIDE'];
    expect(names.map((name) => isForbiddenRequestHeader(name, value))).toEqual([
      forbidden,
      forbidden,
      forbidden,
    ]);
  });

  test.each(['X-Method', 'X-HTTP-Methods', 'X-HTTP-Override'])('%s is no method override', (name) => {
    expect(isForbiddenRequestHeader(name, 'TRACE')).toBe(false);
  });
});

describe('https://fetch.spec.whatwg.org/#header-value-get-decode-and-split', () => {
  /** The Standard's steps one by one, to hold the regular expression against. */
  function splitByTheSteps(input: string): string[] {
    const values: string[] = [];
    let position = 0;
    let value = '';
    for (;;) {
      while (position < input.length && !'",'.includes(input.charAt(position)))
        value += input.charAt(position++);
      if (input.charAt(position) === '"') {
        value += input.charAt(position++);
        while (position < input.length) {
          const character = input.charAt(position++);
          value += character;
          if (character === '\\' && position < input.length) value += input.charAt(position++);
          if (character === '"') break;
        }
        if (position < input.length) continue;
      }
      values.push(value.replace(/^[\t ]+|[\t ]+$/g, ''));
      value = '';
      if (position >= input.length) return values;
      position += 1;
    }
  }

  test('every value of up to six of these pieces splits as the steps say', () => {
    const pieces = ['TRACE', ',', '"', '\\', ' '];
    let values = [''];
    const wrong: string[] = [];
    for (let length = 0; length < 6; length += 1) {
      values = values.flatMap((value) => pieces.map((piece) => value + piece));
      for (const value of values) {
        const forbidden = splitByTheSteps(value).includes('TRACE');
        if (isForbiddenRequestHeader('x-http-method', value) !== forbidden) wrong.push(value);
      }
    }
    expect(wrong).toEqual([]);
  });
});
