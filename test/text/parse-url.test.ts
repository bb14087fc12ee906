import { expect, test } from '@jest/globals';
import { parseUrl } from '../../src/text/parse-url.js';

test.each([
  ['https://app.example/a', 'https://app.example/a'],
  ['https://bücher.example', 'https://xn--bcher-kva.example/'],
  ['app.example', undefined],
  ['http://', undefined],
  ['', undefined],
])('%s is %s', (text, href) => {
  expect(parseUrl(text)?.href).toBe(href);
});

test('a host in other letters is one however often it is asked', () => {
  const hrefs = new Set(Array.from({ length: 50_000 }, () => parseUrl('https://bücher.example')?.href));
  expect([...hrefs]).toEqual(['https://xn--bcher-kva.example/']);
});
