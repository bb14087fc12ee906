import { parseUrl } from '../text/parse-url.js';
import { seedOf, type Seed } from './seed.js';

/** What an app allows on purpose, beside the trusted origins themselves. */
export interface Declared {
  /** Any name below a trusted host, with its scheme and port. Default false. */
  readonly allowSubdomains?: boolean | undefined;
  /** A trusted host with any port. Default false. */
  readonly allowPorts?: boolean | undefined;
  /** A trusted https origin over http as well. Default false. */
  readonly allowHttp?: boolean | undefined;
  /** The opaque origin. Default false. */
  readonly allowNull?: boolean | undefined;
}

/** Whether the app means to allow the origin; what is declared combines: any port of any subdomain. */
export function isDeclared(origin: string, trusted: readonly string[], declared: Declared): boolean {
  if (trusted.includes(origin)) return true;
  if (origin === 'null') return declared.allowNull === true;
  const asked = seedOf(origin);
  // Not an origin as browsers write it: it looks like a trusted one at most.
  if (asked === undefined || parseUrl(origin)?.origin !== origin) return false;
  return trusted.some((one) => {
    const seed = seedOf(one);
    return seed !== undefined && covers(seed, asked, declared);
  });
}

function covers(seed: Seed, asked: Seed, { allowSubdomains, allowPorts, allowHttp }: Declared): boolean {
  const isScheme = asked.scheme === seed.scheme || (allowHttp === true && seed.scheme === 'https');
  const isBelow = asked.host.endsWith(`.${seed.host}`) && !seed.kind.startsWith('ip');
  const isHost = asked.host === seed.host || (allowSubdomains === true && isBelow);
  return isScheme && isHost && (asked.port === seed.port || allowPorts === true);
}
