import { type BrowserName, displayNames } from '../browser/browser-name.js';
import { implementations } from '../browser/implementations.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { responseAsRead } from '../standard/as-implemented.js';
import { exposedBy } from '../standard/filtered-response.js';
import { contains } from '../standard/header-list.js';
import type { RequestRecord } from '../standard/request.js';
import type { ResponseRecord } from '../standard/response.js';
import { enumerate } from '../text/sentence.js';
import type { Assessment } from './assess.js';

/** Whether pages may read a header: an assessment of one name. */
export type Exposure = Assessment;

/** Whether the page may read a header of this lower-cased name from the last answer of an outcome. */
export function exposuresIn(outcome: FetchOutcome, question: Question, name: string): Exposure {
  const answers = question.browsers.flatMap((browser) => {
    const last = outcome.exchanges.findLast(({ browsers }) => browsers.includes(browser));
    return last === undefined ? [] : [{ browser, response: { ...last, headerList: last.responseHeaders } }];
  });
  return exposureOf(name, question.request, answers);
}

interface Answer {
  readonly browser: BrowserName;
  readonly response: ResponseRecord;
}

/** The same for given answers, one a browser. A header that is not there is said, not held against anybody. */
export function exposureOf(
  name: string,
  request: Pick<RequestRecord, 'credentialsMode' | 'initiatorType'>,
  answers: readonly Answer[],
): Exposure {
  const exposed = (isWanted: boolean): string[] =>
    answers
      .filter(({ browser, response }) => {
        const implementation = implementations[browser];
        const isExposed = exposedBy(request, responseAsRead(response, implementation), implementation);
        return isExposed(name) === isWanted;
      })
      .map(({ browser }) => displayNames[browser]);
  const [readable, hidden] = [exposed(true), exposed(false)];
  const parts = [
    readable.length > 0 ? `readable in ${enumerate(readable)}` : '',
    hidden.length > 0 ? `not readable in ${enumerate(hidden)}` : '',
  ];
  const isThere = answers.some(({ response }) => contains(name, response.headerList));
  const absence = isThere ? [] : [`this answer has no such header`];
  return {
    kind: hidden.length === 0 ? 'allowed' : readable.length === 0 ? 'refused' : 'inconclusive',
    verdict: [[...parts.filter(Boolean), ...absence].join('; ')],
  };
}
