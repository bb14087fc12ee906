import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { assess, type Judged } from './assess.js';
import { askControl, isControlAllowed } from './control.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';

/**
 * Whether the preflight alone succeeds.
 *
 * @param isNot Whether the claim is that it does not; a control origin is asked for then.
 */
export async function preflightHandled(
  session: Session,
  question: Question,
  isNot: boolean,
): Promise<Judged> {
  const outcome = await session.preflight(question);
  const judged = { item: question.request.origin, question, outcome };
  const assessment = assess(outcome, question);
  const isControlled = isNot && isControlAllowed(await askControl(session, question), question);
  return {
    ...judged,
    assessment: isControlled
      ? assessment
      : await unlessAnyPageMeetsIt(assessment, judged, session, 'request'),
  };
}
