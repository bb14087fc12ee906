import { askCorsPreflight, assertionDeadline, corsQuestion, subjectOf } from '../ask/subject.js';
import { type Assessment, assess, inconclusive } from '../claims/assess.js';
import { assessLifetime } from '../claims/preflight-lifetime.js';
import { describeQuestion } from '../failure/explanation.js';
import { checkSeconds } from '../request/check-values.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { plural } from '../text/sentence.js';
import { defineMatcher } from './define-matcher.js';
import { judgeList } from './judge-list.js';
import { requestOrOrigin } from './questions.js';

export const toCachePreflightFor = defineMatcher(
  'toCachePreflightFor',
  2,
  async (call, seconds: unknown, request?: unknown) => {
    const expected = checkSeconds(seconds);
    const given = requestOrOrigin(request);
    const subject = subjectOf(call.received);
    const question = await corsQuestion(subject, given);
    const outcome = await askCorsPreflight(subject, question, assertionDeadline(given));
    const item = question.request.origin;
    return judgeList(call, [{ item, outcome, assessment: assessKept(outcome, question, expected) }], {
      expected: () => [
        'Expected',
        `${call.isNot ? 'not ' : ''}a preflight kept for ${plural(expected, 'second')} for ${call.context.utils.printExpected(item)}   ${describeQuestion(question)}`,
      ],
      headers: ['Access-Control-Max-Age'],
    });
  },
);

/** A preflight that is refused is not kept, which says nothing about how long it would be. */
function assessKept(outcome: FetchOutcome, question: Question, seconds: number): Assessment {
  const assessment = assess(outcome, question);
  if (assessment.kind === 'refused')
    return inconclusive(
      assessment,
      'A preflight that is refused is not kept: this proves nothing about how long.',
    );
  return assessment.kind === 'allowed' ? assessLifetime(outcome, question, seconds) : assessment;
}
