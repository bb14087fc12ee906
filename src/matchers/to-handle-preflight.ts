import {
  askControl,
  askCorsPreflight,
  assertionDeadline,
  corsQuestion,
  subjectOf,
} from '../assertion/ask.js';
import { assess, isLetThrough } from '../assertion/assess.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-request.js';
import { requestOrOrigin } from './questions.js';

export const toHandlePreflight = defineMatcher('toHandlePreflight', 1, async (call, request?: unknown) => {
  const given = requestOrOrigin(request);
  const subject = subjectOf(call.received);
  const question = await corsQuestion(subject, given);
  const deadline = assertionDeadline(given);
  const outcome = await askCorsPreflight(subject, question, deadline);
  const control = call.isNot ? await askControl(subject, question, deadline) : undefined;
  const proof = isLetThrough(control, question) ? 'given' : call.isNot ? 'control' : 'none';
  return judgeRequest(
    call,
    { question, outcome, assessment: assess(outcome, question, proof) },
    'a handled preflight',
  );
});
