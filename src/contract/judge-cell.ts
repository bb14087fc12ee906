import { type Assessment, assess, inconclusive, isRefusedByOrigin, notByOrigin } from '../claims/assess.js';
import { exposuresIn } from '../claims/exposure.js';
import { assessLifetime } from '../claims/preflight-lifetime.js';
import { remember } from '../ask/outcome.js';
import type { Question } from '../request/question.js';
import { isSafeMethod } from '../standard/method.js';
import { enumerate } from '../text/sentence.js';
import { type Asked, askCell, type Asking, askPreflights } from './ask-cell.js';
import type { Cell } from './cells.js';
import { type JudgedCell, type JudgedItem, wantedOf } from './judged-cell.js';
import { judgeOtherHeaders, judgeOtherMethods } from './judge-undeclared.js';
import { headersWith } from './questions.js';

/**
 * Asks what a cell is about, and judges the answers.
 *
 * @throws {ExchangeError} when no HTTP answer came back.
 * @throws {InconclusiveError} `rate-limited`, `unavailable`.
 */
export async function judgeCell(cell: Cell, asking: Asking): Promise<JudgedCell> {
  const items = await judges[cell.kind](cell, asking);
  const wanted = wantedOf(cell);
  const failing = items.find(({ assessment }) => assessment.kind !== wanted);
  // What holds is not looked at again.
  if (failing !== undefined) remember(failing.outcome, { target: asking.target, question: failing.question });
  return { cell, items, failing };
}

type Judge = (cell: Cell, asking: Asking) => Promise<JudgedItem[]>;

const judges: Record<Cell['kind'], Judge> = {
  allowed: judgeAllowed,
  refused: judgeRefused,
  'no-credentials': judgeRefused,
  exposed: judgeExposed,
  'max-age': judgeMaxAge,
  'no-other-methods': judgeOtherMethods,
  'no-other-headers': judgeOtherHeaders,
};

async function judgeAllowed(cell: Cell, asking: Asking): Promise<JudgedItem[]> {
  const asked = await askCell(cell, asking);
  return [{ item: cell.origin, ...asked, assessment: assess(asked.outcome, withStatus(asked, cell)) }];
}

/** The status is that of the answer to the request: a preflight has another. */
function withStatus({ question, outcome }: Asked, { route }: Cell): Question {
  const isAnswer = outcome.exchanges.some(({ kind }) => kind === 'request');
  return isAnswer ? { ...question, status: route.status } : question;
}

/**
 * By an origin rule, with the headers its route declares and, where that costs nothing, without: a page chooses what to
 * send, and only one of the two has a preflight.
 */
async function judgeRefused(cell: Cell, asking: Asking): Promise<JudgedItem[]> {
  const asked = [await askCell(cell, asking)];
  if (isSafeMethod(cell.method) && headersWith(cell.method, cell.route).length > 0)
    asked.push(await askCell(cell, asking, { isWhole: false }));
  const items: JudgedItem[] = [];
  for (const [index, one] of asked.entries()) {
    const headers = one.question.request.headerList.map(([name]) => name.toLowerCase());
    const item = `${cell.method} ${index === 0 ? `with ${enumerate(headers)}` : 'without headers'}`;
    items.push({ item, ...one, assessment: await assessRefusal(one, cell, asking, index === 0) });
  }
  return items;
}

/** A bare 404 or 405 counts where a page that is let in gets another answer to the same request. */
async function assessRefusal(
  { outcome, question }: Asked,
  cell: Cell,
  asking: Asking,
  isWhole: boolean,
): Promise<Assessment> {
  let assessment = assess(outcome, question);
  if (assessment.kind === 'inconclusive' && !outcome.allowed && isRefusedByOrigin(outcome, question)) {
    const proof = (await isControlAllowed(cell, asking, isWhole)) ? 'given' : 'none';
    assessment = assess(outcome, question, proof);
  }
  if (assessment.kind !== 'refused' || isRefusedByOrigin(outcome, question)) return assessment;
  return inconclusive(assessment, notByOrigin);
}

async function isControlAllowed(cell: Cell, asking: Asking, isWhole: boolean): Promise<boolean> {
  const { allowed, credentials } = cell.route;
  const [origin] = allowed;
  if (origin === undefined) return false;
  const control = await askCell(cell, asking, { origin, credentials, isWhole });
  return assess(control.outcome, withStatus(control, cell)).kind === 'allowed';
}

/** Of an answer that no page may read nothing is proved. */
async function judgeExposed(cell: Cell, asking: Asking): Promise<JudgedItem[]> {
  const asked = await askCell(cell, asking);
  const { kind, verdict } = assess(asked.outcome, withStatus(asked, cell));
  const hidden = 'The page may read nothing of this answer: this proves nothing about one header.';
  return cell.route.exposedHeaders.map((item) => {
    const assessment =
      kind === 'allowed'
        ? exposuresIn(asked.outcome, asked.question, item)
        : kind === 'refused'
          ? inconclusive({ verdict }, hidden)
          : { kind, verdict };
    return { item, ...asked, assessment };
  });
}

/** A preflight that is refused is not kept, which says nothing about how long it would be. */
async function judgeMaxAge(cell: Cell, asking: Asking): Promise<JudgedItem[]> {
  const question = await asking.questions.of(cell);
  const asked = await askPreflights(cell, asking, question, [question]);
  return asked.map(({ outcome }) => {
    const assessment = assess(outcome, question);
    const why = 'A preflight that is refused is not kept: this proves nothing about how long.';
    return {
      item: cell.origin,
      question,
      outcome,
      assessment:
        assessment.kind === 'allowed'
          ? assessLifetime(outcome, question, cell.route.maxAge ?? 0)
          : assessment.kind === 'refused'
            ? inconclusive(assessment, why)
            : assessment,
    };
  });
}
