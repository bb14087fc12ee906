import { liveSession } from '../ask/assertion-session.js';
import { variesOnOrigin } from '../claims/varies-on-origin.js';
import { describeRequest } from '../failure/explanation.js';
import { judgeClaim } from './judge-claim.js';
import { requestOrOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

const name = 'toVaryOnOrigin';

export async function toVaryOnOrigin(call: MatcherCall, request?: unknown): Promise<MatcherResult> {
  const given = requestOrOrigin(request);
  const session = liveSession(call.received, given, name);
  const judged = await variesOnOrigin(session, await session.question(given));
  return judgeClaim(call, [judged], {
    expected: ({ request: asked }) => [
      'Expected',
      `${call.isNot ? 'not ' : ''}Vary: Origin wherever the response depends on the origin   ${describeRequest(asked)}`,
    ],
    headers: ['Vary'],
  });
}
