import { parseUrl } from '../text/parse-url.js';
import type { Family } from './family.js';
import type { AuditSeverityPair, HostileOriginOwner } from './hostile-origin.js';
import { siteOf } from './public-suffix.js';
import type { Seed } from './seed.js';

/** Top-level domains that stand for any an attacker may choose. */
const reserved = ['test', 'example', 'invalid'];

/**
 * Who can have the origin, by its registrable domain and not by its family: `evilapp.example.com` glues something to
 * `app.example.com` and stays on the trusted site.
 */
export function ownerOf(origin: string, family: Family, seeds: readonly Seed[]): HostileOriginOwner {
  if (family.owner !== undefined) return family.owner;
  if (origin === 'null') return 'opaque';
  const host = (parseUrl(origin)?.hostname ?? '').replace(/\.$/, '');
  if (seeds.some((seed) => isOfSite(host, seed))) return 'same-site';
  if (/^\[|^\d+(\.\d+){3}$/.test(host)) return 'attacker';
  const labels = host.split('.');
  const topLevel = labels.at(-1) ?? '';
  if (labels.length > 1 && reserved.includes(topLevel)) return 'attacker';
  const { domain, suffix, isListed } = siteOf(host);
  // An unlisted suffix, such as `internal`, exists where a trusted host has it.
  const exists = isListed || seeds.some((seed) => seed.suffix !== '' && seed.suffix === suffix);
  return domain !== null && exists && !domain.includes('_') ? 'attacker' : 'indicator';
}

function isOfSite(host: string, { host: trusted, base, kind, suffix }: Seed): boolean {
  if (host === trusted) return true;
  // Below a public suffix, everyone has a site of their own.
  const isSite = kind === 'single-label' || suffix !== '';
  return isSite && (host === base || host.endsWith(`.${base}`));
}

/** What no stranger can own is worth less than the family says. */
export function severityOf(
  origin: string,
  { id, severity }: Family,
  owner: HostileOriginOwner,
): AuditSeverityPair {
  if (owner === 'same-site' || owner === 'indicator') {
    return {
      withCredentials: severity.withCredentials === 'high' ? 'medium' : severity.withCredentials,
      withoutCredentials: 'info',
    };
  }
  // No authority issues a certificate for such a name.
  if (id === 'special-all' && origin.startsWith('https:')) return { ...severity, withCredentials: 'medium' };
  return severity;
}
