import { type PreflightCacheBehaviour, standardPreflightCache } from './preflight-cache-behaviour.js';
import type { Destination } from './request.js';
import type { RegistrableDomain } from './same-site.js';
import type { UserAgentHeaders } from './user-agent-headers.js';
import { type HttpCacheBehaviour, standardHttpCache } from './http-cache-behaviour.js';

/** What a preflight's response is examined for. Which fault is named first is up to the implementation. */
export type PreflightCheck =
  | 'redirect'
  | 'cors-check'
  | 'status'
  | 'allow-methods-syntax'
  | 'allow-headers-syntax'
  | 'method'
  | 'non-wildcard-headers'
  | 'headers';

/** Which cookies are kept, where https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/ is not followed. */
export interface CookieBehaviour {
  /** What a cookie without (a known) `SameSite` is. */
  readonly missingSameSite: 'lax' | 'none';
  /** Whether `http:` and `https:` make two sites. */
  readonly schemefulSite: boolean;
  /** Whether `SameSite=None` and `Partitioned` need `Secure`. */
  readonly needsSecure: boolean;
  /** Whether `Secure` cookies are kept and sent on `http:` to this machine. */
  readonly secureOnLoopback: boolean;
  /** What text without `=` is. */
  readonly nameless: 'is-value' | 'is-name';
}

/** How https://wicg.github.io/local-network-access/ is implemented. */
export interface LocalNetworkAccessBehaviour {
  /** Whether a page over http is blocked, and not asked about. */
  readonly blocksInsecurePages: boolean;
  /** Whether an http: address or name of the local network is no mixed content. */
  readonly waivesMixedContent: boolean;
}

/** Every place where a user agent may act differently from the Standard, as data. */
export interface Implementation {
  readonly preflightChecks: readonly PreflightCheck[];
  /** Whether `Access-Control-Allow-Headers: *` covers `Authorization` in a request without credentials. */
  readonly wildcardCoversAuthorization: boolean;
  /** By the user agent's list of public suffixes. Without it a host is a site of its own. */
  readonly registrableDomain?: RegistrableDomain;
  /**
   * The origin a preflight carries and is checked against: as serialized for the request; or always the page's, so that
   * at the page's own origin no CORS check is left.
   */
  readonly preflightOrigin: 'serialized' | 'page';
  /**
   * Whether a request that needed a preflight gets one after a redirect that leaves nothing unsafe of it: no; yes; or
   * yes, naming the headers the redirect has removed. Where headers come back with the next redirect, the unsafe ones
   * always ask for one.
   */
  readonly preflightAfterRedirect: 'when-needed' | 'as-before' | 'as-before-with-removed-headers';
  /**
   * Of several request headers that are not allowed, which one is named: the first or last by name, or as the page set
   * them, of which the known ones go first.
   */
  readonly namesUnlistedHeader: 'first' | 'last' | { readonly knownFirst: readonly string[] };
  /** Whether the headers that one redirect removes come back with the next. */
  readonly restoresRemovedHeaders: boolean;
  /** Request headers that a redirect removes unless it leads to the page's own origin. */
  readonly removedByRedirect: readonly string[];
  /** User info in a redirect's URL: refused across origins, or always. */
  readonly userInfoInRedirect: 'refused-across-origins' | 'refused';
  /** Which values of `Accept` and `Content-Type` are unsafe besides the Standard's. */
  readonly moreUnsafeValues: { readonly accept: RegExp | null; readonly contentType: RegExp | null };
  /** Request headers that are safelisted besides the Standard's, with the values that are. */
  readonly moreSafelistedRequestHeaders: Readonly<Record<string, RegExp>>;
  /** How `Range` is read for the safelist: to the letter, or with any case of `bytes` and a plus sign. */
  readonly rangeSpelling: 'exact' | 'lenient';
  /** The largest number a safelisted `Range` may hold; null is no limit. */
  readonly largestRange: bigint | null;
  /** Lines of one name: judged one by one and named once, named as often as they occur, or combined first. */
  readonly repeatedRequestHeaders: 'named-once' | 'named-each-time' | 'combined';
  /** Whether lines of one name go out as one, and of which names only the last value does. */
  readonly mergesRequestHeaders: { readonly singletons: readonly string[] } | null;
  /** Whether a script cannot set `User-Agent`. */
  readonly dropsUserAgent: boolean;
  /** Whether the `Content-Type` of a body goes out in mode "no-cors" although it is not safelisted. */
  readonly keepsNoCorsContentType: boolean;
  /** Whether an upload listener on XMLHttpRequest asks for a preflight without a body, too. */
  readonly uploadListenerNeedsBody: boolean;
  /** Whether an upload listener lets an unlisted method through where there is no `Access-Control-Allow-Methods`. */
  readonly uploadListenerAllowsMethod: boolean;
  /** Response header lines as this implementation reads them. */
  readonly blankBeforeColon: 'ignored' | 'removed';
  /** Whether empty lines of `Access-Control-Allow-Credentials` and `Access-Control-Max-Age` count. */
  readonly emptyLines: 'count' | 'ignored';
  /** Whether, to `fetch()`, a `*` exposes every header although a later element of the list is no token. */
  readonly exposesWildcardBeforeFailure: boolean;
  /**
   * What XMLHttpRequest, given a string, makes of a `Content-Type` with a charset: serialized anew unless that is UTF-8,
   * or `UTF-8` written over it, whatever it is.
   */
  readonly charsetOfText: 'serialized' | 'overwritten';
  /** Whether the `Range` of a GET is written anew. */
  readonly rewritesRange: boolean;
  /** Whether characters beyond ASCII in a request header are sent in UTF-8 instead of as one byte. */
  readonly sendsHeadersAsUtf8: boolean;
  /** Whether bytes of a response header that are no UTF-8 are replaced by those of U+FFFD. */
  readonly replacesInvalidUtf8: boolean;
  /**
   * Whether a redirect of another origin is checked as if credentials were included, where a request with credentials
   * mode "same-origin" began at home.
   */
  readonly checksRedirectsWithCredentials: boolean;
  /** Whether a bad port is refused before a mode that does not allow the URL: always, where a redirect leads to it, or never. */
  readonly badPortBeforeMode: 'always' | 'after-redirect' | 'never';
  /** Statuses that no page gets to see. */
  readonly refusedStatuses: readonly number[];
  /**
   * Whether a response is refused that has several `Content-Disposition` or `Location` lines that are not the same, or,
   * by their `values`, a list in `Content-Disposition` whose elements are not. Null: it is not.
   */
  readonly refusesDifferingLines: 'lines' | 'values' | null;
  /** Several `Location` lines of a redirect: refused, taken once where they are the same, or combined to one value. */
  readonly repeatedLocation: 'refused' | 'once' | 'combined';
  /** A `Location` without a value: followed to the same URL, no `Location` at all, or refused. */
  readonly blankLocation: 'followed' | 'ignored' | 'refused';
  /** Whether a `Location` that is no URL is refused whatever the redirect mode. */
  readonly refusesInvalidLocation: boolean;
  /** Whether redirect mode "error" lets a redirect status through that has no `Location`, or a blank one. */
  readonly errorNeedsLocation: boolean;
  /** Whether a public page needs the user's permission to reach the local network: https://wicg.github.io/local-network-access/ */
  readonly localNetworkAccess: LocalNetworkAccessBehaviour | null;
  /** Whether a GET or HEAD in mode "no-cors" with credentials tells an opaque origin. */
  readonly tellsOpaqueOrigin: boolean;
  /** https://fetch.spec.whatwg.org/#concept-fetch step 13: `Accept` by destination, where it is not everything. */
  readonly accept: Readonly<Partial<Record<Destination, string>>>;
  readonly userAgentHeaders: UserAgentHeaders;
  /** Whether every preflight tells its mode, also to a URL that is not potentially trustworthy. */
  readonly tellsModeOfEveryPreflight: boolean;
  /** Whether a preflight carries the `User-Agent` that the page has set. */
  readonly preflightsCarryUserAgent: boolean;
  /** What a browser adds to a request in mode "cors" no longer behind a redirect to another origin. */
  readonly droppedBehindRedirects: readonly string[];
  /** Whether a font is loaded in mode "no-cors". */
  readonly loadsFontsWithoutCors: boolean;
  /** Whether a validator set by the page, such as `If-None-Match`, makes it send a preflight that is cached. */
  readonly validatorsBypassPreflightCache: boolean;
  readonly preflightCache: PreflightCacheBehaviour;
  readonly httpCache: HttpCacheBehaviour;
  readonly cookies: CookieBehaviour;
}

