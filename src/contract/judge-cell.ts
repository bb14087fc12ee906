import type { Judged } from '../claims/assess.js';
import { headersExposed } from '../claims/headers-exposed.js';
import { originAllowed } from '../claims/origin-allowed.js';
import { originRejected } from '../claims/origin-rejected.js';
import { preflightKept } from '../claims/preflight-kept.js';
import type { Question } from '../request/question.js';
import { isSafeMethod } from '../standard/method.js';
import { enumerate } from '../text/sentence.js';
import type { Cell } from './cells.js';
import { wantedOf } from './contract-report.js';
import { judgeOtherHeaders, judgeOtherMethods } from './judge-undeclared.js';
import { type CellAsking, headersWith } from './questions.js';
import { isSent } from './resolved-route.js';

export interface JudgedCell {
  readonly cell: Cell;
  readonly items: readonly Judged[];
  /** The first thing that is not as the contract says. */
  readonly failing: Judged | undefined;
}

/**
 * Asks what a cell is about, and judges the responses.
 *
 * @throws {ExchangeError} when no HTTP response came back.
 * @throws {InconclusiveError} `rate-limited`, `unavailable`.
 */
export async function judgeCell(cell: Cell, asking: CellAsking): Promise<JudgedCell> {
  const items = await judges[cell.kind](cell, asking);
  const wanted = wantedOf(cell);
  return { cell, items, failing: items.find(({ assessment }) => assessment.kind !== wanted) };
}

type Judge = (cell: Cell, asking: CellAsking) => Promise<Judged[]>;

const judges: Record<Cell['kind'], Judge> = {
  allowed: async (cell, { session, questions }) => [
    await originAllowed(session, withStatus(await questions.of(cell), cell)),
  ],
  refused: judgeRejected,
  'no-credentials': judgeRejected,
  exposed: async (cell, { session, questions }) =>
    headersExposed(session, withStatus(await questions.of(cell), cell), cell.route.exposedHeaders),
  'max-age': async (cell, { session, questions }) => [
    await preflightKept(session, await questions.of(cell), cell.route.maxAge ?? 0),
  ],
  'no-other-methods': judgeOtherMethods,
  'no-other-headers': judgeOtherHeaders,
};

/** The status is that of the response to the request: a preflight has another. */
function withStatus(question: Question, { route }: Cell): Question {
  return isSent(question.request.method, route) ? { ...question, status: route.status } : question;
}

/**
 * By an origin rule, with the headers its route declares and, where that costs nothing, without: a page chooses what to
 * send, and only one of the two has a preflight.
 */
async function judgeRejected(cell: Cell, asking: CellAsking): Promise<Judged[]> {
  const hasBoth = isSafeMethod(cell.method) && headersWith(cell.method, cell.route).length > 0;
  const items: Judged[] = [];
  for (const isWhole of hasBoth ? [true, false] : [true]) {
    const question = await asking.questions.of(cell, { isWhole });
    const control = (): Promise<boolean> => isControlAllowed(cell, asking, isWhole);
    const judged = await originRejected(asking.session, question, { control });
    const headers = question.request.headerList.map(([name]) => name.toLowerCase());
    const item = `${cell.method} ${isWhole ? `with ${enumerate(headers)}` : 'without headers'}`;
    items.push({ ...judged, item });
  }
  return items;
}

/** Whether a page that is declared to be allowed is, asking the same. */
async function isControlAllowed(
  cell: Cell,
  { session, questions }: CellAsking,
  isWhole: boolean,
): Promise<boolean> {
  const { allowed, credentials } = cell.route;
  const [origin] = allowed;
  if (origin === undefined) return false;
  // Whatever the status is: the origin makes the difference.
  const question = await questions.of(cell, { origin, credentials, isWhole });
  return (await originAllowed(session, question)).assessment.kind === 'allowed';
}
