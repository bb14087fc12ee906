import { type Refusal, refuse } from './decision.js';
import type { ResponseTainting } from './filtered-response.js';
import { without } from './header-list.js';
import { fetchStandard, type Implementation } from './implementation.js';
import { isSameOrigin, originOf } from './origin.js';
import { preflightAfterRedirect } from './preflight-after-redirect.js';
import { currentUrl, type RequestRecord } from './request.js';
import { locationUrl } from './location-url.js';
import type { ResponseRecord } from './response.js';

const requestBodyHeaderNames = ['content-encoding', 'content-language', 'content-location', 'content-type'];

/** A redirect to these is a network error to Chromium, and none of CORS. Observed in Chromium 156. */
const unnamedSchemes =
  'about: blob: chrome: chrome-extension: chrome-untrusted: data: devtools: file: filesystem: isolated-app: view-source:'.split(
    ' ',
  );

const refused = (
  step: string,
  code: 'RedirectContainsCredentials' | 'CorsDisabledScheme' | null = null,
): { refusal: Refusal } => ({ refusal: refuse('HTTP-redirect fetch', step, code) });

/**
 * https://fetch.spec.whatwg.org/#concept-http-redirect-fetch up to step 18: the request to follow, a refusal, or null
 * where there is no Location and the response stands as it is.
 */
export function httpRedirectFetch(
  request: RequestRecord,
  response: ResponseRecord,
  tainting: ResponseTainting,
  implementation: Implementation = fetchStandard,
): { request: RequestRecord } | { refusal: Refusal; location?: string } | null {
  const from = new URL(currentUrl(request));
  // 3-4. The location URL; null: return response.
  const location = locationUrl(response, from.hash, implementation);
  if (location === null) return null;
  // 5-6. Failure, or not HTTP(S).
  if (location === undefined) return refused('5');
  if (location.protocol !== 'http:' && location.protocol !== 'https:') {
    const hasName = request.mode === 'cors' && !unnamedSchemes.includes(location.protocol);
    const { refusal } = refused('6', hasName ? 'CorsDisabledScheme' : null);
    return { refusal, location: location.href };
  }
  // 7. At most twenty redirects.
  if (request.redirectCount === 20) return refused('7');
  // 9-10. A user name or password in the URL of a CORS request.
  const userInfo = userInfoRefusal(request, location, tainting, implementation);
  if (userInfo !== null) return userInfo;
  const crossesOrigins = !isSameOrigin(originOf(from.href), location.origin);
  // 12. 301 and 302 turn POST into GET, 303 everything but GET and HEAD.
  const losesBody = becomesGetBy(response, request.method);
  const initial = implementation.restoresRemovedHeaders ? (request.initial ?? request) : request;
  let headerList = becomesGetBy(response, initial.method)
    ? without(requestBodyHeaderNames, initial.headerList)
    : initial.headerList;
  // 13. The moment another origin is seen, `Authorization` is removed.
  if (crossesOrigins) headerList = without(['authorization'], headerList);
  if (!isSameOrigin(request.origin, location.origin)) {
    headerList = without(implementation.removedByRedirect, headerList);
  }
  const loss = {
    requestBodyHeaderNames: losesBody ? requestBodyHeaderNames : [],
    crossesOrigins,
    tainting,
    headerList,
  };
  return {
    request: {
      ...request,
      ...(losesBody ? { method: 'GET', body: null } : {}),
      headerList,
      // 8 and 18.
      redirectCount: request.redirectCount + 1,
      urlList: [...request.urlList, location.href],
      ...preflightAfterRedirect(request, loss, implementation),
    },
  };
}

function becomesGetBy({ status }: ResponseRecord, method: string): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}

function userInfoRefusal(
  request: RequestRecord,
  location: URL,
  tainting: ResponseTainting,
  { userInfoInRedirect }: Implementation,
): { refusal: Refusal } | null {
  if (location.username === '' && location.password === '') return null;
  // Where the mode allows no other origin, that is the fault.
  const isElsewhere = request.mode === 'same-origin' && !isSameOrigin(request.origin, location.origin);
  const always = userInfoInRedirect === 'refused' && !isElsewhere;
  const crossOrigin = request.mode === 'cors' && !isSameOrigin(request.origin, location.origin);
  if (crossOrigin) return refused('9', 'RedirectContainsCredentials');
  if (tainting === 'cors') return refused('10', 'RedirectContainsCredentials');
  return always ? refused('9') : null;
}
