import type { SerializedOrigin } from './origin.js';

/** https://url.spec.whatwg.org/#host-registrable-domain: null for an IP address or a public suffix. */
export type RegistrableDomain = (host: string) => string | null;

/** https://html.spec.whatwg.org/#schemelessly-same-site. An opaque origin is of no site. */
export function isSchemelesslySameSite(
  a: SerializedOrigin,
  b: SerializedOrigin,
  registrableDomain: RegistrableDomain,
): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  const [hostA, hostB] = [new URL(a).hostname, new URL(b).hostname];
  if (hostA === hostB) return true;
  const domain = registrableDomain(hostB);
  return domain !== null && domain === registrableDomain(hostA);
}

/** https://html.spec.whatwg.org/#same-site: `http:` and `https:` make two sites. */
export function isSameSite(
  a: SerializedOrigin,
  b: SerializedOrigin,
  registrableDomain: RegistrableDomain,
): boolean {
  return a.split(':', 1)[0] === b.split(':', 1)[0] && isSchemelesslySameSite(a, b, registrableDomain);
}
