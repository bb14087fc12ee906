import { assertionSession } from '../ask/assertion-session.js';
import { credentialsAllowed } from '../claims/credentials-allowed.js';
import { UsageError } from '../errors/usage-error.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-claim.js';
import { requestOrOrigin } from './questions.js';

const name = 'toAllowCredentials';

export const toAllowCredentials = defineMatcher(name, 1, async (call, request?: unknown) => {
  const given = requestOrOrigin(request);
  if (given.credentials !== undefined && given.credentials !== 'include') {
    throw new UsageError(
      'invalid-value',
      `${name} asks with credentials "include"; leave \`credentials\` out.`,
    );
  }
  const session = assertionSession(call.received, given);
  const question = await session.question({ ...given, credentials: 'include' });
  return judgeRequest(call, await credentialsAllowed(session, question, call.isNot), 'credentials');
});
