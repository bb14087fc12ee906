import { assertionSession } from '../ask/assertion-session.js';
import { credentialsAllowed } from '../claims/credentials-allowed.js';
import { leaveOut } from '../request/check-values.js';
import { judgeRequest } from './judge-claim.js';
import { requestOrOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

const name = 'toAllowCredentials';

export async function toAllowCredentials(call: MatcherCall, request?: unknown): Promise<MatcherResult> {
  const given = requestOrOrigin(request);
  if (given.credentials !== undefined && given.credentials !== 'include') {
    throw leaveOut('credentials', `${name} always uses "include"`);
  }
  const session = assertionSession(call.received, given);
  const question = await session.question({ ...given, credentials: 'include' });
  return judgeRequest(call, await credentialsAllowed(session, question, call.isNot), 'credentials');
}
