import { lineOf, causeOf, diagnosisFor, factsFor } from '../claims/failure-of.js';
import type { Judged } from '../claims/assess.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { describeRequest } from '../failure/explanation.js';
import type { Failure } from '../failure/failure.js';
import { reasonIn } from '../journal/reported-reason.js';
import { shownUrl } from '../state/disclosure.js';
import { enumerate, plural } from '../text/sentence.js';
import type { Cell } from './cells.js';
import { type ContractCell, type ContractFinding, wantedOf } from './contract-report.js';
import { fixOf } from './fix.js';
import type { JudgedCell } from './judge-cell.js';

/** What the contract says, as the first line of a failure. */
function expectationOf({ cell, items }: JudgedCell): string {
  const { kind, origin, route } = cell;
  const page = `"${origin}"`;
  const [first] = items;
  const asked = first === undefined ? '' : describeRequest(first.outcome.request);
  const path = shownUrl(route.path);
  const only = (names: readonly string[], what: string): string =>
    names.length > 0 ? `only the ${what}${names.length > 1 ? 's' : ''} ${enumerate(names)}` : `no ${what}s`;
  switch (kind) {
    case 'allowed':
      return `${page} to be allowed   ${asked}`;
    case 'refused':
    case 'no-credentials':
      return `${page} to be rejected   ${asked}`;
    case 'exposed':
      return `${enumerate(route.exposedHeaders)} to be readable for ${page}   ${asked}`;
    case 'max-age':
      return `a preflight cached for ${plural(route.maxAge ?? 0, 'second')} for ${page}   ${asked}`;
    case 'no-other-methods':
      return `${only(route.methodsOfPath, 'method')} for ${page}   ${path}`;
    case 'no-other-headers':
      return `${only(route.headersOfPath, 'request header')} for ${page}   ${cell.method} ${path}`;
  }
}

const headersOfKind: Partial<Record<Cell['kind'], readonly string[]>> = {
  exposed: ['Access-Control-Expose-Headers'],
  'max-age': ['Access-Control-Max-Age'],
};

/** Whether the items of a cell are names: of methods, of headers. */
function isOfNames({ kind }: Cell): boolean {
  return kind === 'exposed' || kind === 'no-other-methods' || kind === 'no-other-headers';
}

/** What was found, a line for each thing that is not as the contract says where there are several. */
function verdictOf({ cell, items }: JudgedCell): readonly string[] {
  const [first] = items;
  const wanted = wantedOf(cell);
  if (items.length === 1 && !isOfNames(cell)) return first?.assessment.verdict ?? [];
  return items.filter(({ assessment }) => assessment.kind !== wanted).map(lineOf);
}

/** What in the app makes it so; undefined where there is nothing to explain. */
export async function diagnosisOf(judged: JudgedCell, failing: Judged): Promise<Diagnosis | undefined> {
  if (fixOf(judged) !== undefined) return undefined;
  return diagnosisFor(failing, { isAboutOrigin: judged.cell.kind === 'refused' });
}

/** Why a cell fails. */
export function failureOf(judged: JudgedCell, failing: Judged, diagnosis: Diagnosis | undefined): Failure {
  const { cell, items } = judged;
  const fix = fixOf(judged);
  const cause =
    fix === undefined ? causeOf(failing, { wanted: wantedOf(cell) }, diagnosis) : [['Fix', fix] as const];
  return {
    title: cell.name,
    expected: ['Expected', expectationOf(judged)],
    verdict: verdictOf(judged),
    about: items.length > 1 ? `"${failing.item}"` : undefined,
    facts: [
      ['Declared', `routes[${String(cell.route.index)}]   ${cell.route.name}`],
      ...factsFor(failing, { headers: headersOfKind[cell.kind] }, cause),
    ],
  };
}

/** A cell as reports show it. */
export function cellInReport(
  { name, kind, route, method, origin, credentials, isNote }: Cell,
  fails: boolean,
): ContractCell {
  return {
    name,
    kind,
    place: `routes[${String(route.index)}]`,
    route: route.name,
    method,
    path: route.path,
    origin,
    credentials,
    verdict: !fails ? 'holds' : isNote ? 'noted' : 'broken',
  };
}

/** What is not as a cell says. */
export function findingOf(judged: JudgedCell, diagnosis: Diagnosis | undefined): ContractFinding {
  const { cell, failing } = judged;
  const isWanted = wantedOf(cell) === 'blocked' && failing?.outcome.allowed === false;
  const reason = reasonIn(diagnosis);
  const fix = reason.cause === null ? (fixOf(judged)?.join('\n') ?? null) : reason.fix;
  return {
    cell: cellInReport(cell, true),
    verdict: verdictOf(judged),
    code: failing?.outcome.code ?? null,
    ...reason,
    fix: isWanted ? null : fix,
    exchanges: failing?.outcome.exchanges ?? [],
  };
}
