import { assertionSession } from '../ask/assertion-session.js';
import { preflightKept } from '../claims/preflight-kept.js';
import { checkSeconds } from '../request/check-values.js';
import { plural } from '../text/sentence.js';
import { judgeRequest } from './judge-claim.js';
import { requestOrOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toCachePreflightFor(
  call: MatcherCall,
  seconds: unknown,
  request?: unknown,
): Promise<MatcherResult> {
  const expected = checkSeconds(seconds);
  const given = requestOrOrigin(request);
  const session = assertionSession(call.received, given);
  const judged = await preflightKept(session, await session.question(given), expected);
  return judgeRequest(call, judged, `a preflight cached for ${plural(expected, 'second')}`, {
    headers: ['Access-Control-Max-Age'],
  });
}
