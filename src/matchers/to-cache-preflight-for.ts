import { assertionSession } from '../ask/assertion-session.js';
import { preflightKept } from '../claims/preflight-kept.js';
import { checkSeconds } from '../request/check-values.js';
import { plural } from '../text/sentence.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-claim.js';
import { requestOrOrigin } from './questions.js';

export const toCachePreflightFor = defineMatcher(
  'toCachePreflightFor',
  2,
  async (call, seconds: unknown, request?: unknown) => {
    const expected = checkSeconds(seconds);
    const given = requestOrOrigin(request);
    const session = assertionSession(call.received, given);
    const judged = await preflightKept(session, await session.question(given), expected);
    return judgeRequest(call, judged, `a preflight cached for ${plural(expected, 'second')}`, {
      headers: ['Access-Control-Max-Age'],
    });
  },
);
