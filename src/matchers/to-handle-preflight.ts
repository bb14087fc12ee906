import { assertionSession } from '../ask/assertion-session.js';
import { preflightHandled } from '../claims/preflight-handled.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-claim.js';
import { requestOrOrigin } from './arguments.js';

export const toHandlePreflight = defineMatcher('toHandlePreflight', 1, async (call, request?: unknown) => {
  const given = requestOrOrigin(request);
  const session = assertionSession(call.received, given);
  const question = await session.question(given);
  return judgeRequest(call, await preflightHandled(session, question, call.isNot), 'a handled preflight');
});
