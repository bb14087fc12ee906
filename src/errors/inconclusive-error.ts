import { ExpectCorsError } from './expect-cors-error.js';

/** Why many questions together prove nothing. */
export type InconclusiveErrorCode =
  | 'control-blocked' // an origin that is let in on purpose was not, before, between or after the questions
  | 'rate-limited' // 429
  | 'unavailable'; // 503

/**
 * Thrown in both polarities when an app answers in a way that proves nothing: refusals by a rate limiter, or by an app
 * that lets nobody in any more, are no rejections of an origin.
 *
 * @example
 * await auditCors(app, { trusted: 'https://app.example' }).catch((error) => error.code); // 'rate-limited'
 */
export class InconclusiveError extends ExpectCorsError<InconclusiveErrorCode> {
  override readonly name = 'InconclusiveError';
}
