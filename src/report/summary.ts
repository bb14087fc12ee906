import { fails } from '../audit/level.js';
import type { ReportedAudit, ReportedAuditFinding } from '../audit/reported-audit.js';
import type { ReportedCell, ReportedContract } from '../contract/reported-contract.js';
import { wantedOf } from '../contract/judged-cell.js';
import type { ReportedExchange } from '../journal/reported.js';
import { enumerate, plural } from '../text/sentence.js';
import type { CorsReport } from './cors-report.js';

/** Whether nothing is to be done. */
export function isClean({ contracts, audits, failures }: CorsReport): boolean {
  return (
    failures.length === 0 && contracts.every(({ passed }) => passed) && audits.every(({ passed }) => passed)
  );
}

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

/** `3 of 120 cells do not hold, 2 audit findings and 1 failed assertion`, or what was found to be right. */
export function headline(report: CorsReport): string {
  const { contracts, audits, failures } = report;
  const cells = contracts.flatMap((contract) => contract.cells);
  const broken = contracts.flatMap(brokenCells);
  const uncovered = contracts.flatMap(({ passed, uncovered: of }) => (passed ? [] : (of?.routes ?? [])));
  const findings = audits.flatMap(failingFindings);
  const wrong = [
    broken.length > 0
      ? `${String(broken.length)} of ${plural(cells.length, 'cell')} ${doNotHold(broken.length)}`
      : '',
    uncovered.length > 0 ? `${plural(uncovered.length, 'route')} that no contract mentions` : '',
    findings.length > 0 ? plural(findings.length, 'audit finding') : '',
    failures.length > 0 ? plural(failures.length, 'failed assertion') : '',
  ].filter(Boolean);
  if (wrong.length > 0) return enumerate(wrong);
  const right = [
    cells.length > 0 ? `${plural(cells.length, 'cell')} ${cells.length === 1 ? 'holds' : 'hold'}` : '',
    audits.length > 0 ? `${plural(audits.length, 'audit')} ${audits.length === 1 ? 'passes' : 'pass'}` : '',
  ].filter(Boolean);
  return right.length > 0
    ? enumerate(right)
    : 'nothing was found, and neither a contract nor an audit was recorded';
}

function doNotHold(count: number): string {
  return count === 1 ? 'does not hold' : 'do not hold';
}
