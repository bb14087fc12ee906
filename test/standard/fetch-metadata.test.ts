import { expect, test } from '@jest/globals';
import { registrableDomain } from '../../src/browser/site.js';
import { fetchMetadata, fetchSite } from '../../src/standard/fetch-metadata.js';
import { referrer } from '../../src/standard/referrer.js';

const page = 'https://app.example';

test.each([
  [page, ['https://app.example/a'], 'same-origin'],
  [page, ['https://api.app.example/'], 'same-site'],
  [page, ['https://app.example:8443/'], 'same-site'],
  [page, ['http://app.example/'], 'cross-site'],
  [page, ['https://api.example/'], 'cross-site'],
  [page, ['http://127.0.0.1/'], 'cross-site'],
  ['http://localhost:3000', ['http://localhost:4000/'], 'same-site'],
  ['http://localhost:3000', ['http://127.0.0.1:4000/'], 'cross-site'],
  ['http://127.0.0.1:3000', ['http://127.0.0.1:4000/'], 'same-site'],
  ['http://10.0.0.1', ['http://10.0.0.2/'], 'cross-site'],
  ['http://[::1]:3000', ['http://[::1]:4000/'], 'same-site'],
  // Of the Public Suffix List, its private part included.
  ['https://a.github.io', ['https://b.github.io/'], 'cross-site'],
  ['https://a.co.uk', ['https://b.co.uk/'], 'cross-site'],
  ['https://co.uk', ['https://co.uk:81/'], 'same-site'],
  ['null', ['https://api.example/'], 'cross-site'],
  ['capacitor://localhost', ['http://localhost/'], 'cross-site'],
  // A chain of redirects keeps the worst.
  [page, ['https://api.app.example/', 'https://app.example/'], 'same-site'],
  [page, ['https://api.example/', 'https://app.example/'], 'cross-site'],
  [page, ['https://app.example/', 'https://api.app.example/'], 'same-site'],
] as const)('a page at %s that asks %j: %s', (origin, urls, site) => {
  const [first, ...rest] = urls as readonly [string, ...string[]];
  expect(fetchSite({ origin, urlList: [first, ...rest] }, registrableDomain)).toBe(site);
});

const request = { origin: page, mode: 'cors', destination: 'font' } as const;
const own = { tellsModeOfEveryPreflight: false, registrableDomain };

test.each([
  ['https://api.example/', 3],
  ['http://127.0.0.1:3000/', 3],
  ['http://localhost/', 3],
  ['http://api.example/', 0],
  ['http://192.168.1.5/', 0],
])('only potentially trustworthy URLs are told: %s gets %i headers', (url, count) => {
  expect(fetchMetadata('request', { ...request, urlList: [url] }, own)).toHaveLength(count);
});

test('where every preflight tells its mode, requests still do not', () => {
  const to = { ...request, urlList: ['http://api.example/'] } as const;
  const chromium = { ...own, tellsModeOfEveryPreflight: true };
  expect(fetchMetadata('preflight', to, chromium)).toEqual([['Sec-Fetch-Mode', 'cors']]);
  expect(fetchMetadata('request', to, chromium)).toEqual([]);
});

test.each([
  [page, 'https://api.example/', undefined, `${page}/`],
  [page, 'http://api.example/', undefined, null],
  // Where an app in hand is deployed is not known.
  [page, 'http://127.0.0.1:3000/', undefined, `${page}/`],
  [page, 'http://localhost:3000/', 'http://localhost:3000', null],
  ['http://app.example', 'http://api.example/', undefined, 'http://app.example/'],
  ['http://app.example', 'https://api.example/', undefined, 'http://app.example/'],
  ['null', 'https://api.example/', undefined, null],
  ['capacitor://localhost', 'https://api.example/', undefined, null],
  ['chrome-extension://abc', 'https://api.example/', undefined, null],
])('a page at %s refers %s, served at %s, to %s', (origin, url, servedAt, expected) => {
  expect(referrer({ origin, urlList: [url], servedAt })).toBe(expected);
});
