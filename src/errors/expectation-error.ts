/** Thrown when the answer to a preflight is not what was expected of it; the message is that of a failing matcher. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
}
