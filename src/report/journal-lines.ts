import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportedAudit } from '../audit/reported-audit.js';
import type { RecordedPart, ReportedCell, ReportedContract } from '../contract/reported-contract.js';
import type { ReportedFailure } from '../journal/reported-failure.js';
import type { Source } from '../journal/reported.js';
import type { Findings } from './cors-report.js';
import { grouped } from '../text/grouped.js';

/** What a process writes down. */
export type JournalLine =
  | { readonly kind: 'contract'; readonly contract: ReportedContract }
  | { readonly kind: 'part'; readonly part: RecordedPart }
  | { readonly kind: 'audit'; readonly audit: ReportedAudit }
  | { readonly kind: 'failure'; readonly failure: ReportedFailure };

/** Takes out of the folder what all processes have written, in the order of each. */
export function takeLines(folder: string): JournalLine[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name));
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').flatMap(lineIn));
  for (const file of files) rmSync(file);
  return lines;
}

/** A worker that was killed leaves half a line. */
function lineIn(text: string): JournalLine[] {
  try {
    return text === '' ? [] : [JSON.parse(text) as JournalLine];
  } catch {
    return [];
  }
}

export function sourceOf(line: JournalLine): Source {
  switch (line.kind) {
    case 'contract':
      return line.contract.source;
    case 'part':
      return line.part.source;
    case 'audit':
      return line.audit.source;
    case 'failure':
      return line.failure.source;
  }
}

export function findingsIn(lines: readonly JournalLine[]): Findings {
  const failures = lines.flatMap((line) => (line.kind === 'failure' ? [line.failure] : []));
  return {
    contracts: [
      ...lines.flatMap((line) => (line.kind === 'contract' ? [line.contract] : [])),
      ...contractsOf(lines.flatMap((line) => (line.kind === 'part' ? [line.part] : []))),
    ],
    audits: lines.flatMap((line) => (line.kind === 'audit' ? [line.audit] : [])),
    // A test that is tried again says the same again.
    failures: [...new Map(failures.map((failure) => [JSON.stringify(failure), failure])).values()],
  };
}

/** Each test of a contract writes down its own cell. */
function contractsOf(parts: readonly RecordedPart[]): ReportedContract[] {
  const groups = grouped(parts, ({ name, source: { file, line, testFile } }) =>
    JSON.stringify([name, file, line, testFile]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [contractOf(first, group)];
  });
}

function contractOf({ name, source }: RecordedPart, parts: readonly RecordedPart[]): ReportedContract {
  // Of a cell that was checked again, because its test was tried again, the last response counts.
  const cells = new Map<string, ReportedCell>();
  for (const { cell } of parts) if (cell !== null) cells.set(cell.name, cell);
  const uncovered = parts.findLast((part) => part.uncovered !== null)?.uncovered ?? null;
  const isBroken = [...cells.values()].some(({ verdict }) => verdict === 'broken');
  return {
    name,
    source: { ...source, test: null },
    passed: !isBroken && (uncovered === null || uncovered.routes.length === 0),
    cells: [...cells.values()],
    uncovered,
    exchanges: parts.reduce((sum, { exchanges }) => sum + exchanges, 0),
  };
}
