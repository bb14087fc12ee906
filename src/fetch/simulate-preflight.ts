import { preflightAlone } from '../standard/main-fetch.js';
import type { FetchOutcome } from './outcome.js';
import type { Question } from './question.js';
import { type AskOptions, judge, prepare } from './simulate-fetch.js';

/** The preflight alone, made whether the request needs one or not: nothing but one OPTIONS is sent. */
export async function askPreflight(
  target: unknown,
  question: Question,
  options: AskOptions = {},
): Promise<FetchOutcome> {
  // An OPTIONS is safe to send anywhere.
  const prepared = await prepare(target, { ...question, send: true }, options);
  return judge(prepared, { target, question }, preflightAlone);
}
