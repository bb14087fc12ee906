import type { ReportedAudit } from '../audit/reported-audit.js';
import type { ReportedContract } from '../contract/reported-contract.js';
import type { ReportedFailure } from '../journal/reported-failure.js';

/** What tests, contracts and audits came to, for people to look at. Plain JSON data without secrets. */
export interface CorsReport {
  /** Of this format. */
  readonly format: 1;
  /** Of the package that made it. */
  readonly version: string;
  readonly title: string;
  /** When it was made, ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly contracts: readonly ReportedContract[];
  readonly audits: readonly ReportedAudit[];
  /** Failed assertions; those of contracts and audits are told there. */
  readonly failures: readonly ReportedFailure[];
}
