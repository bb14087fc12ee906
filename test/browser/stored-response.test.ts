import { expect, test } from '@jest/globals';
import type { BrowserName } from '../../src/browser/browser-name.js';
import { implementations } from '../../src/browser/implementations.js';
import { freshened, secondsFresh } from '../../src/browser/stored-response.js';

const url = 'https://api.example/';
type Lines = readonly (readonly [string, string])[];

const rounded = (browser: BrowserName, headerList: Lines, status: number): number =>
  Math.max(0, Math.round(secondsFresh({ url, status, headerList }, implementations[browser].httpCache)));

test.each<[BrowserName, Lines, number, number]>([
  ['chromium', [['Cache-Control', 'public, MAX-AGE=600']], 200, 600],
  [
    'chromium',
    [
      ['cache-control', 'max-age=600'],
      ['Age', '100'],
    ],
    200,
    500,
  ],
  [
    'chromium',
    [
      ['Cache-Control', 'max-age=0'],
      ['Cache-Control', 'max-age=600'],
    ],
    200,
    0,
  ],
  [
    'firefox',
    [
      ['Cache-Control', 'max-age=0'],
      ['Cache-Control', 'max-age=600'],
    ],
    200,
    600,
  ],
  ['chromium', [['Cache-Control', 'max-age="600"']], 200, 0],
  ['webkit', [['Cache-Control', 'max-age="600"']], 200, 600],
  [
    'chromium',
    [
      ['Cache-Control', 'max-age=600'],
      ['Pragma', 'no-cache'],
    ],
    200,
    0,
  ],
  ['chromium', [['Cache-Control', 'must-revalidate, max-age=600']], 200, 600],
  ['chromium', [['Cache-Control', 'immutable']], 200, 0],
  ['chromium', [], 200, 0],
  ['chromium', [], 301, Infinity],
  ['webkit', [], 308, 0],
  ['chromium', [['Cache-Control', 'max-age=600']], 404, 600],
  ['firefox', [['Cache-Control', 'max-age=600']], 404, 0],
  ['chromium', [['Cache-Control', 'max-age=600']], 401, 0],
])('%s: %j with %s is fresh for %s seconds', (browser, headerList, status, seconds) => {
  expect(rounded(browser, headerList, status)).toBe(seconds);
});

test('what the server says is old has been on the way for so long', () => {
  const date = new Date(Date.now() - 500_000).toUTCString();
  const left = rounded(
    'chromium',
    [
      ['Cache-Control', 'max-age=600'],
      ['Date', date],
    ],
    200,
  );
  expect(left).toBeGreaterThanOrEqual(98);
  expect(left).toBeLessThanOrEqual(100);
});

test('a 304 replaces all lines of what it has, but those of the connection and of the body', () => {
  const stored = {
    url,
    status: 200,
    headerList: [
      ['Vary', 'a'],
      ['vary', 'b'],
      ['Content-Length', '2'],
    ] as Lines,
  };
  const headerList: Lines = [
    ['Vary', 'Origin'],
    ['Connection', 'close'],
    ['Content-Length', '0'],
  ];
  expect(freshened(stored, { url, status: 304, headerList }, implementations.chromium.httpCache)).toEqual({
    url,
    status: 200,
    headerList: [
      ['Content-Length', '2'],
      ['Vary', 'Origin'],
    ],
  });
});
