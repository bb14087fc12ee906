import { describe, expect, test } from '@jest/globals';
import { fetchStandard } from '../../src/standard/implementation.js';
import { mainFetch } from '../../src/standard/main-fetch.js';
import { isMixedContent } from '../../src/standard/mixed-content.js';
import { isLoopback, isPotentiallyTrustworthy } from '../../src/standard/potentially-trustworthy.js';
import { requestRecord, scriptedFetch } from './scripted-fetch.js';

test.each([
  ['http://localhost:3000/', true],
  ['http://api.localhost/', true],
  ['http://127.0.0.1/', true],
  ['http://127.1.2.3/', true],
  ['http://[::1]:8080/', true],
  ['http://localhost.example/', false],
  ['http://10.0.0.1/', false],
  ['http://api.example/', false],
  ['http://127.0.0.1.example/', false],
])('%s is this machine: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
  expect(isPotentiallyTrustworthy(url)).toBe(expected);
  expect(isPotentiallyTrustworthy(url.replace('http:', 'https:'))).toBe(true);
});

describe('https://w3c.github.io/webappsec-mixed-content/#should-block-fetch', () => {
  test.each([
    ['https://app.example', 'http://api.example/', true],
    ['https://app.example', 'https://api.example/', false],
    ['https://app.example', 'http://localhost:3000/', false],
    ['http://app.example', 'http://api.example/', false],
    ['null', 'http://api.example/', false],
    ['https://app.example', 'data:,x', false],
    ['capacitor://localhost', 'http://api.example/', false],
  ])('a page at %s asks %s: %s', (origin, url, expected) => {
    expect(isMixedContent(requestRecord({ origin, url }), fetchStandard)).toBe(expected);
  });

  test('is blocked before anything is sent', () => {
    const record = requestRecord({ method: 'PUT', url: 'http://api.example/' });
    const { result, exchanges } = scriptedFetch(record, []);
    expect(exchanges).toEqual([]);
    expect(result).toMatchObject({
      phase: 'guard',
      refusal: { code: null, rule: { algorithm: 'main fetch', step: '7' } },
    });
  });

  test('is blocked where a redirect leads to it', () => {
    const steps = mainFetch(requestRecord(), fetchStandard);
    steps.next();
    const headerList = [
      ['Access-Control-Allow-Origin', '*'],
      ['Location', 'http://api.example/'],
    ] as const;
    const { value, done } = steps.next({ url: 'https://api.example/users', status: 302, headerList });
    expect(done).toBe(true);
    expect(value).toMatchObject({ phase: 'redirect', refusal: { code: null, rule: { step: '7' } } });
  });
});
