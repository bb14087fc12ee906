import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { assess, inconclusive, type Judged } from './assess.js';
import { isBlockedByOrigin } from './blocked-for.js';
import { isControlOfQuestionAllowed } from './control.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';

/**
 * Whether the request, made with credentials, is allowed.
 *
 * @param isNot Whether the claim is that it is not; a control origin is asked for then.
 */
export async function credentialsAllowed(
  session: Session,
  question: Question,
  isNot: boolean,
): Promise<Judged> {
  const outcome = await session.ask(question);
  const judged = { item: question.request.origin, question, outcome };
  const assessment = assess(outcome, question);
  if (assessment.kind !== 'blocked') return { ...judged, assessment };
  const proven = await unlessAnyPageMeetsIt(assessment, judged, session, {
    about: isNot ? 'origin' : 'request',
    control: isNot ? () => isControlOfQuestionAllowed(session, question) : undefined,
    takesControl: isNot,
  });
  if (proven.kind !== 'blocked' || isBlockedByOrigin(outcome, question))
    return { ...judged, assessment: proven };
  const why = 'Neither the origin nor the credentials are the reason: this proves nothing about them.';
  return { ...judged, assessment: inconclusive(assessment, why) };
}
