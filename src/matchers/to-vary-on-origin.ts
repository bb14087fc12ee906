import { liveSession } from '../ask/assertion-session.js';
import { variesOnOrigin } from '../claims/varies-on-origin.js';
import { describeRequest } from '../failure/explanation.js';
import { defineMatcher } from './define-matcher.js';
import { judgeClaim } from './judge-claim.js';
import { requestOrOrigin } from './questions.js';

const name = 'toVaryOnOrigin';

export const toVaryOnOrigin = defineMatcher(name, 1, async (call, request?: unknown) => {
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
});
