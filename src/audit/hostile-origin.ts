/** How much a page at such an origin gets when the app allows it. */
export type AuditSeverity = 'high' | 'medium' | 'low' | 'info';

/** How much a page gets, with the cookies of its user and without. */
export interface AuditSeverityPair {
  /** When the app also sends `Access-Control-Allow-Credentials: true`: the page reads as the user. */
  readonly withCredentials: AuditSeverity;
  /** When it does not. One step more for an app guarded by its network: an intranet, a development tool on localhost. */
  readonly withoutCredentials: AuditSeverity;
}

/**
 * Who can have a page at the origin: an `attacker`, by registering a name; anyone with a foothold on the trusted site
 * (a hijacked subdomain, another port, the network); anyone with a sandboxed frame (`opaque`). Nobody can have an
 * `indicator`, but allowing it proves that the check is wrong.
 */
export type HostileOriginOwner = 'attacker' | 'same-site' | 'opaque' | 'indicator';

/** Which browsers send such an `Origin`: `extension` only extensions and app shells, `none` no browser at all. */
export type HostileOriginSender = 'all' | 'firefox-and-safari' | 'safari' | 'extension' | 'none';

/** Families that are always derived, the ones that matter most first. */
export const defaultFamilies = [
  'reflect',
  'null',
  'prefix-dot',
  'suffix-glue',
  'suffix-hyphen',
  'prefix-glue',
  'tenant-sibling',
  'last-two-labels',
  'dot-inner',
  'cross-mix',
  'tld-extend',
  'tld-swap',
  'truncate-tail',
  'truncate-head',
  'dot-tld+prefix',
  'dot-ip',
  'localhost-like',
  'special-all',
  'punycode',
  'special-ff-safari',
  'special-safari',
  'subdomain',
  'http-downgrade',
  'http-subdomain',
  'cross-tuple',
  'dot-tld',
  'suffix-underscore',
  'port-swap',
  'port-glue',
  'trailing-dot',
] as const;

/** Families derived when `include` names them: there are apps that trust such origins on purpose. */
export const optInFamilies = ['dev-origin', 'third-party', 'ext-scheme'] as const;

/** Families of values that no browser sends: a server that allows them has a bug, and no hole. */
export const neverSentFamilies = [
  'uppercase',
  'userinfo-path',
  'multi-value',
  'scheme-swap',
  'js-keys',
] as const;

/** Families that are off unless `include` names them. */
export type OptInFamily = (typeof optInFamilies)[number];
/** How an origin is derived from a trusted one: by which mistake in a check it would be allowed. */
export type HostileFamily =
  (typeof defaultFamilies)[number] | OptInFamily | (typeof neverSentFamilies)[number];

/** An origin that is not trusted, and that a careless check takes for a trusted one. */
export interface HostileOrigin {
  /** As the `Origin` header holds it. */
  readonly origin: string;
  /** How it was derived. */
  readonly family: HostileFamily;
  /** Which browsers send it. */
  readonly sentBy: HostileOriginSender;
  /** Who can have a page there. */
  readonly owner: HostileOriginOwner;
  /** How much such a page gets. */
  readonly severity: AuditSeverityPair;
}
