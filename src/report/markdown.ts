import { failingIn } from '../audit/level.js';
import type { ReportedAudit } from '../audit/reported-audit.js';
import type { ReportedCell, ReportedContract } from '../contract/reported-contract.js';
import type { ReportedFailure } from '../journal/reported-failure.js';
import type { ReportedExchange, ReportedReason, Source } from '../journal/reported.js';
import { type Fact, labels } from '../text/labels.js';
import { codeBlock, codeSpan, plainText, table } from '../text/markdown-escape.js';
import { entriesFor } from '../contract/uncovered-entries.js';
import { plural } from '../text/sentence.js';
import type { CorsReport } from './cors-report.js';
import { brokenCells, brokenCount, decisiveExchangeOf } from './decisive.js';
import { grouped } from '../text/grouped.js';
import { gravest, meanings, signs, type State, stateOf, states } from './states.js';
import { headline } from './totals.js';

/** The most of a kind that are shown in full: a summary of a CI job may have a megabyte. */
const most = 50;

/**
 * A report as GitHub's Markdown, for the summary of a CI job: what is wrong, with cause and fix. Whatever comes from the
 * app stands in code.
 */
export function markdownOf(report: CorsReport): string {
  const { title, contracts, audits, failures } = report;
  return [
    `# ${plainText(title)}: ${headline(report)}`,
    ...contracts.flatMap(contractLines),
    ...audits.flatMap(auditLines),
    ...(failures.length > 0 ? ['## Failed assertions', ...upTo(failures, failureLines)] : []),
    '',
  ].join('\n\n');
}

function contractLines(contract: ReportedContract): string[] {
  const { name, cells, uncovered, source } = contract;
  const broken = brokenCells(contract);
  const count = cells.length === 0 ? 'no check was run' : brokenCount(contract);
  return [
    `## ${plainText(name)}: ${count}`,
    ...placeLines(source),
    ...(cells.length > 0 ? [matrix(cells, broken)] : []),
    ...upTo(broken, cellLines),
    ...(uncovered === null || uncovered.routes.length === 0
      ? []
      : [
          `${plural(uncovered.routes.length, 'route')} in no contract:`,
          codeBlock(entriesFor(uncovered.routes)),
        ]),
  ];
}

/** Routes and origins; where they are many, those with something broken come first and the others are counted. */
function matrix(cells: readonly ReportedCell[], broken: readonly ReportedCell[]): string {
  const keyOf = ({ method, route }: ReportedCell): string => `${method} ${route}`;
  const rows = chosen(broken.map(keyOf), cells.map(keyOf), most);
  const columns = chosen(
    broken.map(({ origin }) => origin),
    cells.map(({ origin }) => origin),
    8,
  );
  const squareOf = (row: string, column: string): string => JSON.stringify([row, column]);
  const bySquare = grouped(cells, (cell) => squareOf(keyOf(cell), cell.origin));
  const seen = new Set<State>();
  const square = (row: string, column: string): string => {
    const own = bySquare.get(squareOf(row, column));
    if (own === undefined) return ' ';
    const state = gravest(own.map(stateOf));
    seen.add(state);
    return state === 'open' || state === 'strict' ? `**${signs[state]}**` : signs[state];
  };
  const left = [
    ...(rows.left > 0 ? [`${plural(rows.left, 'more route')}`] : []),
    ...(columns.left > 0 ? [`${plural(columns.left, 'more origin')}`] : []),
  ];
  const squares = rows.shown.map((row) => [
    codeSpan(row),
    ...columns.shown.map((column) => square(row, column)),
  ]);
  const legend = states
    .filter((state) => seen.has(state))
    .map((state) => `${signs[state]} ${meanings[state]}`);
  return [
    table(['', ...columns.shown.map(codeSpan)], squares),
    [...legend, ...(left.length > 0 ? [`not shown: ${left.join(', ')}`] : [])].join('; '),
  ].join('\n\n');
}

function chosen(
  first: readonly string[],
  all: readonly string[],
  limit: number,
): { readonly shown: readonly string[]; readonly left: number } {
  const distinct = [...new Set(all)];
  const shown = new Set([...new Set([...first, ...distinct])].slice(0, limit));
  return { shown: distinct.filter((one) => shown.has(one)), left: distinct.length - shown.size };
}

function cellLines(cell: ReportedCell): string[] {
  const { name, finding } = cell;
  return [
    `### ${codeSpan(name)}`,
    codeBlock(
      labels([
        ...(finding === null ? [] : [['Verdict', finding.verdict] as const, ...reasonFacts(finding)]),
        ...curlFacts(decisiveExchangeOf(cell)),
      ]).split('\n'),
    ),
  ];
}

function auditLines(audit: ReportedAudit): string[] {
  const { trusted, paths, findings, probes, source } = audit;
  const failing = new Set(failingIn(audit));
  const tried = `${plural(probes, 'hostile origin')} tried`;
  const rows = findings.slice(0, most).map((finding) => {
    const { id, level, severity, message, fix } = finding;
    return [
      failing.has(finding) ? '**×**' : '',
      severity ?? level,
      codeSpan(id),
      codeSpan(message),
      codeSpan(fix),
    ];
  });
  const count =
    findings.length === 0 ? `no findings, ${tried}` : `${plural(findings.length, 'finding')}, ${tried}`;
  return [
    `## Audit of ${paths.map(codeSpan).join(', ')}: ${count}`,
    ...placeLines(source),
    `Trusted: ${trusted.map(codeSpan).join(', ')}`,
    ...(rows.length > 0 ? [table(['', 'severity', 'finding', 'evidence', 'fix'], rows)] : []),
  ];
}

function failureLines({ title, message, source, ...reason }: ReportedFailure): string[] {
  const isTold = message.includes('Cause:') || reason.cause === null;
  return [
    `### ${codeSpan(source.test ?? title)}`,
    ...placeLines(source),
    codeBlock([...message.split('\n'), ...(isTold ? [] : labels(reasonFacts(reason)).split('\n'))]),
  ];
}

function reasonFacts({ code, cause, certainty, evidence, culprit, fix }: ReportedReason): Fact[] {
  return [
    ...(code === null ? [] : [['Rule', code] as const]),
    ...(cause === null ? [] : [['Cause', [`${cause} (${certainty ?? ''})`, ...evidence]] as const]),
    ...(culprit === null || culprit.package !== null
      ? []
      : [['Where', `${culprit.file}:${String(culprit.line)}`] as const]),
    ...(fix === null ? [] : [['Fix', fix.split('\n')] as const]),
  ];
}

function curlFacts(exchange: ReportedExchange | undefined): Fact[] {
  return exchange === undefined ? [] : [['Reproduce', exchange.curl]];
}

function placeLines({ file, line }: Source): string[] {
  return file === null ? [] : [codeSpan(line === null ? file : `${file}:${String(line)}`)];
}

function upTo<Item>(items: readonly Item[], linesOf: (item: Item) => string[]): string[] {
  const left = items.length - most;
  return [...items.slice(0, most).flatMap(linesOf), ...(left > 0 ? [`and ${String(left)} more`] : [])];
}
