import { afterEach, expect, test } from '@jest/globals';
import { checkEnvironment } from '../../src/http/environment.js';

const { TextEncoder, AbortSignal } = globalThis;
afterEach(() => {
  Object.assign(globalThis, { TextEncoder, AbortSignal });
});

test('Node has all that is needed', () => {
  expect(checkEnvironment).not.toThrow();
});

test.each([
  ['TextEncoder', { TextEncoder: undefined }],
  ['AbortSignal.timeout', { AbortSignal: class {} }],
  ['TextEncoder', { TextEncoder: undefined, AbortSignal: undefined }],
])('without %s the error says what to write', (name, globals) => {
  Object.assign(globalThis, globals);
  expect(checkEnvironment).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      code: 'unsupported-environment',
      message:
        `${name} is not defined in this test environment, and no request can be sent without it. ` +
        'Write this at the top of the test file:\n\n/** @jest-environment node */',
    }),
  );
});
