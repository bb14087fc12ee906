import { type Family, hosts, registrable } from '../family.js';
import { siteOf } from '../public-suffix.js';
import { at } from '../seed.js';

/**
 * `https://example.com` -> `https://example.co`: the list is one long string, and `includes` looks for a part of it. The
 * last character is the port's where there is one; the longest beginning that can be registered follows, which for
 * `example.co.uk` is `example.co`.
 */
export const truncateTail: Family = {
  id: 'truncate-tail',
  ...registrable,
  each: (seed) => {
    const { origin, host, kind, base } = seed;
    const ownable = kind === 'name' ? registrableBeginning(host, base) : undefined;
    return [
      origin.slice(0, -1),
      ...(seed.port === '' || kind === 'ipv6' ? [] : [at(seed, host.slice(0, -1))]),
      ...(ownable === undefined ? [] : [at(seed, ownable)]),
    ];
  },
};

function registrableBeginning(host: string, base: string): string | undefined {
  for (let length = host.length - 1; length > 3; length--) {
    const beginning = host.slice(0, length);
    if (/[.-]$/.test(beginning)) continue;
    const { domain, isListed } = siteOf(beginning);
    if (isListed && domain !== null && domain !== base) return beginning;
  }
  return undefined;
}

/** `https://example.com` -> `https://xample.com`. A name cannot begin with a hyphen, so one that follows goes too. */
export const truncateHead: Family = {
  id: 'truncate-head',
  ...registrable,
  kinds: ['name'],
  each: hosts(({ base, label }) => (label.length > 1 ? [base.slice(1).replace(/^[-_]+/, '')] : [])),
};
