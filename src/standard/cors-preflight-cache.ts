import {
  corsUnsafeRequestHeaderNames,
  isCorsNonWildcardRequestHeaderName,
} from './cors-unsafe-request-header-names.js';
import { extractDeltaSeconds, extractTokens, failure } from './extract-header-list-values.js';
import { valuesOf } from './header-list.js';
import { hasOwnValidator } from './http-cache-behaviour.js';
import type { Implementation } from './implementation.js';
import { byteLowercase } from './infra.js';
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

/**
 * HTTP fetch, step 4.1: looks a preflight up; false where it has to be made. Some engines forget the entries of the URL then,
 * where they do not cover the request.
 */
export function lookUpPreflight(
  request: RequestRecord,
  cache: PreflightCache,
  implementation: Implementation,
): boolean {
  // HTTP-network-or-cache fetch, step 8.16: with a validator of its own the cache mode of a request is "no-store".
  if (implementation.validatorsBypassPreflightCache && hasOwnValidator(request.headerList)) return false;
  const entries = matchingEntries(request, cache, implementation);
  const isKnown =
    isMethodKnown(entries, request, implementation) && areHeadersKnown(entries, request, implementation);
  if (!isKnown && implementation.preflightCache.forgetsUnusable) clearCacheEntries(request, cache);
  return isKnown;
}

/** https://fetch.spec.whatwg.org/#concept-cache-match-method */
function isMethodKnown(
  entries: readonly CacheEntry[],
  request: RequestRecord,
  implementation: Implementation,
): boolean {
  const { servesUnlisted } = implementation.preflightCache;
  const wildcard = wildcardServes(request, implementation);
  if (entries.some(({ method }) => method === request.method || (method === '*' && wildcard))) return true;
  if (servesUnlisted === null) {
    const isFlagged = request.useCorsPreflightFlag || request.preflightAsBefore === true;
    return isCorsSafelistedMethod(request.method) && !isFlagged;
  }
  return entries.length > 0 && servesUnlisted.includes(request.method);
}

/** https://fetch.spec.whatwg.org/#concept-cache-match-header, of every unsafe header. */
function areHeadersKnown(
  entries: readonly CacheEntry[],
  request: RequestRecord,
  implementation: Implementation,
): boolean {
  const known = new Set(entries.map(({ headerName }) => headerName && byteLowercase(headerName)));
  const wildcard = known.has('*') && wildcardServes(request, implementation);
  const isAll = implementation.preflightCache.wildcardServes === 'everything';
  return corsUnsafeRequestHeaderNames(request.headerList, implementation).every(
    (name) =>
      known.has(byteLowercase(name)) || (wildcard && (isAll || !isCorsNonWildcardRequestHeaderName(name))),
  );
}

function wildcardServes({ credentialsMode }: RequestRecord, { preflightCache }: Implementation): boolean {
  if (preflightCache.wildcardServes === 'nothing') return false;
  return credentialsMode !== 'include' || preflightCache.wildcardServesCredentials;
}

/** CORS-preflight fetch, steps 7.8 to 7.14: remembers what a preflight allowed. */
export function cachePreflight(
  request: RequestRecord,
  response: ResponseRecord,
  cache: PreflightCache,
  implementation: Implementation,
): void {
  const { renewal, servesUnlisted } = implementation.preflightCache;
  if (!isRemembered(request, implementation)) return;
  const seconds = maxAge(response, implementation);
  if (seconds === 0 && renewal === 'adds-unless-expired') return;
  const origin = serializeRequestOrigin(request);
  const url = currentUrl(request);
  const expires = cache.now() + seconds;
  const credentials = request.credentialsMode === 'include';
  // No spread: there may be as many as the head has room for, and a copy takes twenty times as long.
  const entryFor = (method: string | null, headerName: string | null): CacheEntry => ({
    origin,
    url,
    expires,
    credentials,
    method,
    headerName,
  });
  const extracted = extractTokens('access-control-allow-methods', response.headerList);
  // 7.4. So that a preflight due to the use-CORS-preflight flag is cached.
  const methods = extracted === null && request.useCorsPreflightFlag ? [request.method] : listed(extracted);
  const headerNames = listed(extractTokens('access-control-allow-headers', response.headerList));
  const added: CacheEntry[] = [
    // What stands for the response as a whole, where that serves methods it does not list.
    ...(servesUnlisted === null ? [] : [entryFor(null, null)]),
    ...methods.map((method) => entryFor(method, null)),
    ...headerNames.map((headerName) => entryFor(null, headerName)),
  ];
  // Neither a method nor a name holds a blank.
  const keyOf = ({ method, headerName, credentials: included }: CacheEntry): string =>
    `${String(included)} ${method ?? ''} ${headerName ?? ''}`;
  const renewed = new Set(cache.entries.length === 0 ? [] : added.map(keyOf));
  const kept = cache.entries.filter(
    (known) => !isForSameResource(known, request) || (renewal !== 'replaces' && !renewed.has(keyOf(known))),
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

/** For how many seconds a preflight that is allowed need not be made again. */
export function preflightLifetime(
  request: RequestRecord,
  response: ResponseRecord,
  implementation: Implementation,
): number {
  return isRemembered(request, implementation) ? maxAge(response, implementation) : 0;
}

function isRemembered(request: RequestRecord, { preflightCache }: Implementation): boolean {
  return preflightCache.remembersOpaqueOrigins || serializeRequestOrigin(request) !== 'null';
}

/** CORS-preflight fetch, steps 7.8 to 7.10, in seconds. */
function maxAge({ headerList }: ResponseRecord, { emptyLines, preflightCache }: Implementation): number {
  const lines = valuesOf('access-control-max-age', headerList);
  const value = (emptyLines === 'ignored' ? lines.filter(Boolean) : lines).join(', ');
  if (value === '') return 5;
  const signless = preflightCache.acceptsSign ? value.replace(/^\+(?=\d)/, '').replace(/^-\d+$/, '0') : value;
  const extracted = extractDeltaSeconds('max-age', [['max-age', signless]]);
  if (extracted === null) return 5;
  if (extracted === failure) return preflightCache.unusableMaxAge;
  return Math.min(extracted, preflightCache.maxAgeLimit ?? extracted);
}

function listed(extracted: ReturnType<typeof extractTokens>): string[] {
  return extracted === null || extracted === failure ? [] : extracted;
}
