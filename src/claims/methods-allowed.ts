import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { assess, inconclusive, type Judged } from './assess.js';
import { isBlockedFor } from './blocked-for.js';
import { isBlockedByList } from './list-of-preflight.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';

const codes = new Set(['MethodDisallowedByPreflightResponse']);

/** Whether browsers go on to send the method of the question after its preflight; blocked for another reason proves nothing. */
export async function methodAllowed(session: Session, question: Question): Promise<Judged> {
  const outcome = await (question.send ? session.ask(question) : session.preflight(question));
  const judged = { item: question.request.method, question, outcome };
  const assessment = assess(outcome, question);
  const isByMethod =
    isBlockedFor(codes, outcome) || (await isBlockedByList(judged, 'access-control-allow-methods', codes));
  if (assessment.kind !== 'blocked' || isByMethod) return { ...judged, assessment };
  const proven = await unlessAnyPageMeetsIt(assessment, judged, session);
  const why = 'The method is not the reason: this proves nothing about the method.';
  return { ...judged, assessment: proven.kind === 'blocked' ? inconclusive(assessment, why) : proven };
}
