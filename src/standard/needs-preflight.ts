import { corsUnsafeRequestHeaderNames } from './cors-unsafe-request-header-names.js';
import { fetchStandard, type Implementation } from './implementation.js';
import { isCorsSafelistedMethod } from './method.js';
import type { RequestRecord } from './request.js';

/**
 * https://fetch.spec.whatwg.org/#concept-main-fetch step 12 and https://fetch.spec.whatwg.org/#concept-http-fetch
 * step 4.1, for an empty CORS-preflight cache.
 */
export function needsPreflight(
  request: RequestRecord,
  implementation: Implementation = fetchStandard,
): boolean {
  return (
    request.useCorsPreflightFlag ||
    request.preflightAsBefore === true ||
    !isCorsSafelistedMethod(request.method) ||
    corsUnsafeRequestHeaderNames(request.headerList, implementation).length > 0
  );
}
