import { type BrowserName, displayNames } from '../browser/browser-name.js';
import { unsafeHeaderMessage } from '../browser/console/unsafe-header.js';
import { implementations } from '../browser/implementations.js';
import { UsageError } from '../errors/usage-error.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { initiators } from '../request/initiators.js';
import type { Question } from '../request/question.js';
import { responseAsRead } from '../standard/as-implemented.js';
import { exposedBy } from '../standard/filtered-response.js';
import { contains } from '../standard/header-list.js';
import type { RequestRecord } from '../standard/request.js';
import type { ResponseRecord } from '../standard/response.js';
import type { Fact } from '../text/labels.js';
import { enumerate } from '../text/sentence.js';
import type { Session } from '../ask/session.js';
import { type Assessment, assess, inconclusive, type Judged } from './assess.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';

/** Whether the page may read each of these headers, in lower case. A response that it may not read proves nothing. */
export async function headersExposed(
  session: Session,
  question: Question,
  names: readonly string[],
): Promise<Judged[]> {
  const { initiator } = question;
  if (initiator !== 'fetch' && initiator !== 'xhr') {
    const message = `${initiators[initiator].what} shows a page no headers, whatever the app exposes. Leave \`initiator\` out.`;
    throw new UsageError('invalid-value', message, { option: 'initiator', value: initiator });
  }
  const outcome = await session.ask(question);
  const judged = { question, outcome };
  const assessment = await unlessAnyPageMeetsIt(assess(outcome, question), judged, session);
  const each = names.map((item) => ({ item, assessment: assessExposure(item, judged, assessment) }));
  const hidden = each.filter((one) => one.assessment.kind === 'blocked').map(({ item }) => item);
  return each.map(({ item, assessment: own }) => ({
    ...judged,
    item,
    assessment: own.kind === 'blocked' ? { ...own, lack: { exposed: hidden } } : own,
  }));
}

function assessExposure(
  name: string,
  { outcome, question }: { readonly outcome: FetchOutcome; readonly question: Question },
  assessment: Assessment,
): Assessment {
  if (assessment.kind === 'blocked') {
    const why = 'The page cannot read this response at all: this proves nothing about a single header.';
    return inconclusive(assessment, why);
  }
  if (assessment.kind === 'inconclusive') return assessment;
  const responses = question.browsers.flatMap((browser) => {
    const last = outcome.exchanges.findLast(({ browsers }) => browsers.includes(browser));
    return last === undefined ? [] : [{ browser, response: { ...last, headerList: last.responseHeaders } }];
  });
  return exposureOf(name, question.request, responses);
}

interface BrowsersResponse {
  readonly browser: BrowserName;
  readonly response: ResponseRecord;
}

/** Whether a header may be read of given responses, one for each browser. A missing header is reported, and fails nothing. */
export function exposureOf(
  name: string,
  request: Pick<RequestRecord, 'credentialsMode' | 'initiatorType'>,
  responses: readonly BrowsersResponse[],
): Assessment {
  const exposed = (isWanted: boolean): BrowserName[] =>
    responses
      .filter(({ browser, response }) => {
        const implementation = implementations[browser];
        const isExposed = exposedBy(request, responseAsRead(response, implementation), implementation);
        return isExposed(name) === isWanted;
      })
      .map(({ browser }) => browser);
  const [readable, hidden] = [exposed(true), exposed(false)];
  const parts = [
    readable.length > 0 ? `readable in ${enumerate(readable.map(calledBy))}` : '',
    hidden.length > 0 ? `not readable in ${enumerate(hidden.map(calledBy))}` : '',
  ];
  const isXhr = request.initiatorType === 'xmlhttprequest';
  const isThere = responses.some(({ response }) => contains(name, response.headerList));
  const absence = isThere ? [] : [`this response has no such header`];
  return {
    kind: hidden.length === 0 ? 'allowed' : readable.length === 0 ? 'blocked' : 'inconclusive',
    verdict: [[...parts.filter(Boolean), ...absence].join('; ')],
    says: isXhr ? hidden.flatMap((browser) => wordsOf(browser, name)) : [],
  };
}

const calledBy = (browser: BrowserName): string => displayNames[browser];

function wordsOf(browser: BrowserName, name: string): Fact[] {
  const words = unsafeHeaderMessage(browser, name);
  return words === null ? [] : [[`${displayNames[browser]} says`, words]];
}
