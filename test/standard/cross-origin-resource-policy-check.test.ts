import { describe, expect, test } from '@jest/globals';
import { crossOriginResourcePolicyCheck } from '../../src/standard/cross-origin-resource-policy-check.js';
import type { HeaderList } from '../../src/standard/header-list.js';
import { fetchStandard } from '../../src/standard/implementation.js';
import {
  outcomeOf,
  type RequestInput,
  requestRecord,
  responseRecord,
  scriptedFetch,
} from './scripted-fetch.js';

/** As if every top-level domain were a public suffix, and nothing else. */
const registrableDomain = (host: string): string | null =>
  /^[\d.]+$|^\[/.test(host) || !host.includes('.') ? null : host.split('.').slice(-2).join('.');
const policy = (...values: string[]): HeaderList =>
  values.map((value) => ['Cross-Origin-Resource-Policy', value] as const);
const check = (origin: string, url: string, ...values: string[]): string | null =>
  crossOriginResourcePolicyCheck(origin, responseRecord(policy(...values), 200, url), registrableDomain);

describe('https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check', () => {
  test.each([
    ['no policy', []],
    ['cross-origin', ['cross-origin']],
    ['another case', ['Same-Origin']],
    ['an unknown value', ['none']],
    ['a list', ['same-site, same-origin']],
    ['two lines', ['same-origin', 'same-origin']],
    ['an empty value', ['']],
  ])('anything but same-origin and same-site is allowed: %s', (_title, values) => {
    expect(check('https://app.example', 'https://other.example/', ...values)).toBeNull();
  });

  test.each([
    ['the same origin', 'https://app.example', 'https://app.example/x', null],
    ['another port', 'https://app.example', 'https://app.example:8443/x', 'same-origin'],
    ['a sub-domain', 'https://app.example', 'https://www.app.example/x', 'same-origin'],
    ['an opaque origin', 'null', 'https://app.example/x', 'same-origin'],
  ])('same-origin: %s', (_title, origin, url, blocked) => {
    expect(check(origin, url, 'same-origin')).toBe(blocked);
  });

  test.each([
    ['the same origin', 'https://app.example', 'https://app.example/', null],
    ['another port', 'https://app.example', 'https://app.example:8443/', null],
    ['a sub-domain', 'https://app.example', 'https://www.app.example/', null],
    ['a secure page and an insecure response', 'https://app.example', 'http://app.example/', null],
    ['an insecure page and a secure response', 'http://app.example', 'https://app.example/', 'same-site'],
    ['another site', 'https://app.example', 'https://other.example/', 'same-site'],
    ['an opaque origin', 'null', 'https://app.example/', 'same-site'],
    ['one IP address', 'http://127.0.0.1:1', 'http://127.0.0.1:2/', null],
    ['two IP addresses', 'http://127.0.0.1', 'http://127.0.0.2/', 'same-site'],
    ['localhost and its IP address', 'http://localhost', 'http://127.0.0.1/', 'same-site'],
    ['localhost with two ports', 'http://localhost:1', 'http://localhost:2/', null],
  ])('same-site: %s', (_title, origin, url, blocked) => {
    expect(check(origin, url, 'same-site')).toBe(blocked);
  });
});

describe('https://fetch.spec.whatwg.org/#concept-http-fetch step 5', () => {
  const run = (request: RequestInput, headers: HeaderList, status = 200): string =>
    outcomeOf(
      scriptedFetch(requestRecord({ origin: 'https://www.api.example', ...request }), [{ status, headers }], {
        ...fetchStandard,
        registrableDomain,
      }).result,
    );
  const noCors = { mode: 'no-cors' } as const;
  const refused = 'request: network error (HTTP fetch 5)';
  test.each<[string, RequestInput, HeaderList, number, string]>([
    ['an opaque response with same-origin', noCors, policy('same-origin'), 200, refused],
    ['an opaque response with same-site, of the same site', noCors, policy('same-site'), 200, 'opaque 0'],
    ['of another site', { ...noCors, origin: 'https://b.test' }, policy('same-site'), 200, refused],
    ['an opaque redirect', noCors, policy('same-origin'), 302, 'redirect: network error (HTTP fetch 5)'],
    [
      'a readable response',
      {},
      [...policy('same-origin'), ['Access-Control-Allow-Origin', '*']],
      200,
      'cors 200',
    ],
    [
      'a response of the page origin',
      { origin: 'https://api.example' },
      policy('same-origin'),
      200,
      'basic 200',
    ],
  ])('%s', (_title, request, headers, status, outcome) => {
    expect(run(request, headers, status)).toBe(outcome);
  });

  test('without a list of public suffixes a host is a site of its own', () => {
    const { result } = scriptedFetch(requestRecord({ ...noCors, origin: 'https://www.api.example' }), [
      { headers: policy('same-site') },
    ]);
    expect(outcomeOf(result)).toBe(refused);
  });
});
