import { requestAsChecked, requestAsMade, responseAsRead } from './as-implemented.js';
import { corsCheck } from './cors-check.js';
import {
  cachePreflight,
  clearCacheEntries,
  lookUpPreflight,
  type PreflightCache,
} from './cors-preflight-cache.js';
import { isRefusedByLists, judgePreflight } from './cors-preflight-fetch.js';
import { crossOriginResourcePolicyCheck } from './cross-origin-resource-policy-check.js';
import { type Refusal, refuse } from './decision.js';
import {
  type FilteredResponse,
  filteredResponse,
  opaqueRedirectFilteredResponse,
  type ResponseTainting,
} from './filtered-response.js';
import { httpPreflight, type HttpRequest, httpRequest } from './http-network-or-cache-fetch.js';
import { httpRedirectFetch } from './http-redirect-fetch.js';
import type { Implementation } from './implementation.js';
import { isMixedContent } from './mixed-content.js';
import { needsPreflight } from './needs-preflight.js';
import { isSameOrigin, originOf } from './origin.js';
import { currentUrl, type RequestRecord } from './request.js';
import { processResponse } from './process-response.js';
import { isRedirectStatus, type ResponseRecord } from './response.js';

/** `guard`: fetch() itself would throw, nothing was sent. `redirect`: a response that redirects, or where it leads. */
export type Phase = 'guard' | 'preflight' | 'request' | 'redirect';

export interface Blocked {
  readonly refusal: Refusal;
  readonly phase: Phase;
  /** The request as it stood: method, URL list and headers after the redirects so far. */
  readonly request: RequestRecord;
  readonly response: ResponseRecord | null;
}

export type FetchResult = Blocked | { readonly response: FilteredResponse; readonly request: RequestRecord };

export type FetchSteps<Result> = Generator<HttpRequest, Result, ResponseRecord>;

/** https://fetch.spec.whatwg.org/#concept-main-fetch, asking for exchanges and returning what the page gets. */
export function* mainFetch(
  initial: RequestRecord,
  implementation: Implementation,
  cache: PreflightCache = { entries: [], now: () => 0 },
): FetchSteps<FetchResult> {
  let request = requestAsMade(initial, implementation);
  let tainting: ResponseTainting = 'basic';
  for (;;) {
    // 7. Should fetching the request be blocked as mixed content?
    const tainted: ResponseTainting | Refusal = isMixedContent(request)
      ? refuse('main fetch', '7', null)
      : responseTainting(request, tainting);
    if (typeof tainted !== 'string') {
      const isRedirected = request.redirectCount > 0;
      // Browsers have no name for it where a redirect leads a same-origin request away.
      const refusal = isRedirected ? { ...tainted, code: null } : tainted;
      return { refusal, phase: isRedirected ? 'redirect' : 'guard', request, response: null };
    }
    tainting = tainted;
    const result: FetchResult | RequestRecord = yield* httpFetch(request, tainting, implementation, cache);
    if (!('urlList' in result)) return result;
    request = result;
  }
}

/**
 * The preflight alone, made whether the request needs one or not.
 *
 * @param asked The request the preflight asks for, where it is more than the one that is judged.
 */
export function* preflightAlone(
  initial: RequestRecord,
  implementation: Implementation,
  asked = initial,
): FetchSteps<FetchResult> {
  const request = requestAsMade(initial, implementation);
  // Main fetch, step 7, comes before the preflight.
  if (isMixedContent(request)) {
    return { refusal: refuse('main fetch', '7', null), phase: 'guard', request, response: null };
  }
  const response = yield* preflightExchange(requestAsMade(asked, implementation), implementation);
  const refusal = judgePreflight(request, response, implementation);
  if (refusal !== null) return { refusal, phase: 'preflight', request, response };
  return { request, response: filteredResponse(request, response, 'cors', implementation) };
}

/** Main fetch, step 12: the first matching statement. */
function responseTainting(request: RequestRecord, tainting: ResponseTainting): ResponseTainting | Refusal {
  if (tainting === 'basic' && isSameOrigin(request.origin, originOf(currentUrl(request)))) return 'basic';
  if (request.mode === 'same-origin') return refuse('main fetch', '12', 'DisallowedByMode');
  if (request.mode === 'no-cors') {
    return request.redirectMode === 'follow'
      ? 'opaque'
      : refuse('main fetch', '12', 'NoCorsRedirectModeNotFollow');
  }
  return 'cors';
}

