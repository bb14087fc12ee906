import { Transcript } from '../browser/transcript.js';
import { send } from '../browser/network.js';
import { preflightAlone } from '../standard/main-fetch.js';
import type { FetchOutcome } from './fetch-outcome.js';
import { remember } from './outcome.js';
import type { Question } from '../request/question.js';
import { type AskOptions, judgeOn, prepare, withoutCookies } from './simulate-fetch.js';

/** The preflight alone, made whether the request needs one or not: nothing but one OPTIONS is sent. */
export async function askPreflight(
  target: unknown,
  question: Question,
  options: AskOptions = {},
): Promise<FetchOutcome> {
  const [outcome] = await askPreflightFor(target, question, [question], options);
  if (outcome === undefined) throw new Error('unreachable: one question, one outcome');
  return outcome;
}

/** One preflight for everything, and an outcome for each part of it. */
export async function askPreflightFor(
  target: unknown,
  asked: Question,
  parts: readonly Question[],
  options: AskOptions = {},
): Promise<FetchOutcome[]> {
  // An OPTIONS is safe to send anywhere.
  const { record, network } = await prepare(target, { ...asked, send: true }, options);
  const transcript = new Transcript((request) => send(request, network));
  const outcomes: FetchOutcome[] = [];
  for (const question of parts) {
    const judged = { ...record, ...question.request };
    const outcome = await judgeOn(
      transcript,
      judged,
      question,
      (own, implementation) => preflightAlone(own, implementation, record),
      withoutCookies(question),
    );
    outcomes.push(remember(outcome, { target, question }));
  }
  return outcomes;
}
