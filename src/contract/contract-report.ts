import type { Exchange } from '../browser/transcript.js';
import type { ReportedReason } from '../journal/reported.js';
import type { UncoveredRoutes } from './coverage.js';

/** What a check is about. */
export type CellKind =
  | 'allowed'
  | 'refused' // by an origin rule
  | 'no-credentials' // rejected when it sends credentials
  | 'exposed' // the declared headers may be read
  | 'max-age'
  | 'no-other-methods'
  | 'no-other-headers';

/** What each item of a cell has to be. */
export function wantedOf({ kind }: { readonly kind: CellKind }): 'allowed' | 'blocked' {
  return kind === 'allowed' || kind === 'exposed' || kind === 'max-age' ? 'allowed' : 'blocked';
}

/** One check of a contract, and whether it passes. */
export interface ContractCell {
  /** A sentence: `PUT /users/:id from https://evil.example is rejected`. */
  readonly name: string;
  readonly kind: CellKind;
  /** Where it is declared: `routes[0]`. */
  readonly place: string;
  /** As the contract writes it, without secrets: `/users/:id`. */
  readonly route: string;
  readonly method: string;
  /** As it was requested, with values for the parameters. */
  readonly path: string;
  readonly origin: string;
  readonly credentials: boolean;
  /** `broken`: the check fails. `noted`: it would fail under `exact`, and is only reported. */
  readonly verdict: 'holds' | 'broken' | 'noted';
}

/** A check that fails, with its evidence. */
export interface ContractFinding extends ReportedReason {
  readonly cell: ContractCell;
  /** The result, a line each. */
  readonly verdict: readonly string[];
  readonly exchanges: readonly Exchange[];
}

/** The result of checking a contract. Plain data. */
export interface ContractReport {
  /** The name that was given. Default `CORS contract`. */
  readonly name: string;
  /** Whether no check fails and, where `uncoveredRoutes` is `error`, every route is mentioned. */
  readonly passed: boolean;
  /** In the order of the contract, the control first. */
  readonly cells: readonly ContractCell[];
  readonly findings: readonly ContractFinding[];
  /** Undeclared methods and headers that are allowed, where the contract is not `exact` about them. */
  readonly notes: readonly ContractFinding[];
  /** The routes of an Express app that no contract mentions; null where `uncoveredRoutes` is `ignore`. */
  readonly uncovered: UncoveredRoutes | null;
  /** How many exchanges were made. */
  readonly exchanges: number;
}
