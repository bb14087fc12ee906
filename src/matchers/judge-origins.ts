import { assertionSession } from '../ask/assertion-session.js';
import type { Session } from '../ask/session.js';
import type { Judged } from '../claims/assess.js';
import { describeRequest } from '../failure/explanation.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { Question } from '../request/question.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { judgeClaim } from './judge-claim.js';
import { listFrom } from './arguments.js';

/** Judges each origin of the list by itself, within one deadline. All are checked before the first is asked about. */
export async function judgeOrigins(
  call: MatcherCall,
  { origins, request }: { readonly origins: unknown; readonly request: CrossOriginRequest },
  wanted: 'allowed' | 'blocked',
  judge: (session: Session, question: Question) => Promise<Judged>,
): Promise<MatcherResult> {
  const session = assertionSession(call.received, request);
  const questions: Question[] = [];
  for (const origin of new Set(listFrom(origins, 'origins')))
    questions.push(await session.question({ ...request, origin: origin as string }));
  const judged: Judged[] = [];
  for (const question of questions) judged.push(await judge(session, question));
  return judgeClaim(call, judged, {
    wanted,
    isAboutOrigin: true,
    expected: ({ named, s, request: asked }) => [
      `Expected origin${s}`,
      `${named}   ${describeRequest(asked)}`,
    ],
  });
}
