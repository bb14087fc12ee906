import { causeFacts } from '../assertion/cause-facts.js';
import { describeQuestion, explain, labelWidth } from '../assertion/explanation.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { diagnose } from '../fetch/diagnose.js';
import { shownUrl } from '../assertion/disclosure.js';
import { type Fact, labels } from '../text/labels.js';
import { enumerate, plural } from '../text/sentence.js';
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

/** What came out, a line for each thing that is not as the contract says where there are several. */
export function verdictOfCell({ cell, items }: JudgedCell): readonly string[] {
  const [first] = items;
  const wanted = wantedOf(cell);
  const failing = items.filter(({ assessment }) => assessment.kind !== wanted);
  if (items.length === 1) return first?.assessment.verdict ?? [];
  return failing.map(({ item, assessment }) => `"${item}": ${assessment.verdict.join('. ')}`);
}

/** What in the app makes it so; undefined where there is nothing to explain. */
export async function diagnosisOf(judged: JudgedCell, failing: JudgedItem): Promise<Diagnosis | undefined> {
  const { kind } = judged.cell;
  const isAboutOrigin = kind === 'refused' || kind === 'no-credentials';
  const isExplained = !failing.outcome.allowed || (isAboutOrigin && failing.assessment.kind === 'allowed');
  return isExplained ? diagnose(failing.outcome) : undefined;
}

/** The facts of a cell that fails: those of a failing matcher, and where the contract says so. */
export function cellMessage(
  judged: JudgedCell,
  failing: JudgedItem,
  diagnosis: Diagnosis | undefined,
): string {
  const { cell, items } = judged;
  const isWanted = wantedOf(cell) === 'refused' && !failing.outcome.allowed;
  const about: Fact[] = items.length > 1 ? [['About', `"${failing.item}"`]] : [];
  return [
    labels(
      [
        ['Expected', expectationOf(judged)],
        ['Verdict', verdictOfCell(judged)],
        ['Declared', `routes[${String(cell.route.index)}]   ${cell.route.name}`],
      ],
      labelWidth,
    ),
    labels(
      [
        ...about,
        ...explain(failing.outcome, {
          told: failing.assessment.verdict,
          headers: headersOfKind[cell.kind] ?? [],
          cause: diagnosis === undefined ? [] : causeFacts(diagnosis, { isWanted }),
        }),
      ],
      labelWidth,
    ),
  ].join('\n\n');
}
