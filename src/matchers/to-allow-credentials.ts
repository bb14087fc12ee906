import { assertionSession } from '../ask/assertion-session.js';
import { credentialsAllowed } from '../claims/credentials-allowed.js';
import { leaveOut } from '../request/check-values.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-claim.js';
import { requestOrOrigin } from './questions.js';

const name = 'toAllowCredentials';

export const toAllowCredentials = defineMatcher(name, 1, async (call, request?: unknown) => {
  const given = requestOrOrigin(request);
  if (given.credentials !== undefined && given.credentials !== 'include') {
    throw leaveOut('credentials', `${name} always uses "include"`);
  }
  const session = assertionSession(call.received, given);
  const question = await session.question({ ...given, credentials: 'include' });
  return judgeRequest(call, await credentialsAllowed(session, question, call.isNot), 'credentials');
});
