import { askCorsPreflight, assertionDeadline, corsQuestion, subjectOf } from '../assertion/ask.js';
import { assess } from '../assertion/assess.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-request.js';
import { requestOrOrigin } from './questions.js';

export const toHandlePreflight = defineMatcher('toHandlePreflight', 1, async (call, request?: unknown) => {
  const given = requestOrOrigin(request);
  const subject = subjectOf(call.received);
  const question = await corsQuestion(subject, given);
  const outcome = await askCorsPreflight(subject, question, assertionDeadline(given));
  return judgeRequest(
    call,
    { question, outcome, assessment: assess(outcome, question) },
    'a handled preflight',
  );
});
