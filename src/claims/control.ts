import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { isSafeMethod } from '../standard/method.js';
import type { Doubt } from './proves-nothing.js';

/**
 * Asks the same as the control origin of the question, where it has one: that it is allowed makes the rejection of others
 * mean something. An unsafe request is sent once only, so its preflight has to do here.
 */
export async function askControl(session: Session, question: Question): Promise<FetchOutcome | undefined> {
  if (question.control === undefined) return undefined;
  const request = { ...question.request, origin: question.control };
  const asked = { ...question, request, status: undefined };
  return isSafeMethod(request.method) ? session.ask(asked) : session.preflight(asked);
}

/** Whether the control origin is allowed to ask something that responds. */
export function isControlAllowed(control: FetchOutcome | undefined, { pathGiven }: Question): boolean {
  const isFound = control?.warnings.every(({ id }) => id !== 'allowed-but-not-found') === true;
  return control?.allowed === true && (isFound || !pathGiven);
}

/** Under `.not` a rejection is wanted, which a control origin can bear out; it is asked for only where there is doubt. */
export function doubtUnder(isNot: boolean, session: Session, question: Question): Omit<Doubt, 'about'> {
  const control = async (): Promise<boolean> =>
    isControlAllowed(await askControl(session, question), question);
  return isNot ? { control, takesControl: true } : {};
}
