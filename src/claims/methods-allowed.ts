import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import type { Judged } from './assess.js';
import { judgeByList, type PreflightList } from './list-of-preflight.js';

const list: PreflightList = {
  header: 'access-control-allow-methods',
  codes: new Set(['MethodDisallowedByPreflightResponse']),
  otherwise: 'The method is not the reason: this proves nothing about the method.',
};

/** Whether browsers go on to send the method of the question after its preflight; blocked for another reason proves nothing. */
export async function methodAllowed(session: Session, question: Question): Promise<Judged> {
  const outcome = await (question.send ? session.ask(question) : session.preflight(question));
  return judgeByList({ item: question.request.method, question, outcome }, session, list);
}