/** The Standard to the letter. */
export const fetchStandard: Implementation = {
  preflightChecks: [
    'cors-check',
    'status',
    'allow-methods-syntax',
    'allow-headers-syntax',
    'method',
    'non-wildcard-headers',
    'headers',
  ],
  wildcardCoversAuthorization: false,
  preflightOrigin: 'serialized',
  preflightAfterRedirect: 'when-needed',
  namesUnlistedHeader: 'first',
  restoresRemovedHeaders: false,
  removedByRedirect: [],
  userInfoInRedirect: 'refused-across-origins',
  moreUnsafeValues: { accept: null, contentType: null },
  moreSafelistedRequestHeaders: {},
  rangeSpelling: 'exact',
  largestRange: null,
  repeatedRequestHeaders: 'named-once',
  mergesRequestHeaders: null,
  dropsUserAgent: false,
  keepsNoCorsContentType: false,
  uploadListenerNeedsBody: false,
  uploadListenerAllowsMethod: true,
  blankBeforeColon: 'ignored',
  emptyLines: 'count',
  exposesWildcardBeforeFailure: false,
  charsetOfText: 'serialized',
  rewritesRange: false,
  sendsHeadersAsUtf8: false,
  replacesInvalidUtf8: false,
  checksRedirectsWithCredentials: false,
  badPortBeforeMode: 'always',
  refusedStatuses: [],
  refusesDifferingLines: null,
  repeatedLocation: 'refused',
  blankLocation: 'followed',
  refusesInvalidLocation: false,
  errorNeedsLocation: false,
  localNetworkAccess: null,
  tellsOpaqueOrigin: false,
  accept: {
    image: 'image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
    style: 'text/css,*/*;q=0.1',
  },
  userAgentHeaders: {
    userAgent: 'Mozilla/5.0',
    acceptLanguage: 'en-US,en;q=0.9',
    acceptEncoding: {
      https: 'gzip, deflate, br, zstd',
      loopback: 'gzip, deflate, br, zstd',
      other: 'gzip, deflate',
    },
    clientHints: [],
    storageAccess: [],
    priority: {},
    beaconMaxAge: false,
  },
  tellsModeOfEveryPreflight: false,
  preflightsCarryUserAgent: false,
  droppedBehindRedirects: [],
  loadsFontsWithoutCors: false,
  validatorsBypassPreflightCache: false,
  preflightCache: standardPreflightCache,
  httpCache: standardHttpCache,
  cookies: {
    missingSameSite: 'lax',
    schemefulSite: true,
    needsSecure: true,
    secureOnLoopback: true,
    nameless: 'is-value',
  },
};
