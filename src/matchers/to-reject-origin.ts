import type { FetchOutcome } from '../fetch/outcome.js';
import type { Question } from '../fetch/question.js';
import { type Assessment, assess, isRefusedByOrigin } from './assess.js';
import { defineMatcher } from './define-matcher.js';
import { judgeEachOrigin, judgeOrigins } from './judge-origins.js';
import { askControl, askCors } from './questions.js';

const name = 'toRejectOrigin';

export const toRejectOrigin = defineMatcher(
  name,
  2,
  async (context, received, origins: unknown, request?: unknown) => {
    const judged = await judgeEachOrigin(origins, request, async (question, deadline) => {
      const control = await askControl(received, question, deadline);
      const outcome = await askCors(received, question, deadline);
      return { outcome, assessment: assessRejection(outcome, question, control) };
    });
    return judgeOrigins(context, name, judged, 'refused');
  },
);

/** A refusal for another reason, or one that a control origin meets as well, proves nothing about the origin. */
function assessRejection(
  outcome: FetchOutcome,
  question: Question,
  control: FetchOutcome | undefined,
): Assessment {
  const assessment = assess(outcome, question, control?.allowed === true);
  if (assessment.kind !== 'refused') return assessment;
  const inconclusive = (why: string): Assessment => ({
    kind: 'inconclusive',
    verdict: [...assessment.verdict, why],
  });
  if (!isRefusedByOrigin(outcome, question))
    return inconclusive('Not because of the origin: this proves nothing about the origin.');
  if (control?.allowed === false) {
    return inconclusive(
      `The control origin "${question.control ?? ''}" is blocked too: this proves nothing about the origin.`,
    );
  }
  return assessment;
}
