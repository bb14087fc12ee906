import { reveals, shownHeader, shownUrl, shownWords } from '../state/disclosure.js';
import { describeRequest } from '../failure/explanation.js';
import { verdictsOf } from '../failure/verdict.js';
import type { Exchange } from '../browser/transcript.js';
import { bodyOf } from '../ask/provenance.js';
import { curlLine } from '../diagnosis/curl-line.js';
import { isBrowsersOwn } from '../browser/browsers-own.js';
import type { BrowserName } from '../browser/browser-name.js';
import type { BrowserVerdict, FetchOutcome } from '../ask/fetch-outcome.js';
import type { HeaderList } from '../standard/header-list.js';
import type { ReportedAnswer, ReportedExchange, ReportedVerdict } from './reported.js';

/**
 * An exchange without its secrets; they are shown where messages show them.
 *
 * @param body What was sent with it; undefined where that is not known.
 */
export function reportedExchange(
  { url, requestHeaders, responseHeaders, ...rest }: Exchange,
  body?: Uint8Array | null,
): ReportedExchange {
  // What every request of a browser carries tells nothing, ten thousand times.
  const ofPage = requestHeaders.filter((header) => !isBrowsersOwn(header));
  const shown = { ...rest, url: shownUrl(url), requestHeaders: shownHeaders(ofPage) };
  return {
    ...shown,
    responseHeaders: shownHeaders(responseHeaders),
    curl: curlLine({ ...shown, url, requestHeaders }, { reveal: reveals(), body }),
  };
}

function shownHeaders(list: HeaderList): HeaderList {
  return list.map(([name, value]) => [name, shownHeader(name, value)]);
}

/** What is told of an outcome. */
export interface KeptAnswer extends Pick<FetchOutcome, 'request' | 'allowed' | 'exchanges'> {
  readonly browsers: Readonly<
    Partial<Record<BrowserName, Pick<BrowserVerdict, 'allowed' | 'code' | 'consoleMessage'>>>
  >;
}

/** An outcome without what no report tells; the words of a refusal are left out, too. There may be ten thousand. */
export function kept(outcome: FetchOutcome): KeptAnswer {
  const { request, allowed, exchanges } = outcome;
  const verdicts = verdictsOf(outcome).map(([browser, verdict]) => {
    const { allowed: isAllowed, code } = verdict;
    // To look at those of a refusal is to make them.
    const consoleMessage = isAllowed ? verdict.consoleMessage : null;
    return [browser, { allowed: isAllowed, code, consoleMessage }] as const;
  });
  return { request, allowed, exchanges, browsers: Object.fromEntries(verdicts) };
}

/** What was asked and came out. `isTold`: the browsers' words as well, which are long and say what is expected. */
export function reportedAnswer(
  outcome: KeptAnswer,
  { isTold }: { readonly isTold: boolean },
): ReportedAnswer {
  const verdicts = Object.entries(outcome.browsers).map(([browser, verdict]) => {
    const { allowed, code } = verdict;
    const says = isTold ? verdict.consoleMessage : null;
    const reported: ReportedVerdict = { allowed, code, says: says === null ? null : shownWords(says) };
    return [browser, reported] as const;
  });
  return {
    question: describeRequest(outcome.request),
    allowed: outcome.allowed,
    browsers: Object.fromEntries(verdicts),
    exchanges: outcome.exchanges.map((exchange) => reportedExchange(exchange, bodyOf(outcome, exchange))),
  };
}
