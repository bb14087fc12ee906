import { afterEach, expect, test } from '@jest/globals';
import { checkEnvironment } from '../../src/http/environment.js';

const { TextEncoder } = globalThis;
afterEach(() => {
  Object.assign(globalThis, { TextEncoder });
});

test('Node has all that is needed', () => {
  expect(checkEnvironment).not.toThrow();
});

test('without TextEncoder the error says what to write', () => {
  Object.assign(globalThis, { TextEncoder: undefined });
  expect(checkEnvironment).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      code: 'unsupported-environment',
      message:
        'TextEncoder is not defined in this test environment, and no request can be sent without it. ' +
        'Write this at the top of the test file:\n\n/** @jest-environment node */',
    }),
  );
});
