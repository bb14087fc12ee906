import { UsageError } from '../errors/usage-error.js';

/**
 * Sending a request needs what Node itself defines. Jest's jsdom imitates a browser, and leaves out what superagent asks
 * for when it is loaded.
 *
 * @throws {UsageError} `unsupported-environment`.
 */
export function checkEnvironment(): void {
  if (typeof globalThis.TextEncoder === 'function') return;
  throw new UsageError(
    'unsupported-environment',
    'TextEncoder is not defined in this test environment, and no request can be sent without it. ' +
      'Write this at the top of the test file:\n\n/** @jest-environment node */',
  );
}
