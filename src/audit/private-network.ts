import { seedOf } from './seed.js';

/** Whether an origin is a development machine's, or an intranet's: RFC 1918, 4193, 6761, 6762 and 9476. */
export function isPrivate(origin: string): boolean {
  const seed = seedOf(origin);
  if (seed === undefined) return false;
  const { kind, host } = seed;
  if (kind === 'ipv4') return /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)\./.test(host);
  if (kind === 'ipv6') return /^\[(::1\]|f[cd]|fe[89ab])/.test(host);
  return kind === 'single-label' || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host);
}
