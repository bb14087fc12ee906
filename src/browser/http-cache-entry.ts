import { contains, get, type HeaderList } from '../standard/header-list.js';
import type { ResponseRecord } from '../standard/response.js';

/** That a response came from the HTTP cache, and how it got there. Plain data. */
export interface FromHttpCache {
  /**
   * `local`: nothing was sent. `validated`: a 304 was sent back, the exchange before; its headers are in this response.
   *
   * @see https://fetch.spec.whatwg.org/#concept-response-cache-state
   */
  readonly state: 'local' | 'validated';
  /** The `Origin` of the request it was stored for; null where that had none, as an `<img>` has none. */
  readonly storedFor: string | null;
}

/** A response from the HTTP cache. */
export interface Cached {
  readonly response: ResponseRecord;
  readonly httpCache: FromHttpCache;
}

/** A stored response. */
export interface Entry {
  readonly url: string;
  readonly withCredentials: boolean;
  readonly isHead: boolean;
  /** Of the request it is the response to. */
  readonly requestHeaders: HeaderList;
  readonly response: ResponseRecord;
  /** Milliseconds since 1970, on the browser's clock. */
  readonly stored: number;
  readonly freshUntil: number;
}

/** A stored response, as it is or as a 304 has renewed it. */
export function cached(
  { requestHeaders }: Entry,
  state: FromHttpCache['state'],
  response: ResponseRecord,
): Cached {
  return { response, httpCache: { state, storedFor: get('origin', requestHeaders) } };
}

/** Whether the page's own validators are those of a stored response, as far as it has such. */
export function isAboutEntry(headerList: HeaderList, { headerList: stored }: ResponseRecord): boolean {
  const pairs = [
    ['if-none-match', 'etag'],
    ['if-modified-since', 'last-modified'],
  ] as const;
  const asked = pairs.filter(([name]) => contains(name, headerList));
  return (
    asked.length > 0 &&
    asked.every(([name, of]) => !contains(of, stored) || get(of, stored) === get(name, headerList))
  );
}
