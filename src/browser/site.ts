import type * as Tldts from 'tldts';
import { required } from '../runner/required.js';
import { memoized } from '../standard/memoize.js';
import { originOf, type SerializedOrigin } from '../standard/origin.js';
import {
  isSameSite as isSchemefullySameSite,
  isSchemelesslySameSite,
  type RegistrableDomain,
} from '../standard/same-site.js';

const tldts = required<typeof Tldts>('tldts');

/** https://url.spec.whatwg.org/#host-registrable-domain by the Public Suffix List; null for addresses and `localhost`. */
export const registrableDomain: RegistrableDomain = memoized((host) =>
  // An address has none, and most apps are at one: the list need not be loaded for them.
  /^[\d.]+$|^\[|^[^.]+$/.test(host) ? null : tldts().getDomain(host, { allowPrivateDomains: true }),
);

/**
 * Whether a page at `origin` and `url` are of one site, for cookies.
 *
 * @param schemeful Whether `http:` and `https:` make two sites: https://html.spec.whatwg.org/#same-site.
 */
export function isSameSite(origin: SerializedOrigin, url: string, schemeful: boolean): boolean {
  const compare = schemeful ? isSchemefullySameSite : isSchemelesslySameSite;
  return compare(origin, originOf(url), registrableDomain);
}
