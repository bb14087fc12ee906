import { fails } from '../audit/level.js';
import type { ReportedAudit, ReportedAuditFinding } from '../audit/reported-audit.js';
import type { ReportedCell, ReportedContract } from '../contract/reported-contract.js';
import { wantedOf } from '../contract/judged-cell.js';
import type { ReportedExchange } from '../journal/reported.js';

export function brokenCells({ cells }: ReportedContract): ReportedCell[] {
  return cells.filter(({ verdict }) => verdict === 'broken');
}

/** What shows that a cell does not hold: the end of the first thing that did not come out as it should. */
export function decisiveExchangeOf({ kind, answers }: ReportedCell): ReportedExchange | undefined {
  const isLetIn = wantedOf({ kind }) === 'allowed';
  const telling = answers.find(({ allowed }) => allowed !== isLetIn) ?? answers[0];
  return telling?.exchanges.at(-1);
}

/** The findings that make an audit fail. */
export function failingFindings({ findings, failOn }: ReportedAudit): ReportedAuditFinding[] {
  return findings.filter(({ level }) => fails(level, failOn));
}
