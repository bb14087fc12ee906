import type { ReportedAudit } from '../audit/reported-audit.js';
import type { ReportedContract } from '../contract/reported-contract.js';
import type { ReportedFailure } from '../journal/reported-failure.js';

/** The part of a report that can be merged with that of others. */
export interface Findings {
  /** The results of contracts. */
  readonly contracts: readonly ReportedContract[];
  /** The results of audits. */
  readonly audits: readonly ReportedAudit[];
  /** Failed assertions, without those of contracts and audits. */
  readonly failures: readonly ReportedFailure[];
}

/** The results of tests, contracts and audits, for people to read. Plain JSON data without secrets. */
export interface CorsReport extends Findings {
  /** Of this format. */
  readonly format: 1;
  /** Of the package that made it. */
  readonly version: string;
  /** The heading of the page. Default `CORS report`. */
  readonly title: string;
  /** When it was made, ISO 8601 in UTC. */
  readonly createdAt: string;
}

export const defaultTitle = 'CORS report';
