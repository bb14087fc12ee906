import { expect, test } from '@jest/globals';
import { fetchStandard } from '../../src/standard/implementation.js';

test('the Standard looks at the CORS check before the status, at syntax before names, at the method before Authorization, that before other headers', () => {
  const order = [
    'cors-check',
    'status',
    'allow-methods-syntax',
    'allow-headers-syntax',
    'method',
    'non-wildcard-headers',
    'headers',
  ];
  expect(fetchStandard.preflightChecks).toEqual(order);
});

test('the Standard has no check of its own for a redirected preflight: its status is not ok', () => {
  expect(fetchStandard.preflightChecks).not.toContain('redirect');
});

test('by the Standard `*` does not cover Authorization', () => {
  expect(fetchStandard.wildcardCoversAuthorization).toBe(false);
});
