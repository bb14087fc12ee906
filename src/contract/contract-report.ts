import type { Exchange } from '../browser/transcript.js';
import type { ReportedReason } from '../journal/reported.js';
import type { UncoveredRoutes } from './coverage.js';

/** What the tests of a contract are grouped under, and what a report calls it, by default. */
export const defaultName = 'CORS contract';

/** What is said of a page. */
export type CellKind =
  | 'allowed'
  | 'refused' // by an origin rule
  | 'no-credentials' // refused when it asks with credentials
  | 'exposed' // the declared headers may be read
  | 'max-age'
  | 'no-other-methods'
  | 'no-other-headers';

/** What each item of a cell has to be. */
export function wantedOf({ kind }: { readonly kind: CellKind }): 'allowed' | 'blocked' {
  return kind === 'allowed' || kind === 'exposed' || kind === 'max-age' ? 'allowed' : 'blocked';
}

/** One thing a contract says, and whether the app keeps to it. */
export interface ContractCell {
  /** A sentence: `PUT /users/:id from https://evil.example is refused`. */
  readonly name: string;
  /** What is checked. */
  readonly kind: CellKind;
  /** Where it is declared: `routes[0]`. */
  readonly place: string;
  /** As the contract writes it, without secrets: `/users/:id`. */
  readonly route: string;
  /** The request's. */
  readonly method: string;
  /** As it was asked for, parameters replaced. */
  readonly path: string;
  /** The page's. */
  readonly origin: string;
  /** Whether the request has credentials. */
  readonly credentials: boolean;
  /** `noted`: it does not hold, and that fails only under `exact`. */
  readonly verdict: 'holds' | 'broken' | 'noted';
}

/** Something the app does otherwise than the contract says, with what shows it. */
export interface ContractFinding extends ReportedReason {
  /** What does not hold. */
  readonly cell: ContractCell;
  /** What came out, a line each. */
  readonly verdict: readonly string[];
  /** The exchanges that show it. */
  readonly exchanges: readonly Exchange[];
}

/** How an app keeps a contract. Plain data. */
export interface ContractReport {
  /** What the contract was called; `CORS contract` where it was not called anything. */
  readonly name: string;
  /** Whether there is no finding, and where `uncoveredRoutes` is `error` no route that is not mentioned. */
  readonly passed: boolean;
  /** In the order of the contract, the control first. */
  readonly cells: readonly ContractCell[];
  /** What does not hold, in the order of `cells`. */
  readonly findings: readonly ContractFinding[];
  /** Undeclared methods and headers that are allowed, where the contract is not `exact` about them. */
  readonly notes: readonly ContractFinding[];
  /** The routes of an Express app that no contract mentions; null where `uncoveredRoutes` is `ignore`. */
  readonly uncovered: UncoveredRoutes | null;
  /** How many exchanges were made. */
  readonly exchanges: number;
}
