import { type Assessment, assess, inconclusive } from '../claims/assess.js';
import { isPreflightOnly } from '../ask/replay.js';
import { oneOf } from '../request/check-values.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { corsErrorCodes, type CorsErrorCode } from '../standard/decision.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-request.js';
import { outcomeInHand } from './outcome-in-hand.js';

export const toBeBlocked = defineMatcher('toBeBlocked', 1, async (call, code?: unknown) => {
  const expected = code === undefined ? undefined : oneOf('code', code as CorsErrorCode, corsErrorCodes);
  const { question, outcome } = await outcomeInHand(call);
  const assessment = isPreflightOnly(outcome)
    ? inconclusive(
        assess(outcome, question),
        'Only the preflight was asked: whether the page may read the answer is not known.',
      )
    : assessCode(assess(outcome, question, expected === undefined ? 'none' : 'given'), outcome, expected);
  const what = expected === undefined ? 'blocked' : `blocked as ${expected}`;
  return judgeRequest(call, { question, outcome, assessment }, what, 'refused');
});

/** Blocked for another reason is neither blocked for this one nor readable. */
function assessCode(
  assessment: Assessment,
  { code }: FetchOutcome,
  expected: string | undefined,
): Assessment {
  if (assessment.kind !== 'refused' || expected === undefined || code === expected) return assessment;
  return inconclusive(assessment, `Blocked as ${code ?? 'what has no name in CORS'}, expected ${expected}.`);
}
