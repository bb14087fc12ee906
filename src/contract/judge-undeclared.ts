import { type Assessment, Decided, disagree, inconclusive } from '../claims/assess.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { extractTokens } from '../standard/extract-header-list-values.js';
import { isForbiddenRequestHeader } from '../standard/forbidden-request-header.js';
import { isCorsSafelistedMethod, isForbiddenMethod, normalizeMethod } from '../standard/method.js';
import type { Question } from '../request/question.js';
import { type Asked, type Asking, askPreflights } from './ask-cell.js';
import type { Cell } from './cells.js';
import { safelistedNames } from '../request/check-header-name.js';
import type { JudgedItem } from './judged-cell.js';

/** What apps allow beyond what they need; where all are declared, one that few apps know. */
const usualMethods = ['PUT', 'PATCH', 'DELETE'];

/**
 * Asks for each usual method that no route with this path declares, and looks for others where the app lists them.
 * Safelisted methods are never undeclared: pages send them without asking.
 */
export async function judgeOtherMethods(cell: Cell, asking: Asking): Promise<JudgedItem[]> {
  const isDeclared = (method: string): boolean => cell.route.methodsOfPath.includes(method);
  const undeclared = usualMethods.filter((method) => !isDeclared(method));
  const probes = undeclared.length > 0 ? undeclared : ['PROPFIND'];
  const questionFor = (method: string): Promise<Question> =>
    asking.questions.of(cell, { method, isWhole: false });
  const answers: Asked[] = [];
  for (const method of probes) {
    const asked = await questionFor(method);
    answers.push(...(await askPreflights(cell, asking, asked, [asked])));
  }
  const last = answers.at(-1);
  if (last === undefined) return [];
  const listed = tokensIn('access-control-allow-methods', last.outcome).map(normalizeMethod);
  const others = listed.filter(
    (name) =>
      ![...probes, '*'].includes(name) &&
      !isDeclared(name) &&
      !isCorsSafelistedMethod(name) &&
      !isForbiddenMethod(name),
  );
  const parts = await Promise.all([...new Set(others)].map(questionFor));
  answers.push(...(await askPreflights(cell, asking, last.question, parts)));
  return answers.map((one) => judged(one.question.request.method, one));
}

const undeclaredHeader = 'x-undeclared';

/** Asks for a header that nobody declares, and looks for others where the app lists them. */
export async function judgeOtherHeaders(cell: Cell, asking: Asking): Promise<JudgedItem[]> {
  const asked = await asking.questions.of(cell, { headers: [[undeclaredHeader, 'x']] });
  const partFor = (name: string): Promise<Question> =>
    asking.questions.of(cell, {
      headers: [[name, name === 'content-type' ? 'application/json' : 'x']],
      isWhole: false,
    });
  const [answer] = await askPreflights(cell, asking, asked, [await partFor(undeclaredHeader)]);
  if (answer === undefined) return [];
  const listed = tokensIn('access-control-allow-headers', answer.outcome).map((name) => name.toLowerCase());
  const known = ['*', undeclaredHeader, ...safelistedNames, ...cell.route.headersOfPath];
  const others = [...new Set(listed)].filter(
    (name) => !known.includes(name) && !isForbiddenRequestHeader(name, 'x'),
  );
  const parts = await Promise.all(others.map(partFor));
  const answers = await askPreflights(cell, asking, asked, parts);
  return [judged(undeclaredHeader, answer), ...answers.map((one, index) => judged(others[index] ?? '', one))];
}

function judged(item: string, asked: Asked): JudgedItem {
  return { item, ...asked, assessment: assessUndeclared(asked.outcome) };
}

/** One browser that allows it is enough. */
function assessUndeclared(outcome: FetchOutcome): Assessment {
  if (outcome.allowed) return new Decided('allowed', outcome);
  const refused = new Decided('refused', outcome);
  return disagree(outcome) ? inconclusive(refused, 'The browsers disagree.') : refused;
}

function tokensIn(name: string, { exchanges }: FetchOutcome): string[] {
  const tokens = extractTokens(name, exchanges.at(-1)?.responseHeaders ?? []);
  return Array.isArray(tokens) ? tokens : [];
}
