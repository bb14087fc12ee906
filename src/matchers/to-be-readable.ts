import { UsageError } from '../errors/usage-error.js';
import { assess } from '../claims/assess.js';
import { unlessAnyPageMeetsIt } from '../claims/proves-nothing.js';
import { isPreflightOnly } from '../ask/replay.js';
import { judgeRequest } from './judge-claim.js';
import { outcomeInHand } from './outcome-in-hand.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toBeReadable(call: MatcherCall): Promise<MatcherResult> {
  const { session, ...asked } = await outcomeInHand(call);
  const { question, outcome } = asked;
  if (isPreflightOnly(outcome)) {
    throw new UsageError(
      'not-evidence',
      'a page never reads the response to a preflight. Write await expect(outcome).toHandlePreflight().',
    );
  }
  const assessment = await unlessAnyPageMeetsIt(assess(outcome, question), asked, session);
  return judgeRequest(call, { item: question.request.origin, ...asked, assessment }, 'readable');
}
