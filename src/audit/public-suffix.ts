import type * as Tldts from 'tldts';
import { required } from '../runner/required.js';

const tldts = required<typeof Tldts>('tldts');

/** Where the Public Suffix List cuts a host. */
export interface Site {
  /** The registrable domain; null for an address, `localhost` and a public suffix itself. */
  readonly domain: string | null;
  readonly suffix: string | null;
  /** Whether the list knows the suffix: `com` and `vercel.app`, not `xcom`. */
  readonly isListed: boolean;
  /** Whether the suffix belongs to a company that gives out names under it, as `vercel.app` does. */
  readonly isShared: boolean;
}

export function siteOf(host: string): Site {
  const { domain, publicSuffix, isIcann, isPrivate } = tldts().parse(host, { allowPrivateDomains: true });
  return {
    domain,
    suffix: publicSuffix,
    isListed: isIcann === true || isPrivate === true,
    isShared: isPrivate === true,
  };
}
