import { liveSession } from '../ask/assertion-session.js';
import { anyOriginAllowed } from '../claims/any-origin-allowed.js';
import type { Judged } from '../claims/assess.js';
import { leaveOut } from '../request/check-values.js';
import { describeRequest } from '../failure/explanation.js';
import { unrelatedOrigins } from '../request/unrelated-origins.js';
import { judgeClaim } from './judge-claim.js';
import { requestOrPath } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

const name = 'toAllowAnyOrigin';

export async function toAllowAnyOrigin(call: MatcherCall, request?: unknown): Promise<MatcherResult> {
  const given = requestOrPath(request);
  for (const key of ['origin', 'credentials', 'cookies', 'control'] as const) {
    if (given[key] === undefined) continue;
    throw leaveOut(key, `${name} uses two origins of its own, with and without credentials`);
  }
  const session = liveSession(call.received, given, name);
  const judged: Judged[] = [];
  for (const origin of unrelatedOrigins) {
    const anonymous = await session.question({ ...given, origin, credentials: 'same-origin' });
    const credentialed = await session.question({ ...given, origin, credentials: 'include' });
    judged.push(
      await anyOriginAllowed(session, { anonymous, credentialed }, call.isNot ? 'origin' : 'request'),
    );
  }
  return judgeClaim(call, judged, {
    expected: ({ request: asked }) => [
      'Expected',
      `${call.isNot ? 'not ' : ''}any origin, without credentials only   ${describeRequest({ ...asked, credentials: 'same-origin' })}`,
    ],
  });
}
