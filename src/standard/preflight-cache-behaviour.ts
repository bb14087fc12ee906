/** How long a preflight's response is remembered, and what for. */
export interface PreflightCacheBehaviour {
  /** Seconds, at most; null is no limit. */
  readonly maxAgeLimit: number | null;
  /** Seconds for an `Access-Control-Max-Age` that is not a number. */
  readonly unusableMaxAge: number;
  /** Whether `+600` is 600, and a negative number 0. */
  readonly acceptsSign: boolean;
  /** Whether a response got with credentials also serves requests without. */
  readonly credentialedServesAll: boolean;
  /** Whether a new response for the same resource adds to the older one or replaces it. */
  readonly renewal: 'adds' | 'adds-unless-expired' | 'replaces';
  /** Which failed requests make the user agent forget the response: those that need a preflight, all, or none. */
  readonly forgetsAfterFailure: 'with-preflight' | 'always' | 'never';
  /** Whether a response that a request could not use is forgotten. */
  readonly forgetsUnusable: boolean;
  /** Whether a preflight that refuses is remembered for what it does allow. */
  readonly remembersRefusals: boolean;
  /** Methods that any response serves, whether it lists them or not; null: safelisted ones, upload listeners aside. */
  readonly servesUnlisted: readonly string[] | null;
  /** What a remembered `*` serves: everything, everything but `Authorization`, or nothing but a literal `*`. */
  readonly wildcardServes: 'everything' | 'everything-but-authorization' | 'nothing';
  /** Whether a remembered `*` serves requests with credentials, too. */
  readonly wildcardServesCredentials: boolean;
  readonly remembersOpaqueOrigins: boolean;
}

/** https://fetch.spec.whatwg.org/#cors-preflight-cache to the letter. */
export const standardPreflightCache: PreflightCacheBehaviour = {
  maxAgeLimit: null,
  unusableMaxAge: 5,
  acceptsSign: false,
  credentialedServesAll: true,
  renewal: 'adds',
  forgetsAfterFailure: 'with-preflight',
  forgetsUnusable: false,
  remembersRefusals: false,
  servesUnlisted: null,
  wildcardServes: 'everything-but-authorization',
  wildcardServesCredentials: true,
  remembersOpaqueOrigins: true,
};
