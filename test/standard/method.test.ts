import { describe, expect, test } from '@jest/globals';
import {
  isCorsSafelistedMethod,
  isForbiddenMethod,
  isMethod,
  normalizeMethod,
} from '../../src/standard/method.js';

describe('https://fetch.spec.whatwg.org/#concept-method', () => {
  test.each(['GET', 'patch', 'CHICKEN', 'eGg', '*', "!#$%&'*+-.^_`|~09azAZ"])('%j is a method', (method) => {
    expect(isMethod(method)).toBe(true);
  });

  test.each([
    '',
    ' ',
    'GET ',
    ' GET',
    'G ET',
    'GET\n',
    'GET,PUT',
    'GET/',
    'G\u00c9T',
    '"GET"',
    'GET:',
    '\x7f',
  ])('%j is no method', (method) => {
    expect(isMethod(method)).toBe(false);
  });
});

describe('https://fetch.spec.whatwg.org/#cors-safelisted-method', () => {
  test.each(['GET', 'HEAD', 'POST'])('%s is safelisted', (method) => {
    expect(isCorsSafelistedMethod(method)).toBe(true);
  });

  test.each(['get', 'Post', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', '*', ''])(
    '%j is not safelisted',
    (method) => {
      expect(isCorsSafelistedMethod(method)).toBe(false);
    },
  );
});

describe('https://fetch.spec.whatwg.org/#forbidden-method', () => {
  test.each(['CONNECT', 'TRACE', 'TRACK', 'connect', 'Trace', 'tRaCk'])('%s is forbidden', (method) => {
    expect(isForbiddenMethod(method)).toBe(true);
  });

  test.each(['GET', 'OPTIONS', 'TRACER', 'XCONNECT', 'TRAC', ' TRACE', ''])(
    '%j is not forbidden',
    (method) => {
      expect(isForbiddenMethod(method)).toBe(false);
    },
  );
});

describe('https://fetch.spec.whatwg.org/#concept-method-normalize', () => {
  test.each([
    ['delete', 'DELETE'],
    ['Get', 'GET'],
    ['hEAD', 'HEAD'],
    ['options', 'OPTIONS'],
    ['pOST', 'POST'],
    ['Put', 'PUT'],
    ['GET', 'GET'],
  ])('%s becomes %s', (method, normalized) => {
    expect(normalizeMethod(method)).toBe(normalized);
  });

  test.each(['patch', 'Patch', 'PATCH', 'chicken', 'getx', 'propfind', '*'])(
    '%s stays as it is',
    (method) => {
      expect(normalizeMethod(method)).toBe(method);
    },
  );

  test('a letter that only lower-cases to ASCII outside ASCII does not count', () => {
    expect(normalizeMethod('opt\u0131ons')).toBe('opt\u0131ons');
  });
});
