import { UsageError } from '../errors/usage-error.js';

/** Whether it is Jest that has refused to load a module. */
export function isBetweenTests(error: unknown): boolean {
  return String(error).includes('outside of the scope of the test code');
}

export function loadedTooLate(): UsageError {
  return new UsageError(
    'not-registered',
    'Jest loads nothing for a test of test.concurrent once another one has ended. ' +
      'Begin the test with its first assertion about CORS, or write test() instead of test.concurrent().',
  );
}
