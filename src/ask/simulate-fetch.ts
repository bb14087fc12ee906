import type { Target } from '../http/target.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { questionFrom } from '../request/question.js';
import { placing } from '../runner/call-site.js';
import type { FetchOutcome } from './fetch-outcome.js';
import { Session } from './session.js';

/**
 * Sends to the target what a browser sends when a page at `request.origin` makes this request, preflight
 * included, and returns what each browser makes of the responses.
 *
 * @param target An Express app, a `(req, res)` listener, a server, a URL, or `{ target: () => app }`.
 * @returns Plain data: the verdict, the rule, every exchange, and what each browser prints.
 * @throws {UsageError} for a request that no page could make.
 * @throws {ExchangeError} when no HTTP response came back.
 * @example
 * const outcome = await simulateFetch(app, { origin: 'https://app.example', path: '/users', method: 'PUT', json: {} });
 * outcome.allowed; // false
 * outcome.code;    // 'PreflightMissingAllowOriginHeader'
 * @see https://fetch.spec.whatwg.org/#fetching
 */
export function simulateFetch(target: Target, request: CrossOriginRequest): Promise<FetchOutcome> {
  const asking = async (): Promise<FetchOutcome> => {
    const question = await questionFrom(request);
    return new Session(target, { allowsSameOrigin: true }).askWhole(question);
  };
  return placing(asking(), simulateFetch);
}
