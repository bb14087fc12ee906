import { ExpectCorsError } from './expect-cors-error.js';

/** What is wrong with the call: the test has to be changed, not the app. */
export type UsageErrorCode =
  | 'always-allowed' // a question that cannot fail
  | 'asymmetric-use' // expect.toAllowOrigin(…) inside toEqual
  | 'body-not-allowed' // a body on GET or HEAD
  | 'cookies-without-credentials'
  | 'empty-list' // a question that cannot fail
  | 'forbidden-header' // a browser sets it itself
  | 'forbidden-method' // CONNECT, TRACE, TRACK; PUT in mode no-cors
  | 'invalid-contract' // its message lists all faults
  | 'invalid-header'
  | 'invalid-method'
  | 'invalid-origin' // no browser sends it
  | 'invalid-value'
  | 'missing-argument'
  | 'missing-dependency' // supertest is not installed
  | 'no-request-class' // an app with fetch(Request) where there is no Request class
  | 'not-awaited'
  | 'not-evidence' // an outcome or response of another request
  | 'not-registered' // an entry was loaded where the runner is not ready
  | 'opaque-response' // no-cors and manual responses cannot be read, whatever the app does
  | 'remote-target' // many requests, and not to this machine
  | 'same-origin' // CORS does not apply
  | 'unknown-key'
  | 'unknown-target'
  | 'unsupported-environment' // Jest's jsdom, where no request can be sent
  | 'unsupported-version' // of Node, supertest or a runner: too old
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
