import { UsageError } from '../errors/usage-error.js';
import { assess } from '../claims/assess.js';
import { isPreflightOnly } from '../ask/replay.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-request.js';
import { outcomeInHand } from './outcome-in-hand.js';

const name = 'toBeReadable';

export const toBeReadable = defineMatcher(name, 0, async (call) => {
  const { question, outcome } = await outcomeInHand(call);
  if (isPreflightOnly(outcome)) {
    throw new UsageError(
      'not-evidence',
      'no page reads the answer to a preflight. Write await expect(outcome).toHandlePreflight().',
    );
  }
  return judgeRequest(call, { question, outcome, assessment: assess(outcome, question) }, 'readable');
});
