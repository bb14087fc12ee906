import type { ReportedCell, ReportedContract } from '../contract/reported-contract.js';
import { wantedOf } from '../contract/contract-report.js';
import type { ReportedExchange } from '../journal/reported.js';
import { checksSummary } from './totals.js';

export function brokenCells({ cells }: ReportedContract): ReportedCell[] {
  return cells.filter(({ verdict }) => verdict === 'broken');
}

/** `2 of 5 checks fail`, `all 5 checks pass` */
export function brokenCount(contract: ReportedContract): string {
  return checksSummary(contract.cells.length, brokenCells(contract).length);
}

/** The exchange that shows why a check fails: the last of the first response with the wrong verdict. */
export function decisiveExchangeOf({ kind, answers }: ReportedCell): ReportedExchange | undefined {
  const isLetIn = wantedOf({ kind }) === 'allowed';
  const telling = answers.find(({ allowed }) => allowed !== isLetIn) ?? answers[0];
  return telling?.exchanges.at(-1);
}
