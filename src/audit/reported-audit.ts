import type { CallSite } from '../runner/call-site.js';
import { shownUrl } from '../state/disclosure.js';
import type { Culprit } from '../diagnosis/cause.js';
import { isJournalKept, record } from '../journal/journal.js';
import { reportedExchange } from '../journal/reported-answer.js';
import type { ReportedExchange, Source } from '../journal/reported.js';
import { sourceOf } from '../journal/source.js';
import type { AuditFinding, AuditReport } from './audit-report.js';

/** A finding, and the code behind it. */
export interface ReportedAuditFinding extends AuditFinding {
  /** Without its secrets. */
  readonly exchange: ReportedExchange;
  /** The code that allows the origin; null where it was not looked for. */
  readonly culprit: Culprit | null;
}

/** The result of an audit, for people to read. Plain data without secrets. */
export interface ReportedAudit extends AuditReport {
  /** Where it was asked for. */
  readonly source: Source;
  readonly findings: readonly ReportedAuditFinding[];
}

/** @param culprits Who is behind a finding, where that is known. */
export function reportedAudit(
  report: AuditReport,
  source: Source,
  culprits: ReadonlyMap<AuditFinding, Culprit> = new Map(),
): ReportedAudit {
  return {
    ...report,
    source,
    paths: report.paths.map(shownUrl),
    findings: report.findings.map((finding) => ({
      ...finding,
      paths: finding.paths.map(shownUrl),
      exchange: reportedExchange(finding.exchange),
      culprit: culprits.get(finding) ?? null,
    })),
  };
}

/** Writes an audit down, where a reporter asked for it. */
export function recordAudit(
  report: AuditReport,
  site: CallSite,
  culprits?: ReadonlyMap<AuditFinding, Culprit>,
): void {
  if (isJournalKept()) record({ kind: 'audit', audit: reportedAudit(report, sourceOf(site), culprits) });
}
