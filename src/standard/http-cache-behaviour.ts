import { contains, type HeaderList } from './header-list.js';

/**
 * What the HTTP cache keeps and serves, where https://www.rfc-editor.org/rfc/rfc9111 leaves it open or is not followed.
 * Statuses are matched as text.
 */
export interface HttpCacheBehaviour {
  /** Statuses kept for as long as the response says, by `max-age` or `Expires`. */
  readonly explicitlyFresh: RegExp;
  /** Statuses kept for a tenth of the time since `Last-Modified`, where the response does not say. */
  readonly heuristicallyFresh: RegExp;
  /** Statuses kept for good, where the response does not say. */
  readonly alwaysFresh: RegExp;
  /** Statuses of stored responses that are validated once they are stale. */
  readonly validated: RegExp;
  /** How a `max-age` directive is spelled; its first group are the seconds. */
  readonly maxAge: RegExp;
  /** Which of several `max-age` counts. */
  readonly repeatedMaxAge: 'first' | 'last';
  /** Whether `no-cache` with a list of header names is `no-cache`. */
  readonly qualifiedNoCacheCounts: boolean;
  /** Whether an `Expires` that is no date is in the past; otherwise there is none. */
  readonly invalidExpiresIsPast: boolean;
  /** Whether `must-revalidate` leaves no lifetime but an explicit one. */
  readonly mustRevalidateNeedsLifetime: boolean;
  /** Whether a response got with credentials serves only requests with credentials, and one without only those without. */
  readonly separatesCredentials: boolean;
  /** Whether a page with an opaque origin has a cache. */
  readonly servesOpaqueOrigins: boolean;
  /** What is kept although the CORS check keeps it from the page: redirects, all other responses, or both. */
  readonly keepsBlocked: 'redirects' | 'others' | 'all';
  /** What a stored response for other values of the headers in `Vary` is good for: its ETag, or nothing. */
  readonly varyMismatch: 'validates' | 'fetches';
  /** HEAD: the response to a GET serves it; it is cached by itself; or it is neither, and removes the response to GET. */
  readonly head: 'served-by-get' | 'cached-apart' | 'removes';
  /** Which methods and which statuses of their responses remove what is stored, and whether any response the CORS check blocks does. */
  readonly removedBy: { readonly methods: RegExp; readonly statuses: RegExp; readonly blocked: boolean };
  /** `Cache-Control: no-cache` set by the page: nothing stored is looked at, or it is validated. */
  readonly requestNoCache: 'bypasses' | 'validates';
  /** `Cache-Control: no-store` set by the page. */
  readonly requestNoStore: 'ignored' | 'bypasses' | 'is-not-stored';
  /** Whether `Pragma: no-cache` set by the page is `Cache-Control: no-cache`. */
  readonly requestPragma: boolean;
  /** Whether a request with `Authorization` validates what one without has stored. */
  readonly validatesForAuthorization: boolean;
  /** Whether the response to validators that the page itself has set updates or removes what is stored. */
  readonly noticesOwnValidators: boolean;
  /** Whether the target of a redirect that came from the network is looked up. */
  readonly looksUpRedirectTarget: boolean;
  /** Headers of a 304 that leave the stored ones as they are: their names in lower case. */
  readonly notUpdated: RegExp;
  /** Whether a 304 with `no-store` removes what it has validated. */
  readonly removedByNoStore: boolean;
}

/** RFC 9111, to the letter where it says `must`. */
export const standardHttpCache: HttpCacheBehaviour = {
  explicitlyFresh: /^(?!206|304|421)/,
  heuristicallyFresh: /^(200|203|204|300|301|308|404|405|410|414|501)$/,
  alwaysFresh: /^$/,
  validated: /^(?!206|304|421)/,
  maxAge: /^max-age=(\d+)$/i,
  repeatedMaxAge: 'first',
  qualifiedNoCacheCounts: false,
  invalidExpiresIsPast: true,
  mustRevalidateNeedsLifetime: false,
  separatesCredentials: false,
  servesOpaqueOrigins: true,
  keepsBlocked: 'all',
  varyMismatch: 'validates',
  head: 'served-by-get',
  removedBy: { methods: /^(?!GET$|HEAD$|OPTIONS$)/, statuses: /^[23]/, blocked: true },
  requestNoCache: 'validates',
  requestNoStore: 'is-not-stored',
  requestPragma: true,
  validatesForAuthorization: false,
  noticesOwnValidators: false,
  looksUpRedirectTarget: true,
  notUpdated: /^content-(encoding|length|range)$/,
  removedByNoStore: true,
};

const validators = ['if-modified-since', 'if-none-match', 'if-unmodified-since', 'if-match', 'if-range'];

/** HTTP-network-or-cache fetch, step 8.16: whether the page validates a response it has itself. */
export function hasOwnValidator(headerList: HeaderList): boolean {
  return validators.some((name) => contains(name, headerList));
}
