import { askCors, assertionDeadline, corsQuestion, subjectOf } from '../ask/subject.js';
import { type Assessment, assess, inconclusive } from '../claims/assess.js';
import { describeQuestion } from '../failure/explanation.js';
import { type Exposure, exposuresIn } from '../claims/exposure.js';
import { checkExposedName } from '../request/check-header-name.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { isFetchResponse } from '../http/foreign-response.js';
import { defineMatcher } from './define-matcher.js';
import { judgeFetchResponse } from './judge-fetch-response.js';
import { type Judged, judgeList } from './judge-list.js';
import { listFrom, requestOrOrigin } from './questions.js';

export const toExposeHeaders = defineMatcher(
  'toExposeHeaders',
  2,
  async (call, names: unknown, request?: unknown) => {
    const headers = [...new Set(listFrom(names, 'header names').map((name) => checkExposedName(name)))];
    const given = requestOrOrigin(request);
    if (isFetchResponse(call.received)) return judgeFetchResponse(call, call.received, headers, given);
    const subject = subjectOf(call.received);
    const question = await corsQuestion(subject, given);
    const outcome = await askCors(subject, question, assertionDeadline(given));
    const judged = headers.map((item): Judged => {
      const exposure = exposuresIn(outcome, question, item);
      return { item, outcome, assessment: assessExposure(exposure, outcome, question) };
    });
    return judgeList(call, judged, {
      expected: (listed, several) => [
        `Expected header${several ? 's' : ''}`,
        `${listed} to be readable for "${question.request.origin}"   ${describeQuestion(question)}`,
      ],
      headers: ['Access-Control-Expose-Headers'],
    });
  },
);

/** Of an answer that no page may read nothing is proved. */
function assessExposure(exposure: Exposure, outcome: FetchOutcome, question: Question): Assessment {
  const assessment = assess(outcome, question);
  if (assessment.kind === 'refused')
    return inconclusive(
      assessment,
      'The page may read nothing of this answer: this proves nothing about one header.',
    );
  return assessment.kind === 'allowed' ? exposure : assessment;
}
