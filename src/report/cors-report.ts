import type { ReportedAudit } from '../audit/reported-audit.js';
import type { ReportedContract } from '../contract/reported-contract.js';
import type { ReportedFailure } from '../journal/reported-failure.js';

/** What was found, as far as it can be put together with what others found. */
export interface Findings {
  readonly contracts: readonly ReportedContract[];
  readonly audits: readonly ReportedAudit[];
  /** Failed assertions; those of contracts and audits are told there. */
  readonly failures: readonly ReportedFailure[];
}

/** What tests, contracts and audits came to, for people to look at. Plain JSON data without secrets. */
export interface CorsReport extends Findings {
  /** Of this format. */
  readonly format: 1;
  /** Of the package that made it. */
  readonly version: string;
  readonly title: string;
  /** When it was made, ISO 8601 in UTC. */
  readonly createdAt: string;
}

export const defaultTitle = 'CORS report';
