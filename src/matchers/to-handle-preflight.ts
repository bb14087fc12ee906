import { askCorsPreflight, assertionDeadline, corsQuestion, subjectOf } from '../ask/subject.js';
import { proofOfRefusal } from '../claims/proof-of-refusal.js';
import { assess } from '../claims/assess.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-request.js';
import { requestOrOrigin } from './questions.js';

export const toHandlePreflight = defineMatcher('toHandlePreflight', 1, async (call, request?: unknown) => {
  const given = requestOrOrigin(request);
  const subject = subjectOf(call.received);
  const question = await corsQuestion(subject, given);
  const deadline = assertionDeadline(given);
  const outcome = await askCorsPreflight(subject, question, deadline);
  const proof = await proofOfRefusal(call, subject, question, deadline);
  return judgeRequest(
    call,
    { question, outcome, assessment: assess(outcome, question, proof) },
    'a handled preflight',
  );
});
