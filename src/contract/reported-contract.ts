import type { CallSite } from '../runner/call-site.js';
import { shownUrl } from '../state/disclosure.js';
import { isJournalKept, record } from '../journal/journal.js';
import { kept, type KeptAnswer, reportedAnswer, reportedExchange } from '../journal/reported-answer.js';
import type { ReportedAnswer, ReportedReason, Source } from '../journal/reported.js';
import { sourceOf } from '../journal/source.js';
import type { ContractCell, ContractFinding, ContractReport } from './contract-report.js';
import type { UncoveredRoutes } from './coverage.js';
import type { JudgedCell } from './judge-cell.js';

/** Something a contract says, with what was asked for it. */
export interface ReportedCell extends ContractCell {
  /** Usually one; empty where the report was revived from JSON. */
  readonly answers: readonly ReportedAnswer[];
  /** What is not as the contract says; null where it holds. */
  readonly finding: ReportedFinding | null;
}

/** What a check found, and why. */
export interface ReportedFinding extends ReportedReason {
  /** What came out, a line each. */
  readonly verdict: readonly string[];
}

/** How an app keeps a contract, for people to look at. Plain data without secrets. */
export interface ReportedContract {
  /** What the contract was called. */
  readonly name: string;
  /** Where it was checked. */
  readonly source: Source;
  /** Whether the app keeps it. */
  readonly passed: boolean;
  /** In the order of the contract, the control first. */
  readonly cells: readonly ReportedCell[];
  /** The routes of the app in no contract; null where they were not looked for. */
  readonly uncovered: UncoveredRoutes | null;
  /** How many exchanges were made. */
  readonly exchanges: number;
}

/** What was asked for a cell. */
export type CellEvidence = readonly KeptAnswer[];

/** What is kept of a cell: the words of the browsers are told only of what does not hold. */
export function evidenceOf({ items, failing }: JudgedCell): CellEvidence {
  return items.map(({ outcome }) => (failing === undefined || outcome.allowed ? kept(outcome) : outcome));
}

// Reports are plain data, and stay small: what was asked for their cells is remembered on the side.
const asked = new WeakMap<ContractCell, CellEvidence>();

export function withEvidence(cell: ContractCell, evidence: CellEvidence): ContractCell {
  asked.set(cell, evidence);
  return cell;
}

export function reportedContract(report: ContractReport, source: Source): ReportedContract {
  const { name, passed, cells, findings, notes, uncovered, exchanges } = report;
  const found = new Map([...findings, ...notes].map((finding) => [finding.cell.name, finding]));
  return {
    name,
    source,
    passed,
    cells: cells.map((cell) => reportedCell(cell, found.get(cell.name), asked.get(cell))),
    uncovered,
    exchanges,
  };
}

/** @param evidence What was asked for it, where that is known. */
export function reportedCell(
  cell: ContractCell,
  finding: ContractFinding | undefined,
  evidence: CellEvidence | undefined,
): ReportedCell {
  const isTold = finding !== undefined;
  return {
    ...cell,
    path: shownUrl(cell.path),
    answers: evidence?.map((answer) => reportedAnswer(answer, { isTold })) ?? answersIn(finding),
    finding: finding === undefined ? null : reportedFinding(finding),
  };
}

function reportedFinding(finding: ContractFinding): ReportedFinding {
  const { verdict, code, cause, certainty, evidence, culprit, fix } = finding;
  return { verdict, code, cause, certainty, evidence, culprit, fix };
}

/** Of a report that was revived, the exchanges of what does not hold are left. */
function answersIn(finding: ContractFinding | undefined): ReportedAnswer[] {
  if (finding === undefined || finding.exchanges.length === 0) return [];
  const { exchanges, code, cell } = finding;
  const { method, path } = cell;
  const question = `${method} ${shownUrl(path)}`;
  return [
    {
      question,
      allowed: code === null,
      browsers: {},
      exchanges: exchanges.map((one) => reportedExchange(one)),
    },
  ];
}

/** Writes down how an app keeps a contract, where a reporter asked for it. */
export function recordContract(report: ContractReport, site: CallSite): void {
  if (isJournalKept()) record({ kind: 'contract', contract: reportedContract(report, sourceOf(site)) });
}

/** What is written down of one cell that is a test of its own, or of the routes that no contract mentions. */
export interface RecordedPart {
  /** Of the contract. */
  readonly name: string;
  readonly source: Source;
  readonly cell: ReportedCell | null;
  readonly uncovered: UncoveredRoutes | null;
  readonly exchanges: number;
}

/** Writes down a part of a contract, where a reporter asked for it: its tests may run in several processes. */
export function recordPart(
  { name, site }: { readonly name: string; readonly site: CallSite },
  part: () => Omit<RecordedPart, 'name' | 'source'>,
): void {
  if (isJournalKept()) record({ kind: 'part', part: { name, source: sourceOf(site), ...part() } });
}
