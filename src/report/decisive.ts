import type { ReportedCell, ReportedContract } from '../contract/reported-contract.js';
import { wantedOf } from '../contract/contract-report.js';
import type { ReportedExchange } from '../journal/reported.js';
import { plural } from '../text/sentence.js';

export function brokenCells({ cells }: ReportedContract): ReportedCell[] {
  return cells.filter(({ verdict }) => verdict === 'broken');
}

/** `2 of 5 cells are broken` */
export function brokenCount(contract: ReportedContract): string {
  const broken = brokenCells(contract).length;
  return `${broken > 0 ? String(broken) : 'none'} of ${plural(contract.cells.length, 'cell')} ${broken === 1 ? 'is' : 'are'} broken`;
}

/** What shows that a cell does not hold: the end of the first thing that did not come out as it should. */
export function decisiveExchangeOf({ kind, answers }: ReportedCell): ReportedExchange | undefined {
  const isLetIn = wantedOf({ kind }) === 'allowed';
  const telling = answers.find(({ allowed }) => allowed !== isLetIn) ?? answers[0];
  return telling?.exchanges.at(-1);
}
