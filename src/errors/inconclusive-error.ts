import { ExpectCorsError } from './expect-cors-error.js';

/** Why a series of requests proves nothing. */
export type InconclusiveErrorCode =
  | 'control-blocked' // a control origin was blocked before, between or after the requests
  | 'rate-limited' // 429
  | 'unavailable'; // 503

/**
 * Thrown in both polarities when the responses prove nothing: a rate limiter, or an app that has begun to block every
 * request, does not reject an origin.
 */
export class InconclusiveError extends ExpectCorsError<InconclusiveErrorCode> {
  override readonly name = 'InconclusiveError';
}
