import { type Family, foothold, registrable, type Surroundings } from '../family.js';
import { at, type Seed } from '../seed.js';

/** The one before and the one after: all pairs would be too many, and a faulty join shows with any. */
function beside(seed: Seed, { seeds }: Surroundings): readonly Seed[] {
  const index = seeds.findIndex(({ origin }) => origin === seed.origin);
  const others = [seeds[(index + 1) % seeds.length], seeds.at(index - 1)];
  return others.filter((other) => other !== undefined).filter(({ origin }) => origin !== seed.origin);
}

/** `foo.com` and `bar.com` -> `barfoo.com`: a tree of endings that joins its entries. */
export const crossMix: Family = {
  id: 'cross-mix',
  ...registrable,
  kinds: ['name'],
  each: (seed, surroundings) =>
    beside(seed, surroundings)
      .filter(({ kind, host }) => kind !== 'ipv4' && kind !== 'ipv6' && host !== seed.host)
      .flatMap(({ label }) => [at(seed, label + seed.host), at(seed, label + seed.base)]),
};

/** `https://example.com` and `http://localhost:3000` -> `http://example.com:3000`: parts are looked up one by one. */
export const crossTuple: Family = {
  id: 'cross-tuple',
  ...foothold,
  each: (seed, surroundings) => beside(seed, surroundings).map((other) => at(other, seed.host)),
};
