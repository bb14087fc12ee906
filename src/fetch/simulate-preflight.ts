import { send } from '../browser/network.js';
import { Transcript } from '../browser/transcript.js';
import { preflightAlone } from '../standard/main-fetch.js';
import { type FetchOutcome, outcomeFrom, remember, verdictOf } from './outcome.js';
import type { Question } from './question.js';
import { type AskOptions, prepare } from './simulate-fetch.js';

/** The preflight alone, made whether the request needs one or not: nothing but one OPTIONS is sent. */
export async function askPreflight(
  target: unknown,
  question: Question,
  options: AskOptions = {},
): Promise<FetchOutcome> {
  // An OPTIONS is safe to send anywhere.
  const { network, record } = await prepare(target, { ...question, send: true }, options);
  const transcript = new Transcript((request) => send(request, network));
  const verdicts = [];
  for (const browser of question.browsers) {
    const run = await transcript.run(browser, (implementation) => preflightAlone(record, implementation));
    verdicts.push([browser, verdictOf(browser, run)] as const);
  }
  return remember(outcomeFrom(transcript.exchanges, verdicts), { target, question });
}
