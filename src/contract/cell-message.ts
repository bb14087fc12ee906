import { causeFacts } from '../failure/cause-facts.js';
import { describeQuestion, explain, labelWidth } from '../failure/explanation.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { shownUrl } from '../errors/disclosure.js';
import { type Fact, labels } from '../text/labels.js';
import { enumerate, plural } from '../text/sentence.js';
import type { Cell } from './cells.js';
import { fixOf } from './fix.js';
import { type JudgedCell, type JudgedItem, wantedOf } from './judged-cell.js';

/** What the contract says, as the first line of a failure. */
function expectationOf({ cell, items }: JudgedCell): string {
  const { kind, origin, route } = cell;
  const page = `"${origin}"`;
  const [first] = items;
  const asked = first === undefined ? '' : describeQuestion(first.question);
  const path = shownUrl(route.path);
  const nothingBut = (names: readonly string[], what: string): string =>
    names.length > 0 ? `no ${what} but ${enumerate(names)}` : `no ${what}`;
  switch (kind) {
    case 'allowed':
      return `${page} to be allowed   ${asked}`;
    case 'refused':
    case 'no-credentials':
      return `${page} to be refused   ${asked}`;
    case 'exposed':
      return `${enumerate(route.exposedHeaders)} to be readable for ${page}   ${asked}`;
    case 'max-age':
      return `a preflight kept for ${plural(route.maxAge ?? 0, 'second')} for ${page}   ${asked}`;
    case 'no-other-methods':
      return `${nothingBut(route.methodsOfPath, 'method')} for ${page}   ${path}`;
    case 'no-other-headers':
      return `${nothingBut(route.headersOfPath, 'request header')} for ${page}   ${cell.method} ${path}`;
  }
}

const headersOfKind: Partial<Record<JudgedCell['cell']['kind'], readonly string[]>> = {
  exposed: ['Access-Control-Expose-Headers'],
  'max-age': ['Access-Control-Max-Age'],
};

/** Whether the items of a cell are names: of methods, of headers. */
function isOfNames({ kind }: Cell): boolean {
  return kind === 'exposed' || kind === 'no-other-methods' || kind === 'no-other-headers';
}

/** What came out, a line for each thing that is not as the contract says where there are several. */
export function verdictOfCell({ cell, items }: JudgedCell): readonly string[] {
  const [first] = items;
  const wanted = wantedOf(cell);
  const failing = items.filter(({ assessment }) => assessment.kind !== wanted);
  if (items.length === 1 && !isOfNames(cell)) return first?.assessment.verdict ?? [];
  return failing.map(({ item, assessment }) => `"${item}": ${assessment.verdict.join('. ')}`);
}

/** What in the app makes it so; undefined where there is nothing to explain. */
export async function diagnosisOf(judged: JudgedCell, failing: JudgedItem): Promise<Diagnosis | undefined> {
  if (fixOf(judged) !== undefined) return undefined;
  const isAboutOrigin = judged.cell.kind === 'refused' && failing.assessment.kind === 'allowed';
  return !failing.outcome.allowed || isAboutOrigin ? diagnose(failing.outcome) : undefined;
}

/** What there is to tell of a cell that fails. */
export interface CellFacts {
  readonly name: string;
  /** Which of several items it is about. */
  readonly item: string | undefined;
  readonly place: Fact;
  readonly expected: Fact;
  readonly verdict: Fact;
  /** The facts of a failing matcher. */
  readonly facts: readonly Fact[];
}

export function factsOf(
  judged: JudgedCell,
  failing: JudgedItem,
  diagnosis: Diagnosis | undefined,
): CellFacts {
  const { cell, items } = judged;
  const isWanted = wantedOf(cell) === 'refused' && !failing.outcome.allowed;
  const fix = fixOf(judged);
  const cause = diagnosis === undefined ? [] : causeFacts(diagnosis, { isWanted });
  return {
    name: cell.name,
    item: items.length > 1 ? `"${failing.item}"` : undefined,
    place: ['Declared', `routes[${String(cell.route.index)}]   ${cell.route.name}`],
    expected: ['Expected', expectationOf(judged)],
    verdict: ['Verdict', verdictOfCell(judged)],
    facts: explain(failing.outcome, {
      told: failing.assessment.verdict,
      headers: headersOfKind[cell.kind] ?? [],
      cause: fix === undefined ? cause : [['Fix', fix]],
    }),
  };
}

/** As one text. */
export function cellMessage({ item, place, expected, verdict, facts }: CellFacts): string {
  const about: Fact[] = item === undefined ? [] : [['About', item]];
  return [labels([expected, verdict, place], labelWidth), labels([...about, ...facts], labelWidth)].join(
    '\n\n',
  );
}
