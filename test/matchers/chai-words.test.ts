import { expect, test } from '@jest/globals';
import { chaiName, chaiWords } from '../../src/matchers/chai-words.js';
import type { CorsMatchers } from '../../src/matchers/types.js';

test.each([
  ['toAllowOrigin', 'allowOrigin'],
  ['toMatchCorsContract', 'matchCorsContract'],
  ['toPassCorsAudit', 'passCorsAudit'],
  ['toBeReadable', 'readable'],
  ['toBeBlocked', 'blocked'],
] as const satisfies readonly (readonly [keyof CorsMatchers, string])[])('%s is %s', (name, written) => {
  expect(chaiName(name)).toBe(written);
});

test.each([
  ['expect(app).toAllowOrigin(expected)', 'expect(app).to.allowOrigin(expected)'],
  ['expect(app).not.toAllowOrigin(expected)', 'expect(app).to.not.allowOrigin(expected)'],
  ['expect(outcome).not.toBeBlocked()', 'expect(outcome).to.not.be.blocked()'],
  [
    'toBeReadable needs an outcome: await expect(outcome).toBeReadable(). Use toAllowOrigin or toRejectOrigin.',
    'readable needs an outcome: await expect(outcome).to.be.readable(). Use allowOrigin or rejectOrigin.',
  ],
  ['await expect(app)…', 'await expect(app)…'],
  // What is none of the matchers' names stays.
  ['expect(app).toAllowOrigins(expected), toString, into, autoAllowOrigin', undefined],
  ['expect(app).toEqual(1), expect(app).not.toEqual(1)', undefined],
])('%s', (text, written = text) => {
  expect(chaiWords(text)).toBe(written);
});
