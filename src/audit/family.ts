import type {
  AuditSeverityPair,
  HostileFamily,
  HostileOriginOwner,
  HostileOriginSender,
} from './hostile-origin.js';
import { at, type HostKind, type Seed } from './seed.js';

/** Derives from one trusted origin, the most telling first. */
export type Derive = (seed: Seed, surroundings: Surroundings) => readonly string[];

/** What a family may use besides the trusted origin in hand. */
export interface Surroundings {
  /** The attacker's domain. */
  readonly evil: string;
  readonly seeds: readonly Seed[];
  /** Whether the app trusts any page over http. */
  readonly takesHttp: boolean;
}

/** One way to derive hostile origins; the id is its key in `families/index.ts`. */
export interface Family {
  readonly id: HostileFamily;
  readonly sentBy: HostileOriginSender;
  readonly severity: AuditSeverityPair;
  /** Who has such an origin, where the name does not tell. */
  readonly owner?: HostileOriginOwner;
  /** Kinds of hosts it can be derived from. Default all. */
  readonly kinds?: readonly HostKind[];
  /** Whether it is derived from a subdomain too where those are allowed: the check for them is another one. */
  readonly ofSubdomains?: true;
  /** Derives from each trusted origin. What comes out as no origin is left out later. */
  readonly each?: Derive;
  /** Derives whatever is trusted. */
  readonly once?: (surroundings: Surroundings) => readonly string[];
}

/** Derives hosts, each at the scheme and port of the trusted origin. */
export function hosts(derive: Derive): Derive {
  return (seed, surroundings) => derive(seed, surroundings).map((host) => at(seed, host));
}

export const severities = {
  highLow: { withCredentials: 'high', withoutCredentials: 'low' },
  mediumLow: { withCredentials: 'medium', withoutCredentials: 'low' },
  mediumInfo: { withCredentials: 'medium', withoutCredentials: 'info' },
  lowInfo: { withCredentials: 'low', withoutCredentials: 'info' },
  info: { withCredentials: 'info', withoutCredentials: 'info' },
} as const satisfies Record<string, AuditSeverityPair>;

/** Names that anyone can register and every browser opens. */
export const registrable = { sentBy: 'all', severity: severities.highLow } as const;
/** Names that need a foothold on the trusted site. */
export const foothold = { sentBy: 'all', severity: severities.mediumInfo } as const;

export const names: readonly HostKind[] = ['name', 'single-label'];
export const namesAndIpv4: readonly HostKind[] = ['name', 'single-label', 'ipv4'];
