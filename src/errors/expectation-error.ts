import { ExpectCorsError } from './expect-cors-error.js';

/**
 * Thrown when an app fails an expectation: by a preflight builder, and by the tests of a contract. The
 * message is that of a failing matcher; the runner's own matchers fail with the runner's own error.
 */
export class ExpectationError extends ExpectCorsError<'expectation-failed'> {
  override readonly name = 'ExpectationError';
}
