import { shownUrl } from '../errors/disclosure.js';
import { explain, labelWidth } from '../failure/explanation.js';
import { describeVerdict } from '../failure/verdict.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { type Fact, labels } from '../text/labels.js';
import { enumerate } from '../text/sentence.js';

/** Says what the answer is not, what the browsers make of it, and what it is. */
export function failureMessage(
  faults: readonly string[],
  { outcome, question, cause }: { outcome: FetchOutcome; question: Question; cause: readonly Fact[] },
): string {
  const { request, path } = question;
  const names = request.headerList.map(([name]) => name);
  const headers = names.length > 0 ? ` with ${enumerate(names)}` : '';
  const credentials = request.credentialsMode === 'include' ? ', credentials included' : '';
  const asked = `"${request.origin}"   ${request.method} ${shownUrl(path)}${headers}${credentials}`;
  return [
    'preflight(app)',
    labels(
      [
        ['Preflight for', asked],
        ['Verdict', describeVerdict(outcome)],
        ['Not as expected', faults],
      ],
      labelWidth,
    ),
    labels(explain(outcome, { headers: ['Access-Control-Max-Age'], cause }), labelWidth),
  ].join('\n\n');
}
