import {
  corsUnsafeRequestHeaderNames,
  isCorsNonWildcardRequestHeaderName,
} from './cors-unsafe-request-header-names.js';
import { extractDeltaSeconds, extractTokens, failure } from './extract-header-list-values.js';
import { get } from './header-list.js';
import type { Implementation } from './implementation.js';
import { isByteCaseInsensitiveMatch } from './infra.js';
import { isCorsSafelistedMethod } from './method.js';
import { currentUrl, type RequestRecord, serializeRequestOrigin } from './request.js';
import type { ResponseRecord } from './response.js';

/** https://fetch.spec.whatwg.org/#cache-entry; the network partition key is the one of the simulated browser. */
export interface CacheEntry {
  readonly origin: string;
  readonly url: string;
  /** In seconds, on the clock of `now`. */
  readonly expires: number;
  readonly credentials: boolean;
  readonly method: string | null;
  readonly headerName: string | null;
}

/** https://fetch.spec.whatwg.org/#concept-cache: what a user agent remembers, and its clock in seconds. */
export interface PreflightCache {
  entries: readonly CacheEntry[];
  readonly now: () => number;
}

/** HTTP fetch, step 4.1: whether a preflight is needed although the cache may know its answer. */
export function isPreflightUnknown(
  request: RequestRecord,
  cache: PreflightCache,
  implementation: Implementation,
): boolean {
  const entries = matchingEntries(request, cache, implementation);
  const isFlagged = request.useCorsPreflightFlag || request.preflightAsBefore === true;
  const methodMatters = !isCorsSafelistedMethod(request.method) || isFlagged;
  if (methodMatters && !entries.some(({ method }) => method === request.method || method === '*'))
    return true;
  return corsUnsafeRequestHeaderNames(request.headerList, implementation).some(
    (name) =>
      !entries.some(
        ({ headerName }) => headerName !== null && coversHeader(headerName, name, implementation),
      ),
  );
}

/** https://fetch.spec.whatwg.org/#concept-cache-match-header */
function coversHeader(entry: string, name: string, { wildcardCoversAuthorization }: Implementation): boolean {
  if (isByteCaseInsensitiveMatch(entry, name)) return true;
  return entry === '*' && (wildcardCoversAuthorization || !isCorsNonWildcardRequestHeaderName(name));
}

/** CORS-preflight fetch, steps 7.8 to 7.14: remembers what a successful preflight allowed. */
export function cachePreflight(
  request: RequestRecord,
  response: ResponseRecord,
  cache: PreflightCache,
  implementation: Implementation,
): void {
  const { preflightCache } = implementation;
  const origin = serializeRequestOrigin(request);
  if (origin === 'null' && !preflightCache.remembersOpaqueOrigins) return;
  const expires = cache.now() + maxAge(response, implementation);
  const methods = extractTokens('access-control-allow-methods', response.headerList);
  const headerNames = extractTokens('access-control-allow-headers', response.headerList);
  // 7.4. So that a preflight due to the use-CORS-preflight flag is cached.
  const listedMethods = methods === null && request.useCorsPreflightFlag ? [request.method] : listed(methods);
  const entry = {
    origin,
    url: currentUrl(request),
    expires,
    credentials: request.credentialsMode === 'include',
  };
  const added: CacheEntry[] = [
    ...listedMethods.map((method) => ({ ...entry, method, headerName: null })),
    ...listed(headerNames).map((headerName) => ({ ...entry, method: null, headerName })),
  ];
  const kept = cache.entries.filter(
    (known) =>
      !isForSameResource(known, request) ||
      (preflightCache.renewal === 'adds' &&
        !added.some(({ method, headerName }) => known.method === method && known.headerName === headerName)),
  );
  cache.entries = [...kept, ...added];
}

/** https://fetch.spec.whatwg.org/#concept-cache-clear */
export function clearCacheEntries(request: RequestRecord, cache: PreflightCache): void {
  cache.entries = cache.entries.filter((entry) => !isForSameResource(entry, request));
}

/** https://fetch.spec.whatwg.org/#concept-cache-match, of the entries that have not expired. */
function matchingEntries(
  request: RequestRecord,
  cache: PreflightCache,
  { preflightCache }: Implementation,
): CacheEntry[] {
  const credentials = request.credentialsMode === 'include';
  const now = cache.now();
  return cache.entries.filter(
    (entry) =>
      entry.expires > now &&
      isForSameResource(entry, request) &&
      (entry.credentials === credentials || (entry.credentials && preflightCache.credentialedServesAll)),
  );
}

function isForSameResource({ origin, url }: CacheEntry, request: RequestRecord): boolean {
  return origin === serializeRequestOrigin(request) && url === currentUrl(request);
}

/** CORS-preflight fetch, steps 7.8 to 7.10, in seconds. */
function maxAge({ headerList }: ResponseRecord, { preflightCache }: Implementation): number {
  const value = get('access-control-max-age', headerList);
  const signless = preflightCache.acceptsPlusSign && value !== null ? value.replace(/^\+(?=\d)/, '') : value;
  const extracted = extractDeltaSeconds('max-age', signless === null ? [] : [['max-age', signless]]);
  if (extracted === null || value === '') return 5;
  if (extracted === failure) return preflightCache.unusableMaxAge;
  return Math.min(extracted, preflightCache.maxAgeLimit ?? extracted);
}

function listed(extracted: ReturnType<typeof extractTokens>): string[] {
  return extracted === null || extracted === failure ? [] : extracted;
}
