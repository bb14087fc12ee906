import { type Family, hosts, registrable, severities } from '../family.js';

/** The host once for each dot, with that dot as a letter; `dots` tells which of them, from the left. */
function dotsReplaced(host: string, from: number, to?: number): string[] {
  const places = [...host].flatMap((character, index) => (character === '.' ? [index] : []));
  return places.slice(from, to).map((place) => `${host.slice(0, place)}x${host.slice(place + 1)}`);
}

/** `app.example.com` -> `appxexample.com`: dots that a regexp leaves unescaped, one at a time. */
export const dotInner: Family = {
  id: 'dot-inner',
  ...registrable,
  kinds: ['name'],
  ofSubdomains: true,
  each: hosts(({ host }) => dotsReplaced(host, 0, -1)),
};

/** `example.com` -> `examplexcom`: there is no such top-level domain, but the dot is unescaped. */
export const dotTld: Family = {
  id: 'dot-tld',
  sentBy: 'all',
  severity: severities.mediumInfo,
  kinds: ['name'],
  ofSubdomains: true,
  each: hosts(({ host }) => dotsReplaced(host, -1)),
};

/** `example.com` -> `examplexcom.evil.test`: neither the dot is escaped nor the end tied down. */
export const dotTldPrefix: Family = {
  id: 'dot-tld+prefix',
  ...registrable,
  kinds: ['name'],
  ofSubdomains: true,
  each: hosts(({ host }, { evil }) => dotsReplaced(host, -1).map((name) => `${name}.${evil}`)),
};

/** `192.168.1.10` -> `192.168.evil.test`, `192x168.1.10.evil.test`: a network range by the beginning of its name. */
export const dotIp: Family = {
  id: 'dot-ip',
  ...registrable,
  kinds: ['ipv4'],
  each: hosts(({ host }, { evil }) => [
    `${host.split('.').slice(0, 2).join('.')}.${evil}`,
    ...dotsReplaced(host, 0).map((name) => `${name}.${evil}`),
  ]),
};
