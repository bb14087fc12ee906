import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { assess, type Judged } from './assess.js';
import { doubtUnder } from './control.js';
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
  const doubt = { about: 'request', ...doubtUnder(isNot, session, question) } as const;
  return { ...judged, assessment: await unlessAnyPageMeetsIt(assessment, judged, session, doubt) };
}
