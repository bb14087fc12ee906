import { expect, test } from '@jest/globals';
import { edition } from '../../src/standard/edition.js';

test('the Standard is followed at one commit, pinned by its whole hash and its date', () => {
  expect(edition).toEqual({
    standard: 'Fetch',
    commit: '586cd2a44c2a865b37c166dc0740f3fb8bb220d6',
    date: '2026-07-02',
    url: 'https://fetch.spec.whatwg.org/',
  });
});
