import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { type Assessment, assess, inconclusive, type Judged } from './assess.js';
import { isBlockedByOrigin } from './blocked-for.js';
import { notByOrigin } from './origin-rejected.js';
import { type Doubt, unlessAnyPageMeetsIt } from './proves-nothing.js';

/** Whether a page that nobody has heard of is allowed without credentials, and blocked with them. */
export async function anyOriginAllowed(
  session: Session,
  { anonymous, credentialed }: { readonly anonymous: Question; readonly credentialed: Question },
  about: Doubt['about'],
): Promise<Judged> {
  const judge = async (question: Question): Promise<Judged> => {
    const outcome = await session.askSafely(question);
    const judged = { item: question.request.origin, question, outcome };
    const assessment = await unlessAnyPageMeetsIt(assess(outcome, question), judged, session, { about });
    return { ...judged, assessment };
  };
  const without = await judge(anonymous);
  if (without.assessment.kind !== 'allowed')
    return { ...without, assessment: unlessByOrigin(without, notByOrigin) };
  const withThem = await judge(credentialed);
  const { assessment } = withThem;
  if (assessment.kind === 'allowed') {
    const why = 'It is also allowed with credentials: every page can act as the logged-in user.';
    return { ...withThem, assessment: inconclusive(assessment, why) };
  }
  if (assessment.kind === 'blocked' && isBlockedByOrigin(withThem.outcome, credentialed)) return without;
  return { ...withThem, assessment: inconclusive(assessment, 'This is the request with credentials.') };
}

function unlessByOrigin(
  { assessment, outcome, question }: { assessment: Assessment; outcome: FetchOutcome; question: Question },
  why: string,
): Assessment {
  if (assessment.kind !== 'blocked' || isBlockedByOrigin(outcome, question)) return assessment;
  return inconclusive(assessment, why);
}
