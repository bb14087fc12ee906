import { type Family, foothold, hosts, names, registrable, severities } from '../family.js';
import { at } from '../seed.js';

/** `myapp.vercel.app` -> `myapp-evil.vercel.app`: on a shared host, anyone can have the name beside. */
export const tenantSibling: Family = {
  id: 'tenant-sibling',
  ...registrable,
  kinds: ['name'],
  each: hosts(({ isShared, suffix, label }, { evil }) =>
    isShared
      ? [`${label}-evil.${suffix}`, `evil.${suffix}`, `evil-${label}.${suffix}`, `${suffix}.${evil}`]
      : [],
  ),
};

/** `example.co.uk` -> `evil.co.uk`: the last two labels are taken for the site. A host of two is `subdomain`'s. */
export const lastTwoLabels: Family = {
  id: 'last-two-labels',
  ...registrable,
  kinds: ['name'],
  each: hosts(({ host }) => {
    const labels = host.split('.');
    return labels.length > 2 ? [`evil.${labels.slice(-2).join('.')}`] : [];
  }),
};

/** `example.com` -> `evil.example.com`, and one level deeper. */
export const subdomain: Family = {
  id: 'subdomain',
  ...foothold,
  kinds: names,
  each: hosts(({ host }) => [`evil.${host}`, `deep.evil.${host}`]),
};

/** `https://example.com` -> `http://example.com`: anyone on the network can change that page. */
export const httpDowngrade: Family = {
  id: 'http-downgrade',
  ...foothold,
  each: (seed) => (seed.scheme === 'https' ? [at({ ...seed, scheme: 'http' }, seed.host)] : []),
};

export const httpSubdomain: Family = {
  id: 'http-subdomain',
  ...foothold,
  kinds: names,
  each: (seed) => (seed.scheme === 'https' ? [at({ ...seed, scheme: 'http' }, `evil.${seed.host}`)] : []),
};

/** `http://localhost:3000` -> `http://localhost:1337`, `http://localhost`. */
export const portSwap: Family = {
  id: 'port-swap',
  sentBy: 'all',
  severity: severities.lowInfo,
  each: (seed) => [
    at({ ...seed, port: seed.port === ':1337' ? ':31337' : ':1337' }, seed.host),
    at({ ...seed, port: '' }, seed.host),
  ],
};

/** `http://localhost:3000` -> `http://localhost:30000`. Five digits have no room for one more. */
export const portGlue: Family = {
  id: 'port-glue',
  sentBy: 'all',
  severity: severities.lowInfo,
  each: (seed) => (seed.port === '' ? [] : [`${seed.origin}0`]),
};

/**
 * `example.com` -> `example.com.`: the same machine, and another origin. Trusted with a dot, it is without.
 * Of an address, browsers drop it.
 */
export const trailingDot: Family = {
  id: 'trailing-dot',
  sentBy: 'all',
  severity: severities.lowInfo,
  kinds: names,
  each: hosts(({ host }) => [`${host}.`, host]),
};
