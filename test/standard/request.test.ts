import { describe, expect, test } from '@jest/globals';
import { currentUrl, type RequestRecord, serializeRequestOrigin } from '../../src/standard/request.js';
import { requestRecord } from './scripted-fetch.js';

const A = 'https://a.example';
const B = 'https://b.example';
const C = 'https://c.example';
const visiting = (origin: string, ...urls: [string, ...string[]]): RequestRecord => ({
  ...requestRecord({ origin }),
  urlList: urls,
});

describe('https://fetch.spec.whatwg.org/#concept-request-current-url', () => {
  test('it is the last of the URL list', () => {
    expect(currentUrl(visiting(A, `${A}/1`, `${B}/2`))).toBe(`${B}/2`);
  });
});

describe('https://fetch.spec.whatwg.org/#serializing-a-request-origin', () => {
  test.each([
    ['no redirect', visiting(A, B), A],
    ['within the page origin', visiting(A, A, A), A],
    ['from the page origin elsewhere', visiting(A, A, B), A],
    ['within another origin', visiting(A, B, B, B), A],
    ['from another origin to a third', visiting(A, B, C), 'null'],
    ['from another origin back to the page origin', visiting(A, B, A), 'null'],
    ['out and home and out again', visiting(A, A, B, A), 'null'],
    ['once null, always null', visiting(A, B, C, C, A), 'null'],
    ['another port is another origin', visiting(A, B, `${B}:8443`), 'null'],
    ['another scheme is another origin', visiting(A, B, 'http://b.example'), 'null'],
    ['an opaque origin', visiting('null', B), 'null'],
    ['an opaque origin, within one origin', visiting('null', B, B), 'null'],
  ])('%s', (_title, request, serialized) => {
    expect(serializeRequestOrigin(request)).toBe(serialized);
  });
});
