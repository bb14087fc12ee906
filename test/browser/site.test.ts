import { describe, expect, test } from '@jest/globals';
import { isSameSite, registrableDomain } from '../../src/browser/site.js';

test.each([
  ['app.example.co.uk', 'example.co.uk'],
  ['example.co.uk', 'example.co.uk'],
  ['co.uk', null],
  // The private section of the list counts for sites: two users of github.io share nothing.
  ['alice.github.io', 'alice.github.io'],
  ['github.io', null],
  ['localhost', null],
  ['127.0.0.1', null],
  ['[::1]', null],
])('the registrable domain of %s is %s', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain);
});

describe('same site', () => {
  test.each([
    ['https://app.example.com', 'https://api.example.com/users', true, true],
    ['https://app.example.com', 'https://app.example.com:8443/', true, true],
    ['https://example.com', 'https://example.org/', false, false],
    ['https://alice.github.io', 'https://bob.github.io/', false, false],
    ['http://127.0.0.1:1', 'http://127.0.0.1:2/', true, true],
    ['http://127.0.0.1', 'http://localhost/', false, false],
    // Schemes count in Chromium only.
    ['http://app.example.com', 'https://api.example.com/', false, true],
    ['null', 'https://api.example.com/', false, false],
  ])('%s and %s: schemefully %s, schemelessly %s', (origin, url, schemeful, schemeless) => {
    expect(isSameSite(origin, url, true)).toBe(schemeful);
    expect(isSameSite(origin, url, false)).toBe(schemeless);
  });
});
