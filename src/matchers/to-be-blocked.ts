import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { isPreflightOnly } from '../ask/replay.js';
import { type Assessment, assess, inconclusive } from '../claims/assess.js';
import { unlessAnyPageMeetsIt } from '../claims/proves-nothing.js';
import { withCode } from '../failure/verdict.js';
import { oneOf } from '../request/check-values.js';
import { corsErrorCodes, type CorsErrorCode } from '../standard/decision.js';
import { judgeRequest } from './judge-claim.js';
import { outcomeInHand } from './outcome-in-hand.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toBeBlocked(call: MatcherCall, code?: unknown): Promise<MatcherResult> {
  const expected = code === undefined ? undefined : oneOf('code', code as CorsErrorCode, corsErrorCodes);
  const { session, ...asked } = await outcomeInHand(call);
  const { question, outcome } = asked;
  const own = assess(outcome, question);
  const assessment = isPreflightOnly(outcome)
    ? inconclusive(own, 'Only the preflight was sent: whether the page may read the response is not known.')
    : expected === undefined
      ? await unlessAnyPageMeetsIt(own, asked, session)
      : assessCode(own, outcome, expected);
  const item = question.request.origin;
  const what = expected === undefined ? 'blocked' : `blocked as ${expected}`;
  return judgeRequest(call, { item, ...asked, assessment }, what, { wanted: 'blocked' });
}

/** Blocked for another reason is neither blocked for this one nor readable. */
function assessCode(assessment: Assessment, { code }: FetchOutcome, expected: string): Assessment {
  if (assessment.kind !== 'blocked' || code === expected) return assessment;
  return inconclusive(assessment, `Blocked ${withCode(code)}, expected ${expected}.`);
}
