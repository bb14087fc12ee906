import type { BrowserName } from '../browser/browser-name.js';
import type { BrowserResult, Exchange } from '../browser/transcript.js';
import { consoleMessage } from '../browser/console/console-message.js';
import type { FetchResult } from '../standard/main-fetch.js';
import type { Question } from '../request/question.js';
import { warningsFor } from './warnings.js';
import type { AskedRequest, BrowserVerdict, FetchOutcome } from './fetch-outcome.js';

/** The exchange that decided: the last one of the first browser that refuses, or of the first browser. */
export function decisiveExchange({ browsers, exchanges }: FetchOutcome): Exchange | undefined {
  const verdicts = Object.entries(browsers) as [BrowserName, BrowserVerdict][];
  const decisive = verdicts.find(([, { allowed }]) => !allowed) ?? verdicts[0];
  return exchanges.findLast((exchange) => decisive !== undefined && exchange.browsers.includes(decisive[0]));
}

export function verdictOf(
  browser: BrowserName,
  { result, exchanges, assumed }: BrowserResult<FetchResult>,
  { initiator }: Question,
): BrowserVerdict {
  const print = (): string | null => consoleMessage(browser, result, { initiator, exchanges });
  const preflighted = exchanges.some(({ kind }) => kind === 'preflight');
  if (!('refusal' in result)) {
    return {
      allowed: true,
      code: null,
      rule: null,
      failedParameter: null,
      phase: null,
      preflighted,
      response: result.response,
      consoleMessage: print(),
      ...(assumed ? { assumed } : {}),
    };
  }
  const { code, rule, failedParameter } = result.refusal;
  // Of a hundred refusals few are ever read: the words are found when they are.
  let words: string | null | undefined;
  return {
    allowed: false,
    code,
    rule,
    failedParameter,
    phase: result.phase,
    preflighted,
    response: null,
    get consoleMessage() {
      if (words === undefined) words = print();
      return words;
    },
    ...(assumed ? { assumed } : {}),
  };
}

export function outcomeFrom(
  url: string,
  question: Question,
  exchanges: readonly Exchange[],
  verdicts: readonly (readonly [BrowserName, BrowserVerdict])[],
): FetchOutcome {
  const [first] = verdicts;
  const decisive = verdicts.find(([, { allowed }]) => !allowed) ?? first;
  if (decisive === undefined) throw new Error('unreachable: a question names a browser');
  const { allowed, code, rule, failedParameter, phase, response } = decisive[1];
  const request = askedRequest(url, question);
  const seen = { allowed, phase, request, exchanges, response, browsers: question.browsers };
  return {
    allowed,
    code,
    rule,
    failedParameter,
    phase,
    preflighted: verdicts.some(([, verdict]) => verdict.preflighted),
    request,
    exchanges,
    response,
    browsers: Object.fromEntries(verdicts),
    warnings: warningsFor({ ...seen, isDeployed: question.servedAt !== undefined }),
  };
}

function askedRequest(url: string, { request, path, initiator }: Question): AskedRequest {
  return {
    origin: request.origin,
    method: request.method,
    url,
    path,
    headers: request.headerList,
    credentials: request.credentialsMode,
    mode: request.mode,
    redirect: request.redirectMode,
    initiator,
  };
}
