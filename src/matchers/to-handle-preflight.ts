import { assertionSession } from '../ask/assertion-session.js';
import { preflightHandled } from '../claims/preflight-handled.js';
import { judgeRequest } from './judge-claim.js';
import { requestOrOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toHandlePreflight(call: MatcherCall, request?: unknown): Promise<MatcherResult> {
  const given = requestOrOrigin(request);
  const session = assertionSession(call.received, given);
  const question = await session.question(given);
  return judgeRequest(call, await preflightHandled(session, question, call.isNot), 'a handled preflight');
}
