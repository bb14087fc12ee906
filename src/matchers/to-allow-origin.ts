import { askControl, askCors } from '../ask/subject.js';
import {
  type Assessment,
  assess,
  controlIsBlocked,
  inconclusive,
  isLetThrough,
  isRefusedByOrigin,
  notByOrigin,
} from '../claims/assess.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { defineMatcher } from './define-matcher.js';
import { judgeOrigins } from './judge-origins.js';
import { requestAfterOrigin } from './questions.js';

export const toAllowOrigin = defineMatcher(
  'toAllowOrigin',
  2,
  async (call, origins: unknown, request?: unknown) => {
    const asked = { origins, request: requestAfterOrigin(request) };
    return judgeOrigins(call, asked, 'allowed', async (subject, question, deadline) => {
      const outcome = await askCors(subject, question, deadline);
      if (!call.isNot) return { outcome, assessment: assess(outcome, question) };
      const control = await askControl(subject, question, deadline);
      return { outcome, assessment: assessRefusal(outcome, question, control) };
    });
  },
);

/**
 * Under `.not` a refusal has to prove something: a control origin is let through, or without one the origin rule refuses.
 */
function assessRefusal(
  outcome: FetchOutcome,
  question: Question,
  control: FetchOutcome | undefined,
): Assessment {
  const isProven = isLetThrough(control, question);
  const assessment = assess(outcome, question, isProven ? 'given' : 'control');
  if (assessment.kind !== 'refused' || isProven) return assessment;
  if (control !== undefined) return inconclusive(assessment, controlIsBlocked(question));
  return isRefusedByOrigin(outcome, question) ? assessment : inconclusive(assessment, notByOrigin);
}
