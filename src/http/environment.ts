import { UsageError } from '../errors/usage-error.js';

/**
 * Sending a request needs what Node itself defines. Jest's jsdom imitates a browser, and leaves some of it out.
 *
 * @throws {UsageError} `unsupported-environment`.
 */
export function checkEnvironment(): void {
  const [missing] = needed.filter(([, isDefined]) => !isDefined());
  if (missing === undefined) return;
  throw new UsageError(
    'unsupported-environment',
    `${missing[0]} is not defined in this test environment, and no request can be sent without it. ` +
      'Write this at the top of the test file:\n\n/** @jest-environment node */',
  );
}

const needed: readonly (readonly [name: string, isDefined: () => boolean])[] = [
  // By superagent, through formidable.
  ['TextEncoder', () => typeof globalThis.TextEncoder === 'function'],
  ['AbortSignal.timeout', () => typeof globalThis.AbortSignal?.timeout === 'function'],
];