/** https://fetch.spec.whatwg.org/#concept-http-fetch: a result, or the request a redirect leads to. */
function* httpFetch(
  request: RequestRecord,
  tainting: ResponseTainting,
  implementation: Implementation,
  cache: PreflightCache,
): FetchSteps<FetchResult | RequestRecord> {
  const { forgetsAfterFailure, remembersRefusals } = implementation.preflightCache;
  // 4.1. Is a preflight needed, and does it succeed?
  const withPreflight = tainting === 'cors' && needsPreflight(request, implementation);
  if (withPreflight && !lookUpPreflight(request, cache, implementation)) {
    const { response, refusal } = yield* corsPreflightFetch(request, implementation);
    if (refusal !== null) {
      if (remembersRefusals && isRefusedByLists(refusal)) {
        cachePreflight(request, response, cache, implementation);
      }
      // Main fetch, step 12: clear cache entries after a network error.
      if (forgetsAfterFailure !== 'never') clearCacheEntries(request, cache);
      return { refusal, phase: 'preflight', request, response };
    }
    cachePreflight(request, response, cache, implementation);
  }
  // 4.3. HTTP-network-or-cache fetch.
  const response = yield* networkFetch(httpRequest(request, tainting, implementation), implementation);
  const redirects = isRedirectStatus(response.status);
  // 4.4. The CORS check, redirects included.
  const refusal =
    tainting === 'cors'
      ? corsCheck(requestAsChecked(request, redirects, implementation), response, implementation)
      : null;
  if (refusal !== null) {
    if (forgetsAfterFailure === 'always' || (forgetsAfterFailure === 'with-preflight' && withPreflight))
      clearCacheEntries(request, cache);
    return { refusal, phase: redirects ? 'redirect' : 'request', request, response };
  }
  // 5. The cross-origin resource policy check, for a response that would be opaque; redirects included.
  const policy =
    tainting === 'opaque'
      ? crossOriginResourcePolicyCheck(
          request.origin,
          response,
          implementation.registrableDomain ?? (() => null),
        )
      : null;
  if (policy !== null) {
    const blocked = refuse('HTTP fetch', '5', null, policy);
    return { refusal: blocked, phase: redirects ? 'redirect' : 'request', request, response };
  }
  // 6.3. Switch on the redirect mode.
  if (redirects && request.redirectMode === 'error') {
    return { refusal: refuse('HTTP fetch', '6.3', null), phase: 'redirect', request, response };
  }
  if (redirects && request.redirectMode === 'manual') {
    return { response: opaqueRedirectFilteredResponse(request), request };
  }
  const followed = redirects ? httpRedirectFetch(request, response, tainting, implementation) : null;
  if (followed === null) {
    const unusable = tainting === 'opaque' ? null : processResponse(request, response);
    if (unusable !== null) return { refusal: unusable, phase: 'request', request, response };
    return { response: filteredResponse(request, response, tainting, implementation), request };
  }
  if ('request' in followed) return followed.request;
  // A scheme that cannot be fetched is told by the URL that has it.
  const { refusal: refused, location } = followed;
  const reached =
    location === undefined ? request : { ...request, urlList: [...request.urlList, location] as const };
  return { refusal: refused, phase: 'redirect', request: reached, response };
}

/** https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch: 421 is asked once more, on a new connection. */
function* networkFetch(request: HttpRequest, implementation: Implementation): FetchSteps<ResponseRecord> {
  const response = yield request;
  return responseAsRead(response.status === 421 ? yield request : response, implementation);
}

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 */
function* corsPreflightFetch(
  request: RequestRecord,
  implementation: Implementation,
): FetchSteps<{ response: ResponseRecord; refusal: Refusal | null }> {
  const response = yield* preflightExchange(request, implementation);
  return { response, refusal: judgePreflight(request, response, implementation) };
}

function preflightExchange(
  request: RequestRecord,
  implementation: Implementation,
): FetchSteps<ResponseRecord> {
  return networkFetch(httpPreflight(request, implementation), implementation);
}
