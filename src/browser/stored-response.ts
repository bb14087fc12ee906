import type CachePolicy from 'http-cache-semantics';
import { required } from '../runner/required.js';
import { get, type HeaderList, valuesOf, without } from '../standard/header-list.js';
import type { HttpCacheBehaviour } from '../standard/http-cache-behaviour.js';
import { byteLowercase } from '../standard/infra.js';
import type { ResponseRecord } from '../standard/response.js';

const cachePolicy = required<typeof CachePolicy>('http-cache-semantics');

/** https://www.rfc-editor.org/rfc/rfc9111#section-5.2, as one engine reads it, of a request or a response. */
export interface CacheDirectives {
  readonly noStore: boolean;
  readonly noCache: boolean;
  readonly mustRevalidate: boolean;
  /** Seconds; null where there is none that can be read. */
  readonly maxAge: number | null;
}

export function cacheDirectives(headerList: HeaderList, behaviour: HttpCacheBehaviour): CacheDirectives {
  const directives = (get('cache-control', headerList) ?? '').split(',').map((one) => one.trim());
  const ages = directives.flatMap((one) => behaviour.maxAge.exec(one)?.[1] ?? []);
  const names = directives.map((one) =>
    byteLowercase(behaviour.qualifiedNoCacheCounts ? one.replace(/=.*/s, '') : one),
  );
  const age = behaviour.repeatedMaxAge === 'first' ? ages[0] : ages.at(-1);
  return {
    noStore: names.includes('no-store'),
    noCache: names.includes('no-cache'),
    mustRevalidate: names.includes('must-revalidate'),
    maxAge: age === undefined ? null : Number(age),
  };
}

/** Whether `Pragma` says `no-cache`. */
export function isPragmaNoCache(headerList: HeaderList): boolean {
  return /\bno-cache\b/i.test(get('pragma', headerList) ?? '');
}

/**
 * For how many seconds a response that has just come from the network may be used again without asking: zero, or less,
 * for one that may not.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2
 */
export function secondsFresh({ status, headerList }: ResponseRecord, behaviour: HttpCacheBehaviour): number {
  const { noStore, noCache, mustRevalidate, maxAge } = cacheDirectives(headerList, behaviour);
  if (noStore || noCache || isPragmaNoCache(headerList)) return 0;
  const expires = expiresOf(headerList, behaviour);
  const isExplicit = maxAge !== null || expires !== null;
  const statuses = isExplicit ? behaviour.explicitlyFresh : behaviour.heuristicallyFresh;
  const needsLifetime = mustRevalidate && behaviour.mustRevalidateNeedsLifetime;
  if (!isExplicit && !needsLifetime && behaviour.alwaysFresh.test(String(status))) return Infinity;
  if (!statuses.test(String(status)) || (!isExplicit && needsLifetime)) return 0;
  const policy = policyOf({
    'cache-control': maxAge === null ? null : `max-age=${String(maxAge)}`,
    expires,
    'last-modified': get('last-modified', headerList),
    date: get('date', headerList),
    age: get('age', headerList),
  });
  // The clocks of server and browser are one: what the server says is old already has been on the way for so long.
  const apparentAge = (Date.now() - policy.date()) / 1000;
  return policy.maxAge() - Math.max(policy.age(), apparentAge);
}

function policyOf(fields: Readonly<Record<string, string | null>>): CachePolicy {
  const headers = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
  // Which statuses and which `Vary` are kept is judged here: the engines differ.
  const options = { shared: false, immutableMinTimeToLive: 0 };
  return new (cachePolicy())({ headers: {} }, { status: 200, headers }, options);
}

function expiresOf(headerList: HeaderList, { invalidExpiresIsPast }: HttpCacheBehaviour): string | null {
  const expires = get('expires', headerList);
  return expires === null || invalidExpiresIsPast || isHttpDate(expires) ? expires : null;
}

/** `Date.parse` takes much more for a date, `0` for one. */
function isHttpDate(value: string): boolean {
  return /^[a-z]{3,9},? /i.test(value) && !Number.isNaN(Date.parse(value));
}

/** Whether the headers a response nominates in `Vary` are the same in two requests: https://www.rfc-editor.org/rfc/rfc9111#section-4.1. */
export function isSelected(
  { headerList }: ResponseRecord,
  stored: HeaderList,
  presented: HeaderList,
): boolean {
  const names = (get('vary', headerList) ?? '').split(',').map((name) => name.trim());
  return names.every((name) => name !== '*' && get(name, stored) === get(name, presented));
}

/** The headers that ask whether a stored response still holds: https://www.rfc-editor.org/rfc/rfc9111#section-4.3.1. */
export function validatorsOf({ headerList }: ResponseRecord, onlyETag = false): HeaderList {
  const [etag] = valuesOf('etag', headerList);
  const [modified] = onlyETag ? [] : valuesOf('last-modified', headerList);
  return [
    ...(etag === undefined ? [] : [['If-None-Match', etag] as const]),
    ...(modified === undefined ? [] : [['If-Modified-Since', modified] as const]),
  ];
}

const connectionNames =
  /^(connection|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|te|trailer|transfer-encoding|upgrade)$/;

/** The stored response after a 304: https://www.rfc-editor.org/rfc/rfc9111#section-3.2. */
export function freshened(
  stored: ResponseRecord,
  { headerList }: ResponseRecord,
  { notUpdated }: HttpCacheBehaviour,
): ResponseRecord {
  const news = headerList.filter(([name]) => {
    const lower = byteLowercase(name);
    return !connectionNames.test(lower) && !notUpdated.test(lower);
  });
  const names = news.map(([name]) => name);
  return { ...stored, headerList: [...without(names, stored.headerList), ...news] };
}
