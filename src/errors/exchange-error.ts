import { ExpectCorsError } from './expect-cors-error.js';

/** Why there is no response to judge. Missing evidence is not a rejection, so this is an error in both polarities. */
export type ExchangeErrorCode =
  | 'answer-incomplete' // the connection ended inside the head of the response
  | 'body-incomplete' // where it matters: cut short, too long, or still coming at the end of the timeout
  | 'certificate-refused'
  | 'connection-reset' // it ended before the first byte of the response
  | 'head-too-large'
  | 'listener-rejected' // the request listener's promise was rejected
  | 'listener-threw' // the request listener threw synchronously
  | 'no-answer' // nothing within the timeout
  | 'not-http'
  | 'nothing-listens'
  | 'port-in-use' // where the proxy of { url, app, port } expects the app
  | 'protocol-switched' // 101
  | 'redirect-leads-elsewhere' // to an origin that is neither the app's nor in otherTargets
  | 'target-not-ready' // a lazy target threw or returned nothing, an app's own ready() failed or took too long
  | 'unreachable'; // name not resolved, no route

/**
 * Thrown when the app did not send an HTTP response that could be judged: it is down, hung, crashed, or does not speak HTTP.
 * `cause` holds the underlying error where there is one.
 *
 * @example
 * const error = await simulateFetch('http://localhost:10', { origin }).catch((thrown) => thrown);
 * error.code; // 'nothing-listens'
 */
export class ExchangeError extends ExpectCorsError<ExchangeErrorCode> {
  override readonly name = 'ExchangeError';
}
