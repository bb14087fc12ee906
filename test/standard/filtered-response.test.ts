import { describe, expect, test } from '@jest/globals';
import { filteredResponse, opaqueRedirectFilteredResponse } from '../../src/standard/filtered-response.js';
import type { HeaderList } from '../../src/standard/header-list.js';
import { fetchStandard } from '../../src/standard/implementation.js';
import { requestRecord, responseRecord } from './scripted-fetch.js';

const headers: HeaderList = [
  ['X-Total', '3'],
  ['Content-Type', 'text/plain'],
  ['Set-Cookie', 'a=1'],
  ['Set-Cookie2', 'a=1'],
  ['Vary', 'Origin'],
  ['vary', 'Accept'],
  ['*', 'star'],
];
const expose = (...values: string[]): HeaderList =>
  values.map((value) => ['Access-Control-Expose-Headers', value] as const);
const visible = (list: HeaderList, credentialsMode: 'include' | 'same-origin' = 'same-origin'): string[] =>
  filteredResponse(requestRecord({ credentialsMode }), responseRecord(list), 'cors').headers.map(
    ([name]) => name,
  );

describe('https://fetch.spec.whatwg.org/#concept-filtered-response-basic', () => {
  test('every header but Set-Cookie, lower-cased, sorted, lines combined', () => {
    const response = filteredResponse(requestRecord(), responseRecord(headers, 418), 'basic');
    expect(response).toEqual({
      type: 'basic',
      status: 418,
      url: 'https://api.example/users',
      redirected: false,
      headers: [
        ['*', 'star'],
        ['content-type', 'text/plain'],
        ['vary', 'Origin, Accept'],
        ['x-total', '3'],
      ],
    });
  });
});

describe('https://fetch.spec.whatwg.org/#concept-filtered-response-cors', () => {
  test('the seven CORS-safelisted response-header names are visible unasked', () => {
    const names = [
      'Cache-Control',
      'Content-Language',
      'Content-Length',
      'Content-Type',
      'Expires',
      'Last-Modified',
      'Pragma',
    ];
    expect(
      visible([...names, 'Date', 'ETag', 'Server', 'Age', 'X-A'].map((name) => [name, '1'] as const)),
    ).toEqual(names.map((name) => name.toLowerCase()));
  });

  test.each<[string, string[], string[]]>([
    ['a name', ['X-TOTAL'], ['content-type', 'x-total']],
    ['names on several lines', ['x-total', 'vary'], ['content-type', 'vary', 'x-total']],
    ['empty elements', [',x-total,'], ['content-type', 'x-total']],
    ['a name that is not there', ['x-none'], ['content-type']],
    ['Set-Cookie stays hidden', ['set-cookie, set-cookie2'], ['content-type']],
    ['one bad element exposes nothing', ['x-total, x y'], ['content-type']],
    ['a bad element on the second line exposes nothing', ['x-total', '@'], ['content-type']],
    ['`*` exposes all', ['*'], ['*', 'access-control-expose-headers', 'content-type', 'vary', 'x-total']],
    [
      '`*` among names exposes all',
      ['x-total, *'],
      ['*', 'access-control-expose-headers', 'content-type', 'vary', 'x-total'],
    ],
    ['an empty value', [''], ['content-type']],
  ])('14.1: %s', (_title, values, names) => {
    expect(visible([...headers, ...expose(...values)])).toEqual(names);
  });

  test('14.1.3: with credentials `*` is the name of a header', () => {
    expect(visible([...headers, ...expose('*, vary')], 'include')).toEqual(['*', 'content-type', 'vary']);
  });

  test('the value of an exposed header is combined from its lines', () => {
    const response = filteredResponse(
      requestRecord(),
      responseRecord([...headers, ...expose('vary')]),
      'cors',
    );
    expect(response.headers).toContainEqual(['vary', 'Origin, Accept']);
  });
});

describe('https://fetch.spec.whatwg.org/#concept-filtered-response', () => {
  const redirected = {
    ...requestRecord(),
    urlList: ['https://api.example/a', 'https://api.example/b?c#d'] as [string, ...string[]],
  };

  test('the URL is the last one, without its fragment, and `redirected` tells that there were more', () => {
    const { url, redirected: more } = filteredResponse(redirected, responseRecord(), 'cors');
    expect([url, more]).toEqual(['https://api.example/b?c', true]);
  });

  test('an opaque response shows nothing', () => {
    expect(filteredResponse(redirected, responseRecord(headers, 200), 'opaque')).toEqual({
      type: 'opaque',
      status: 0,
      url: '',
      redirected: false,
      headers: [],
    });
  });

  test('an opaque-redirect response shows the URL alone', () => {
    expect(opaqueRedirectFilteredResponse(requestRecord({ url: 'https://api.example/a#b' }))).toEqual({
      type: 'opaqueredirect',
      status: 0,
      url: 'https://api.example/a',
      redirected: false,
      headers: [],
    });
  });
});

test.each([
  ['*, @bad', 'fetch', true],
  ['x-a,, *, @bad', 'fetch', true],
  ['@bad, *', 'fetch', false],
  ['*, @bad', 'xmlhttprequest', false],
  ['*', 'xmlhttprequest', true],
] as const)(
  'a `*` in front of what is no token: %s exposes all to %s: %s',
  (value, initiatorType, exposes) => {
    const response = responseRecord([...headers, ...expose(value)]);
    const implementation = { ...fetchStandard, exposesWildcardBeforeFailure: true };
    const seen = filteredResponse(requestRecord({ initiatorType }), response, 'cors', implementation);
    expect(seen.headers.some(([name]) => name === 'x-total')).toBe(exposes);
  },
);
