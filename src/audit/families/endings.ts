import { type Family, hosts, names, namesAndIpv4, registrable } from '../family.js';

/** `example.com` -> `example.com.evil.test`: startsWith, includes, a regexp without `$`. */
export const prefixDot: Family = {
  id: 'prefix-dot',
  ...registrable,
  kinds: namesAndIpv4,
  ofSubdomains: true,
  each: hosts(({ host }, { evil }) => [`${host}.${evil}`]),
};

/** `example.com` -> `example.comevil.test`, `example.com-evil.test`: a regexp that ends in `(?![.])` or `\b`. */
export const prefixGlue: Family = {
  id: 'prefix-glue',
  ...registrable,
  kinds: namesAndIpv4,
  ofSubdomains: true,
  each: hosts(({ host }, { evil }) => [`${host}${evil}`, `${host}-${evil}`]),
};

/** Open top-level domains that continue another one. */
export const longerDomains: Readonly<Record<string, string>> = {
  at: 'attorney',
  au: 'audio',
  be: 'beer',
  br: 'broker',
  ca: 'cafe',
  ch: 'chat',
  co: 'com',
  com: 'community',
  de: 'dev',
  es: 'estate',
  fi: 'finance',
  fr: 'frl',
  gr: 'group',
  in: 'ink',
  me: 'media',
  net: 'network',
  org: 'organic',
  pl: 'place',
  ru: 'run',
  se: 'services',
  shop: 'shopping',
  tech: 'technology',
};

/** `example.com` -> `example.community`. A top-level domain that none continues has no such neighbour. */
export const tldExtend: Family = {
  id: 'tld-extend',
  ...registrable,
  kinds: ['name'],
  ofSubdomains: true,
  each: hosts(({ host }) => {
    const end = host.lastIndexOf('.') + 1;
    const longer = longerDomains[host.slice(end)];
    return longer === undefined ? [] : [host.slice(0, end) + longer];
  }),
};

/** `example.com` -> `example.evil.test`, `example.test`: only the first labels are compared. */
export const tldSwap: Family = {
  id: 'tld-swap',
  ...registrable,
  kinds: ['name'],
  ofSubdomains: true,
  each: hosts(({ host, suffix }, { evil }) => {
    if (suffix === '') return [];
    const kept = host.slice(0, -suffix.length);
    return [kept + evil, kept + (suffix === 'test' ? 'example' : 'test')];
  }),
};

/** `example.com` -> `evilexample.com`: endsWith, includes, a regexp without `^`. */
export const suffixGlue: Family = {
  id: 'suffix-glue',
  ...registrable,
  kinds: names,
  each: hosts(({ host, base }) => [`evil${host}`, `evil${base}`]),
};

/** `example.com` -> `evil-example.com`: what `\bexample\.com$` takes and `evilexample.com` does not show. */
export const suffixHyphen: Family = {
  id: 'suffix-hyphen',
  ...registrable,
  kinds: names,
  each: hosts(({ host, base }) => [`evil-${host}`, `evil-${base}`]),
};

/** `example.com` -> `evil_example.com`, which cannot be registered. */
export const suffixUnderscore: Family = {
  id: 'suffix-underscore',
  sentBy: 'all',
  severity: { withCredentials: 'medium', withoutCredentials: 'info' },
  kinds: names,
  each: hosts(({ host, base }) => [`evil_${host}`, `evil_${base}`]),
};
