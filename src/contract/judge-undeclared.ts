import { type Assessment, Decided, disagree, inconclusive, type Judged } from '../claims/assess.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { listedHeaders, listedMethods } from '../claims/listed.js';
import type { HeaderList } from '../standard/header-list.js';
import type { Question } from '../request/question.js';
import type { Cell } from './cells.js';
import type { CellAsking } from './questions.js';

/** What apps allow beyond what they need; where all are declared, one that few apps know. */
const usualMethods = ['PUT', 'PATCH', 'DELETE'];

/**
 * Asks for each usual method that no route with this path declares, and looks for others where the app lists them.
 * Safelisted methods are never undeclared: pages send them without asking.
 */
export async function judgeOtherMethods(cell: Cell, asking: CellAsking): Promise<Judged[]> {
  const isDeclared = (method: string): boolean => cell.route.methodsOfPath.includes(method);
  const undeclared = usualMethods.filter((method) => !isDeclared(method));
  const probes = undeclared.length > 0 ? undeclared : ['PROPFIND'];
  const questionFor = (method: string): Promise<Question> =>
    asking.questions.of(cell, { method, isWhole: false });
  const judged: Judged[] = [];
  let last: Question | undefined;
  for (const method of probes) {
    last = await questionFor(method);
    judged.push(...(await judgePreflight(asking, last, [last], [method])));
  }
  const outcome = judged.at(-1)?.outcome;
  if (last === undefined || outcome === undefined) return [];
  const listed = new Set(listedMethods(headersIn(outcome)));
  const others = [...listed].filter((name) => !probes.includes(name) && !isDeclared(name));
  const parts = await Promise.all(others.map(questionFor));
  return [...judged, ...(await judgePreflight(asking, last, parts, others))];
}

const undeclaredHeader = 'x-undeclared';

/** Asks for a header that nobody declares, and looks for others where the app lists them. */
export async function judgeOtherHeaders(cell: Cell, asking: CellAsking): Promise<Judged[]> {
  const asked = await asking.questions.of(cell, { headers: [[undeclaredHeader, 'x']] });
  const partFor = (name: string): Promise<Question> =>
    asking.questions.of(cell, {
      headers: [[name, name === 'content-type' ? 'application/json' : 'x']],
      isWhole: false,
    });
  const part = await partFor(undeclaredHeader);
  const [first] = await judgePreflight(asking, asked, [part], [undeclaredHeader]);
  if (first === undefined) return [];
  const known = [undeclaredHeader, ...cell.route.headersOfPath];
  const listed = new Set(listedHeaders(headersIn(first.outcome)));
  const others = [...listed].filter((name) => !known.includes(name));
  const parts = await Promise.all(others.map(partFor));
  return [first, ...(await judgePreflight(asking, asked, parts, others))];
}

/** One preflight that asks for everything, and what it says of each part of it. */
async function judgePreflight(
  { session }: CellAsking,
  whole: Question,
  parts: readonly Question[],
  items: readonly string[],
): Promise<Judged[]> {
  if (parts.length === 0) return [];
  const outcomes = await session.askParts('preflight', whole, parts);
  return outcomes.map((outcome, index) => ({
    item: items[index] ?? '',
    question: parts[index] ?? whole,
    outcome,
    assessment: assessUndeclared(outcome),
  }));
}

/** One browser that allows it is enough. */
function assessUndeclared(outcome: FetchOutcome): Assessment {
  if (outcome.allowed) return new Decided('allowed', outcome);
  const blocked = new Decided('blocked', outcome);
  return disagree(outcome) ? inconclusive(blocked, 'The browsers disagree.') : blocked;
}

function headersIn({ exchanges }: FetchOutcome): HeaderList {
  return exchanges.at(-1)?.responseHeaders ?? [];
}
