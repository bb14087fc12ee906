import { type Refusal, refuse } from './decision.js';
import type { ResponseTainting } from './filtered-response.js';
import { without } from './header-list.js';
import { isSameOrigin, originOf } from './origin.js';
import { currentUrl, type RequestRecord } from './request.js';
import { locationUrl, type ResponseRecord } from './response.js';

const requestBodyHeaderNames = ['content-encoding', 'content-language', 'content-location', 'content-type'];

const refused = (
  step: string,
  ...rest: [] | ['RedirectContainsCredentials', string]
): { refusal: Refusal } => ({
  refusal: refuse('HTTP-redirect fetch', step, rest[0] ?? null, rest[1] ?? null),
});

/**
 * https://fetch.spec.whatwg.org/#concept-http-redirect-fetch up to step 18: the request to follow, a refusal, or null
 * where there is no Location and the response stands as it is.
 */
export function httpRedirectFetch(
  request: RequestRecord,
  response: ResponseRecord,
  tainting: ResponseTainting,
): { request: RequestRecord } | { refusal: Refusal } | null {
  const from = new URL(currentUrl(request));
  // 3-4. The location URL; null: return response.
  const location = locationUrl(response, from.hash);
  if (location === null) return null;
  // 5-6. Failure, or not HTTP(S).
  if (location === undefined) return refused('5');
  if (location.protocol !== 'http:' && location.protocol !== 'https:') return refused('6');
  // 7. At most twenty redirects.
  if (request.redirectCount === 20) return refused('7');
  // 9-10. A user name or password in the URL of a CORS request.
  if (location.username !== '' || location.password !== '') {
    const crossOrigin = request.mode === 'cors' && !isSameOrigin(request.origin, location.origin);
    if (crossOrigin) return refused('9', 'RedirectContainsCredentials', location.href);
    if (tainting === 'cors') return refused('10', 'RedirectContainsCredentials', location.href);
  }
  // 12. 301 and 302 turn POST into GET, 303 everything but GET and HEAD.
  const becomesGet =
    ([301, 302].includes(response.status) && request.method === 'POST') ||
    (response.status === 303 && request.method !== 'GET' && request.method !== 'HEAD');
  let headerList = becomesGet ? without(requestBodyHeaderNames, request.headerList) : request.headerList;
  // 13. The moment another origin is seen, `Authorization` is removed.
  if (!isSameOrigin(originOf(from.href), location.origin))
    headerList = without(['authorization'], headerList);
  return {
    request: {
      ...request,
      ...(becomesGet ? { method: 'GET', body: null } : {}),
      headerList,
      // 8 and 18.
      redirectCount: request.redirectCount + 1,
      urlList: [...request.urlList, location.href],
    },
  };
}
