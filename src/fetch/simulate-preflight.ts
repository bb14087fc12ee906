import { send } from '../browser/network.js';
import { Transcript } from '../browser/transcript.js';
import { judgePreflight } from '../standard/cors-preflight-fetch.js';
import type { Implementation } from '../standard/implementation.js';
import { type FetchResult, type FetchSteps, preflightOf } from '../standard/main-fetch.js';
import { currentUrl, type RequestRecord } from '../standard/request.js';
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
    const run = await transcript.run(browser, (implementation) => preflightOnly(record, implementation));
    verdicts.push([browser, verdictOf(browser, run)] as const);
  }
  return remember(outcomeFrom(transcript.exchanges, verdicts), { target, question });
}

function* preflightOnly(request: RequestRecord, implementation: Implementation): FetchSteps<FetchResult> {
  const response = yield preflightOf(request);
  const refusal = judgePreflight(request, response, implementation);
  if (refusal !== null) return { refusal, phase: 'preflight', request, response };
  const { status } = response;
  return {
    request,
    response: { type: 'cors', status, url: currentUrl(request), redirected: false, headers: [] },
  };
}
