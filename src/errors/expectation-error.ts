import { ExpectCorsError } from './expect-cors-error.js';

/**
 * Thrown when an app fails an expectation: by a preflight builder, and by the tests of a contract. The
 * message is that of a failing matcher; the runner's own matchers fail with the runner's own error.
 *
 * @example
 * const call = preflight(app).from('https://evil.example').requestMethod('PUT').expectAllowed();
 * await call.then(null, (error) => error.code); // 'expectation-failed'
 */
export class ExpectationError extends ExpectCorsError<'expectation-failed'> {
  override readonly name = 'ExpectationError';
}
