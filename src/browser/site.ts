import { getDomain } from 'tldts';
import type { SerializedOrigin } from '../standard/origin.js';

/** https://url.spec.whatwg.org/#host-registrable-domain by the Public Suffix List; null for addresses and `localhost`. */
export function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true });
}

/**
 * Whether a page at `origin` and `url` are of one site, for cookies. An opaque origin is of no site.
 *
 * @param schemeful Whether `http:` and `https:` make two sites: https://html.spec.whatwg.org/#same-site.
 */
export function isSameSite(origin: SerializedOrigin, url: string, schemeful: boolean): boolean {
  if (!URL.canParse(origin)) return false;
  const [a, b] = [new URL(origin), new URL(url)];
  if (schemeful && a.protocol !== b.protocol) return false;
  return siteOf(a.hostname) === siteOf(b.hostname);
}

const siteOf = (host: string): string => registrableDomain(host) ?? host;
