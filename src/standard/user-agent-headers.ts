import { type Header, type HeaderList } from './header-list.js';
import type { CredentialsMode, Destination, InitiatorType } from './request.js';

/** How an engine describes itself and its user in every request. */
export interface UserAgentHeaders {
  readonly userAgent: string;
  readonly acceptLanguage: string;
  readonly acceptEncoding: Readonly<Record<Transport, string>>;
  /** https://wicg.github.io/ua-client-hints/: of documents, to potentially trustworthy URLs, never on a preflight. */
  readonly clientHints: HeaderList;
  /** https://cfp.github.io/storage-access-headers/: of requests to another site with credentials `include`. */
  readonly storageAccess: readonly ('preflight' | 'request' | 'worker' | 'behind-redirects')[];
  /** https://httpwg.org/specs/rfc9218.html, by what makes the request. */
  readonly priority: Readonly<Partial<Record<Kind, string>>>;
  /** https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch step 8.16, of beacons. */
  readonly beaconMaxAge: boolean;
}

/** How much an engine trusts where a request goes. */
export type Transport = 'https' | 'loopback' | 'other';

/** A destination, and of an empty one who asks. */
type Kind = Exclude<Destination, 'empty'> | InitiatorType;

/** What of a request these headers depend on. */
export interface UserAgentContext {
  readonly kind: 'preflight' | 'request';
  readonly destination: Destination;
  readonly initiatorType: InitiatorType;
  readonly credentialsMode: CredentialsMode;
  /** Of the page and the URL alone, whatever redirects led to it. */
  readonly isCrossSite: boolean;
  readonly transport: Transport;
  readonly hasChangedOrigin: boolean;
}

/** The headers of one request; where the page may set one of them, its own wins. */
export function userAgentHeaders(
  own: UserAgentHeaders,
  {
    kind,
    destination,
    initiatorType,
    credentialsMode,
    isCrossSite,
    transport,
    hasChangedOrigin,
  }: UserAgentContext,
): HeaderList {
  const { userAgent, acceptLanguage, acceptEncoding, clientHints, storageAccess, priority } = own;
  const isPreflight = kind === 'preflight';
  const isTrustworthy = transport !== 'other';
  const list: Header[] = [['User-Agent', userAgent]];
  if (isTrustworthy && !isPreflight && destination !== 'worker') list.push(...clientHints);
  list.push(['Accept-Encoding', acceptEncoding[transport]], ['Accept-Language', acceptLanguage]);
  const tellsAccess =
    storageAccess.includes(destination === 'worker' ? 'worker' : kind) &&
    (!hasChangedOrigin || storageAccess.includes('behind-redirects'));
  if (tellsAccess && isTrustworthy && isCrossSite && credentialsMode === 'include')
    list.push(['Sec-Fetch-Storage-Access', 'none']);
  const urgency = priority[destination === 'empty' ? (isPreflight ? 'fetch' : initiatorType) : destination];
  if (urgency !== undefined) list.push(['Priority', urgency]);
  if (own.beaconMaxAge && !hasChangedOrigin && initiatorType === 'beacon' && !isPreflight)
    list.push(['Cache-Control', 'max-age=0']);
  return list;
}
