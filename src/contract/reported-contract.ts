import type { ReportedAnswer, ReportedReason, Source } from '../journal/reported.js';
import type { ContractCell } from './contract-report.js';
import type { UncoveredRoutes } from './coverage.js';

/** Something a contract says, with what was asked for it. */
export interface ReportedCell extends ContractCell {
  /** Usually one; empty where the report was revived from JSON. */
  readonly answers: readonly ReportedAnswer[];
  /** What is not as the contract says; null where it holds. */
  readonly finding: ReportedFinding | null;
}

export interface ReportedFinding extends ReportedReason {
  /** What came out, a line each. */
  readonly verdict: readonly string[];
}

/** How an app keeps a contract, for people to look at. Plain data without secrets. */
export interface ReportedContract {
  readonly name: string;
  readonly source: Source;
  readonly passed: boolean;
  /** In the order of the contract, the control first. */
  readonly cells: readonly ReportedCell[];
  readonly uncovered: UncoveredRoutes | null;
  readonly exchanges: number;
}
