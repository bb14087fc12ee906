import { ExpectCorsError } from './expect-cors-error.js';

/** What was asked is not a question about CORS: the call has to be changed, the app has nothing to do with it. */
export type UsageErrorCode =
  | 'always-allowed' // a question that cannot fail
  | 'asymmetric-use' // expect.toAllowOrigin(…) inside toEqual
  | 'body-not-allowed' // a body on GET or HEAD
  | 'cookies-without-credentials'
  | 'empty-list' // a question that cannot fail
  | 'forbidden-header' // a browser sets it itself
  | 'forbidden-method' // CONNECT, TRACE, TRACK; PUT in mode no-cors
  | 'invalid-contract' // all its faults are told
  | 'invalid-header'
  | 'invalid-method'
  | 'invalid-origin' // no browser sends it
  | 'invalid-value'
  | 'missing-argument'
  | 'no-request-class' // an app with fetch(Request) where there is no Request to ask it with
  | 'not-awaited'
  | 'not-evidence' // an outcome or response that does not answer what is asked
  | 'not-registered' // an entry was loaded where the runner is not ready
  | 'opaque-response' // no-cors and manual answers cannot be read, whatever the app does
  | 'remote-target' // asked very often, and not this machine
  | 'same-origin' // CORS does not apply
  | 'unknown-key'
  | 'unknown-target'
  | 'unsafe-method-on-remote-target';

/**
 * Thrown for misuse, in both polarities: `.not` never turns a wrong call into a pass.
 *
 * @example
 * await expect(app).toAllowOrigin('https://app.example/');
 * // UsageError: origin "https://app.example/" ends with a slash … Write "https://app.example".
 */
export class UsageError extends ExpectCorsError<UsageErrorCode> {
  override readonly name = 'UsageError';
}
