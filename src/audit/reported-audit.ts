import type { ReportedExchange, Source } from '../journal/reported.js';
import type { AuditFinding, AuditReport } from './audit-report.js';

export interface ReportedAuditFinding extends AuditFinding {
  readonly exchange: ReportedExchange;
}

/** What an audit came to, for people to look at. Plain data without secrets. */
export interface ReportedAudit extends AuditReport {
  readonly source: Source;
  readonly findings: readonly ReportedAuditFinding[];
}
