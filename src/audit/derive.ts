import { parseUrl } from '../text/parse-url.js';
import type { Declared } from './declared.js';
import { families } from './families/index.js';
import type { Family, Surroundings } from './family.js';
import { type HostileFamily, type HostileOrigin, neverSentFamilies } from './hostile-origin.js';
import { ownerOf, severityOf } from './owner.js';
import { attackersDomain, at, type Seed, seedOf } from './seed.js';

/** What the families make of the trusted origins, trusted and declared ones among it; each origin once, in its first family. */
export function deriveOrigins(
  trusted: readonly string[],
  ids: readonly HostileFamily[],
  { allowSubdomains = false, allowHttp = false }: Declared,
): HostileOrigin[][] {
  const seeds = trusted
    .map(withoutDot)
    .map(seedOf)
    .filter((seed) => seed !== undefined);
  const subdomains = allowSubdomains ? seeds.map(subdomainOf).filter((seed) => seed !== undefined) : [];
  const surroundings: Surroundings = {
    evil: attackersDomain(seeds),
    seeds,
    takesHttp: allowHttp || seeds.some(({ scheme }) => scheme === 'http'),
  };
  const seen = new Set<string>();
  return ids.map((id) => {
    const family = families[id];
    const origins = valuesOf(family, family.ofSubdomains ? [...seeds, ...subdomains] : seeds, surroundings);
    return origins
      .filter((origin) => {
        if (seen.has(origin) || !isOrdinary(origin, family)) return false;
        seen.add(origin);
        return true;
      })
      .map((origin) => {
        const owner = ownerOf(origin, family, seeds);
        return {
          origin,
          family: id,
          sentBy: family.sentBy,
          owner,
          severity: severityOf(origin, family, owner),
        };
      });
  });
}

/** The first of each trusted origin, then the second of each: cut short, the list still has something of every one. */
function valuesOf(
  { once, each, kinds }: Family,
  seeds: readonly Seed[],
  surroundings: Surroundings,
): string[] {
  const lists = seeds
    .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
    .map((seed) => each?.(seed, surroundings) ?? []);
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const byTurns = Array.from({ length: longest }, (_, turn) => lists.map((list) => list[turn])).flat();
  return [...(once?.(surroundings) ?? []), ...byTurns.filter((value) => value !== undefined)];
}

/** Names are derived from `example.com` for `https://example.com.:8080` too: two dots in a row are no name. */
function withoutDot(origin: string): string {
  return origin.replace(/\.(?=(:\d+)?$)/, '');
}

function subdomainOf(seed: Seed): Seed | undefined {
  return seed.kind === 'name' ? seedOf(at(seed, `evil.${seed.host}`)) : undefined;
}

/** Whether a browser can send it: serialized, and with a host that resolvers take. */
function isOrdinary(origin: string, { id, sentBy }: Family): boolean {
  if (origin === 'null' || sentBy === 'extension') return true;
  const url = parseUrl(origin);
  if ((neverSentFamilies as readonly string[]).includes(id)) return url?.origin !== origin;
  if (url?.origin !== origin) return false;
  const name = url.hostname.replace(/\.$/, '');
  const labels = name.split('.');
  return name.length <= 253 && labels.every(({ length }) => length > 0 && length <= 63);
}
