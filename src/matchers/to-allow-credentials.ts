import { UsageError } from '../errors/usage-error.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-request.js';
import { askCors, assertionDeadline, corsQuestion, requestOrOrigin } from './questions.js';

const name = 'toAllowCredentials';

export const toAllowCredentials = defineMatcher(name, 1, async (context, received, request: unknown) => {
  const given = requestOrOrigin(request);
  if (given.credentials !== undefined && given.credentials !== 'include') {
    throw new UsageError(
      'invalid-value',
      `${name} asks with credentials "include"; leave \`credentials\` out.`,
    );
  }
  const question = await corsQuestion({ ...given, credentials: 'include' });
  const outcome = await askCors(received, question, assertionDeadline(given));
  return judgeRequest(context, name, question, outcome, 'credentials');
});
