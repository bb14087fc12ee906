import { parseUrl } from '../../text/parse-url.js';
import {
  type Derive,
  type Family,
  namesAndIpv4,
  registrable,
  severities,
  type Surroundings,
} from '../family.js';
import { at, type Seed } from '../seed.js';

/**
 * `example.com` -> `example.com_.evil.test`, `example.com._.evil.test`: "then anything that is not part of a name". Over
 * https it takes a certificate for `*.com_.evil.test`, which is hard to come by, so http is asked as well where it counts.
 */
function withEach(characters: string): Derive {
  return (seed, surroundings) => {
    const { host } = seed;
    const hosts = [...characters].map((character) => `${host}${character}.${surroundings.evil}`);
    const labels = [...characters].map((character) => `${host}.${character}.${surroundings.evil}`);
    return schemesFor(seed, surroundings).flatMap((scheme) =>
      [...hosts, ...labels].map((name) => at({ ...seed, scheme }, name)),
    );
  };
}

function schemesFor({ scheme }: Seed, { takesHttp }: Surroundings): Seed['scheme'][] {
  return scheme === 'https' && takesHttp ? ['https', 'http'] : [scheme];
}

const special = { kinds: namesAndIpv4, ofSubdomains: true } as const;

export const specialAll: Family = { id: 'special-all', ...registrable, ...special, each: withEach('_-') };

/** Firefox asks for the address, and not every resolver takes the answer. */
export const specialFirefoxSafari: Family = {
  id: 'special-ff-safari',
  sentBy: 'firefox-and-safari',
  severity: severities.mediumLow,
  ...special,
  each: withEach('$+'),
};

/** The comma comes first: it alone shows a check that splits a list of origins. */
export const specialSafari: Family = {
  id: 'special-safari',
  sentBy: 'safari',
  severity: severities.mediumLow,
  ...special,
  each: withEach(',`!"&\'()*;={}~'),
};

// The first vowel; a consonant where there is none.
const accented: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  y: 'ý',
  c: 'ç',
  n: 'ñ',
  s: 'š',
  z: 'ž',
};

/** `example.com` -> `xn--xample-9ua.com`, which is éxample.com: a check that compares without accents. */
export const punycode: Family = {
  id: 'punycode',
  ...registrable,
  kinds: ['name'],
  each: (seed) => {
    const { base, label } = seed;
    if (label.startsWith('xn--')) return [];
    const letter = /[aeiou]/.exec(label)?.[0] ?? /[ycnsz]/.exec(label)?.[0];
    if (letter === undefined) return [];
    const host = base.replace(letter, accented[letter] ?? letter);
    return [parseUrl(at(seed, host))?.origin ?? ''];
  },
};
