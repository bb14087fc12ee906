import { type Family, severities } from '../family.js';
import { at } from '../seed.js';

const neverSent = { sentBy: 'none', severity: severities.info, owner: 'indicator' } as const;

export const uppercase: Family = {
  id: 'uppercase',
  ...neverSent,
  each: (seed) => [at(seed, seed.host.toUpperCase()), seed.origin.toUpperCase()],
};

/** Whole URLs where an origin belongs. */
export const userinfoPath: Family = {
  id: 'userinfo-path',
  ...neverSent,
  each: ({ origin, scheme, host }, { evil }) => [
    `${origin}@${evil}`,
    `${scheme}://${evil}/${host}`,
    `${scheme}://${evil}/.${host}`,
    `${scheme}://${evil}#${host}`,
    `${scheme}://${evil}?${host}`,
    `${origin}/`,
    `${scheme}://${host}:${scheme === 'https' ? '443' : '80'}`,
    `${scheme}://${host}%60.${evil}`,
  ],
};

export const multiValue: Family = {
  id: 'multi-value',
  ...neverSent,
  each: ({ origin }, { evil }) => [
    `${origin} https://${evil}`,
    `${origin}, https://${evil}`,
    `https://${evil}, ${origin}`,
  ],
};

export const schemeSwap: Family = {
  id: 'scheme-swap',
  ...neverSent,
  each: ({ host, port }) => [`ftp://${host}${port}`, `capacitor://${host}${port}`],
};

/** Names that every JavaScript object answers to, and what a missing value looks like. */
export const jsKeys: Family = {
  id: 'js-keys',
  ...neverSent,
  once: () => ['toString', '__proto__', 'constructor', 'undefined', ''],
};
