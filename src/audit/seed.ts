import { parseUrl } from '../text/parse-url.js';
import { siteOf } from './public-suffix.js';

/** `example.com`, `localhost`, `127.0.0.1`, `[::1]`: what can be derived depends on it. */
export type HostKind = 'name' | 'single-label' | 'ipv4' | 'ipv6';

/** A trusted origin in parts. */
export interface Seed {
  readonly origin: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** With its colon; empty for the default port. */
  readonly port: string;
  readonly kind: HostKind;
  /** The registrable domain; the host where there is none. */
  readonly base: string;
  /** The first label of `base`. */
  readonly label: string;
  /** The public suffix below `base`; empty where there is none. */
  readonly suffix: string;
  /** Whether strangers can have names beside `base`. */
  readonly isShared: boolean;
}

/** `null` and origins of other schemes (`capacitor://localhost`) have no host to derive from: undefined. */
export function seedOf(origin: string): Seed | undefined {
  const url = parseUrl(origin);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  const host = url.hostname;
  const kind = kindOf(host);
  const { domain, suffix, isShared } = kind === 'name' ? siteOf(host) : nowhere;
  const base = domain ?? host;
  return {
    origin,
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    host,
    port: url.port === '' ? '' : `:${url.port}`,
    kind,
    base,
    label: base.split('.')[0] ?? base,
    suffix: domain === null ? '' : (suffix ?? ''),
    isShared: isShared && domain !== null,
  };
}

const nowhere = { domain: null, suffix: null, isShared: false } as const;

function kindOf(host: string): HostKind {
  if (host.startsWith('[')) return 'ipv6';
  if (/^\d+(\.\d+){3}$/.test(host)) return 'ipv4';
  return host.includes('.') ? 'name' : 'single-label';
}

/** The origin of another host at the scheme and port of a trusted one: the change goes before the port. */
export function at({ scheme, port }: Pick<Seed, 'scheme' | 'port'>, host: string): string {
  return `${scheme}://${host}${port}`;
}

/** A name under a domain of the attacker's, reserved by RFC 2606, that none of the trusted hosts is related to. */
export function attackersDomain(seeds: readonly Seed[]): string {
  const names = ['evil.test', 'attacker.test', 'evil.example', 'attacker.example'];
  const isFree = (name: string): boolean =>
    !seeds.some(({ host }) => host === name || host.endsWith(`.${name}`) || name.endsWith(`.${host}`));
  for (let count = 1; ; count++) {
    const free = [...names, `evil${String(count)}.invalid`, `evil${String(count)}.test`].find(isFree);
    if (free !== undefined) return free;
  }
}
