import { extractTokens, failure } from './extract-header-list-values.js';
import { combined, type HeaderList, valuesOf, without } from './header-list.js';
import { fetchStandard, type Implementation } from './implementation.js';
import { byteLowercase, isToken, stripTabOrSpace } from './infra.js';
import type { RequestRecord } from './request.js';
import { currentUrl } from './request.js';
import type { ResponseRecord } from './response.js';

export type ResponseTainting = 'basic' | 'cors' | 'opaque';

/** https://fetch.spec.whatwg.org/#concept-filtered-response: what the page's JavaScript gets to see. */
export interface FilteredResponse {
  readonly type: 'basic' | 'cors' | 'opaque' | 'opaqueredirect';
  readonly status: number;
  readonly url: string;
  readonly redirected: boolean;
  /** Names lower-cased and sorted, lines of one name combined, as iterating over `response.headers` gives them. */
  readonly headers: HeaderList;
}

/** https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name, lower-cased, the exposed ones aside. */
export const safelistedResponseHeaderNames: readonly string[] =
  'cache-control content-language content-length content-type expires last-modified pragma'.split(' ');
/** https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export const forbiddenResponseHeaderNames: readonly string[] = ['set-cookie', 'set-cookie2'];

export function filteredResponse(
  request: RequestRecord,
  response: ResponseRecord,
  tainting: ResponseTainting,
  implementation: Implementation = fetchStandard,
): FilteredResponse {
  if (tainting === 'opaque') return { type: 'opaque', status: 0, url: '', redirected: false, headers: [] };
  // Of a thousand responses few are looked into: what can be seen of one is found when it is.
  let headers: HeaderList | undefined;
  return {
    type: tainting,
    status: response.status,
    url: withoutFragment(currentUrl(request)),
    redirected: request.urlList.length > 1,
    get headers() {
      if (headers === undefined) {
        const all = sortAndCombine(without(forbiddenResponseHeaderNames, response.headerList));
        const isVisible = tainting === 'basic' ? () => true : exposedBy(request, response, implementation);
        headers = all.filter(([name]) => isVisible(name));
      }
      return headers;
    },
  };
}

/** https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect */
export function opaqueRedirectFilteredResponse(request: RequestRecord): FilteredResponse {
  const url = withoutFragment(currentUrl(request));
  return { type: 'opaqueredirect', status: 0, url, redirected: request.urlList.length > 1, headers: [] };
}

/**
 * Tells of a lower-cased name whether a page may read that header from a CORS filtered response:
 * https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name, by main fetch step 14.1.
 */
export function exposedBy(
  request: Pick<RequestRecord, 'credentialsMode' | 'initiatorType'>,
  response: ResponseRecord,
  { exposesWildcardBeforeFailure }: Implementation,
): (name: string) => boolean {
  // 14.1.1. Extract `Access-Control-Expose-Headers`.
  const extracted = extractTokens('access-control-expose-headers', response.headerList);
  const isRead = exposesWildcardBeforeFailure && request.initiatorType !== 'xmlhttprequest';
  const headerNames =
    extracted === failure && isRead && hasWildcardBeforeFailure(response) ? ['*'] : extracted;
  const listed = new Set(Array.isArray(headerNames) ? headerNames.map(byteLowercase) : []);
  // 14.1.2. `*` without credentials is every header there is.
  if (request.credentialsMode !== 'include' && listed.has('*')) return () => true;
  // 14.1.3. Otherwise the names, of which one may be `*`: it matches only a header of that name.
  return (name) => safelistedResponseHeaderNames.includes(name) || listed.has(name);
}

function hasWildcardBeforeFailure({ headerList }: ResponseRecord): boolean {
  const elements = valuesOf('access-control-expose-headers', headerList)
    .flatMap((line) => line.split(','))
    .map(stripTabOrSpace);
  const bad = elements.findIndex((element) => element !== '' && !isToken(element));
  return elements.slice(0, bad).includes('*');
}

/** https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine, without Set-Cookie. */
function sortAndCombine(list: HeaderList): HeaderList {
  return combined(list.map(([name, value]) => [byteLowercase(name), value])).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
