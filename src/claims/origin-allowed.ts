import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { assess, type Judged } from './assess.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';

/** Whether a page at the origin of the question may make this request and read the response. */
export async function originAllowed(session: Session, question: Question): Promise<Judged> {
  const outcome = await session.ask(question);
  const assessment = assess(outcome, question);
  return {
    item: question.request.origin,
    question,
    outcome,
    assessment: await unlessAnyPageMeetsIt(assessment, { outcome, question }, session),
  };
}
