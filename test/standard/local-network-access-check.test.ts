import { describe, expect, test } from '@jest/globals';
import { implementations } from '../../src/browser/implementations.js';
import { localNetworkAccessCheck } from '../../src/standard/local-network-access-check.js';
import { outcomeOf, requestRecord, scriptedFetch } from './scripted-fetch.js';

const chromium = implementations.chromium;
const denied = { localNetworkAccess: 'denied' } as const;

describe('https://wicg.github.io/local-network-access/#local-network-access-check', () => {
  test.each([
    ['https://app.example', 'http://192.168.1.5/', 'LocalNetworkAccessPermissionDenied'],
    ['https://app.example', 'https://192.168.1.5/', 'LocalNetworkAccessPermissionDenied'],
    ['https://app.example', 'http://printer.local/', 'LocalNetworkAccessPermissionDenied'],
    ['https://203.0.113.7', 'https://10.0.0.1/', 'LocalNetworkAccessPermissionDenied'],
    ['http://app.example', 'http://192.168.1.5/', 'InsecureLocalNetwork'],
    ['http://app.example', 'https://192.168.1.5/', 'InsecureLocalNetwork'],
    ['https://app.example', 'https://api.example/', undefined],
    ['http://app.example', 'http://api.example/', undefined],
    ['http://192.168.1.9', 'http://192.168.1.5/', undefined],
    ['http://localhost:3000', 'http://192.168.1.5/', undefined],
    ['null', 'http://192.168.1.5/', undefined],
    ['capacitor://localhost', 'http://192.168.1.5/', undefined],
    ['https://app.example', 'http://localhost:3000/', undefined],
    ['http://app.example', 'http://127.0.0.1/', undefined],
  ])('a page at %s asks %s, denied: %s', (origin, url, code) => {
    expect(localNetworkAccessCheck(requestRecord({ origin, url, ...denied }), chromium)?.code).toBe(code);
  });

  test.each([
    ['https://app.example', 'LocalNetworkAccessPermissionDenied', 'loopback'],
    ['http://app.example', 'InsecureLocalNetwork', 'loopback'],
  ])('where the app is said to be deployed there, this machine counts: %s', (origin, code, space) => {
    const url = 'http://localhost:3000/';
    const record = requestRecord({ origin, url, servedAt: 'http://localhost:3000', ...denied });
    expect(localNetworkAccessCheck(record, chromium)).toMatchObject({ code, failedParameter: space });
  });

  test('a permission helps a secure page only', () => {
    const granted = { url: 'http://192.168.1.5/', localNetworkAccess: 'granted' } as const;
    expect(localNetworkAccessCheck(requestRecord(granted), chromium)).toBeNull();
    expect(
      localNetworkAccessCheck(requestRecord({ ...granted, origin: 'http://app.example' }), chromium),
    ).not.toBeNull();
  });
});

const deniedByUser = 'guard: LocalNetworkAccessPermissionDenied (Local Network Access check 5.11)';
const mixed = 'guard: network error (main fetch 7)';
const insecure = 'guard: InsecureLocalNetwork (Local Network Access check 5.2)';

test.each([
  ['chromium', 'https://app.example', 'http://192.168.1.5/', 'cors 200', deniedByUser],
  ['firefox', 'https://app.example', 'http://192.168.1.5/', mixed, mixed],
  ['webkit', 'https://app.example', 'http://192.168.1.5/', mixed, mixed],
  ['fetch-standard', 'https://app.example', 'http://192.168.1.5/', mixed, mixed],
  ['chromium', 'https://app.example', 'https://192.168.1.5/', 'cors 200', deniedByUser],
  ['firefox', 'https://app.example', 'https://192.168.1.5/', 'cors 200', deniedByUser],
  ['webkit', 'https://app.example', 'https://192.168.1.5/', 'cors 200', 'cors 200'],
  ['chromium', 'http://app.example', 'http://192.168.1.5/', insecure, insecure],
  ['firefox', 'http://app.example', 'http://192.168.1.5/', 'cors 200', deniedByUser],
  ['webkit', 'http://app.example', 'http://192.168.1.5/', 'cors 200', 'cors 200'],
] as const)(
  '%s, a page at %s that asks %s, granted: %s, denied: %s',
  (browser, origin, url, granted, refused) => {
    const outcome = (localNetworkAccess: 'granted' | 'denied', expected: string): string => {
      const headers = [['Access-Control-Allow-Origin', '*']] as const;
      const record = requestRecord({ origin, url, localNetworkAccess });
      const responses = expected === 'cors 200' ? [{ headers }] : [];
      return outcomeOf(scriptedFetch(record, responses, implementations[browser]).result);
    };
    expect([outcome('granted', granted), outcome('denied', refused)]).toEqual([granted, refused]);
  },
);
