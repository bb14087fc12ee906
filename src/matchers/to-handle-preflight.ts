import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-request.js';
import { askCorsPreflight, assertionDeadline, corsQuestion, requestOrOrigin } from './questions.js';

const name = 'toHandlePreflight';

export const toHandlePreflight = defineMatcher(name, 1, async (context, received, request: unknown) => {
  const given = requestOrOrigin(request);
  const question = await corsQuestion(given);
  const outcome = await askCorsPreflight(received, question, assertionDeadline(given));
  return judgeRequest(context, name, question, outcome, 'a handled preflight');
});
