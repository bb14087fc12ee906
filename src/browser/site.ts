import type * as Tldts from 'tldts';
import { required } from '../runner/required.js';
import { parseUrl } from '../text/parse-url.js';
import type { SerializedOrigin } from '../standard/origin.js';

const tldts = required<typeof Tldts>('tldts');

/** https://url.spec.whatwg.org/#host-registrable-domain by the Public Suffix List; null for addresses and `localhost`. */
export function registrableDomain(host: string): string | null {
  return tldts().getDomain(host, { allowPrivateDomains: true });
}

/**
 * Whether a page at `origin` and `url` are of one site, for cookies. An opaque origin is of no site.
 *
 * @param schemeful Whether `http:` and `https:` make two sites: https://html.spec.whatwg.org/#same-site.
 */
export function isSameSite(origin: SerializedOrigin, url: string, schemeful: boolean): boolean {
  const [a, b] = [parseUrl(origin), new URL(url)];
  if (a === undefined) return false;
  if (schemeful && a.protocol !== b.protocol) return false;
  return siteOf(a.hostname) === siteOf(b.hostname);
}

const siteOf = (host: string): string => registrableDomain(host) ?? host;
