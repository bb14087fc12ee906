import { shownUrl } from '../errors/disclosure.js';
import { checkReadable } from '../ask/subject.js';
import { matchesStatus } from '../claims/assess.js';
import { checkConclusive } from '../claims/check-conclusive.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { defaultTimeout, type Question } from '../request/question.js';
import {
  type AskOptions,
  jarsFor,
  judgeOn,
  prepare,
  type Steps,
  withoutCookies,
} from '../ask/simulate-fetch.js';
import { mainFetch, preflightAlone } from '../standard/main-fetch.js';
import { type Deadline, deadlineIn } from '../http/deadline.js';
import type { Cell } from './cells.js';
import { configuredForContract } from './contract-request.js';
import type { Changes, Questions } from './questions.js';
import { isSent } from './resolved-route.js';
import type { SharedExchanges } from './shared-exchanges.js';

/** Who is asked for a cell, with what, and what was asked already. */
export interface Asking {
  readonly target: unknown;
  readonly questions: Questions;
  readonly exchanges: SharedExchanges;
  /** One for all questions of a cell. */
  readonly deadline: Deadline;
}

export function askingFor(target: unknown, questions: Questions, exchanges: SharedExchanges): Asking {
  const timeout = questions.request.timeout ?? configuredForContract().timeout ?? defaultTimeout;
  return { target, questions, exchanges, deadline: deadlineIn(timeout) };
}

export interface Asked {
  readonly question: Question;
  readonly outcome: FetchOutcome;
}

/** Asks as far as the route lets requests be sent: where it does not, its preflight alone. */
export async function askCell(cell: Cell, asking: Asking, changes: Changes = {}): Promise<Asked> {
  const question = await asking.questions.of(cell, changes);
  if (isSent(question.request.method, cell.route)) return askWhole(cell, asking, question);
  const [asked] = await askPreflights(cell, asking, question, [question]);
  if (asked === undefined) throw new Error('unreachable: one question, one answer');
  return asked;
}

/** The request and its answer, with the preflight a browser sends before it. */
async function askWhole(cell: Cell, asking: Asking, question: Question): Promise<Asked> {
  const prepared = await prepare(asking.target, question, options(asking));
  const transcript = asking.exchanges.transcriptOf(prepared.network);
  const jars = jarsFor(prepared, question);
  const outcome = await judgeOn(transcript, prepared.record, question, mainFetch, jars);
  checkReadable(outcome);
  checkAnswers(cell, outcome);
  return { question, outcome };
}

/** One preflight that asks for everything, and an answer for each part of it. */
export async function askPreflights(
  cell: Cell,
  asking: Asking,
  asked: Question,
  parts: readonly Question[],
): Promise<Asked[]> {
  if (parts.length === 0) return [];
  const { target, exchanges } = asking;
  // An OPTIONS is safe to send anywhere.
  const { record, network } = await prepare(target, { ...asked, send: true }, options(asking));
  const transcript = exchanges.transcriptOf(network);
  const steps: Steps = (own, implementation) => preflightAlone(own, implementation, record);
  const answers: Asked[] = [];
  for (const question of parts) {
    const judged = { ...record, ...question.request };
    const outcome = await judgeOn(transcript, judged, question, steps, withoutCookies(question));
    checkAnswers(cell, outcome);
    answers.push({ question, outcome });
  }
  return answers;
}

function options({ deadline, exchanges }: Asking): AskOptions {
  return { deadline, crossOriginOnly: true, lean: true, find: exchanges.find };
}

/** @throws {InconclusiveError} for what every page meets, whatever the app makes of its origin. */
function checkAnswers({ name, route }: Cell, { exchanges }: FetchOutcome): void {
  for (const { method, url, status } of exchanges) {
    if (route.status !== undefined && matchesStatus(status, route.status)) continue;
    checkConclusive(
      status,
      () => `${name}: not known, for ${method} ${shownUrl(new URL(url).pathname)}`,
      'Where it is meant, declare it as the "status" of the route.',
    );
  }
}
