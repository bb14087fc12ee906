import { describe, expect, test } from '@jest/globals';
import { isOkStatus, isRedirectStatus } from '../../src/standard/response.js';

const every = Array.from({ length: 1000 }, (_, status) => status);

describe('https://fetch.spec.whatwg.org/#ok-status', () => {
  test('200 to 299', () => {
    const ok = every.filter(isOkStatus);
    expect([ok.at(0), ok.at(-1), ok.length]).toEqual([200, 299, 100]);
  });
});

describe('https://fetch.spec.whatwg.org/#redirect-status', () => {
  test('301, 302, 303, 307 and 308, not 300 or 304', () => {
    expect(every.filter(isRedirectStatus)).toEqual([301, 302, 303, 307, 308]);
  });
});
