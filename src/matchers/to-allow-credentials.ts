import { askCors, assertionDeadline, corsQuestion, subjectOf } from '../ask/subject.js';
import { proofOfRefusal } from '../claims/proof-of-refusal.js';
import { type Assessment, assess, inconclusive, type Proof, isRefusedByOrigin } from '../claims/assess.js';
import { leaveOut } from '../request/check-values.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { defineMatcher } from './define-matcher.js';
import { judgeRequest } from './judge-request.js';
import { requestOrOrigin } from './questions.js';

const name = 'toAllowCredentials';

export const toAllowCredentials = defineMatcher(name, 1, async (call, request?: unknown) => {
  const given = requestOrOrigin(request);
  if (given.credentials !== undefined && given.credentials !== 'include') {
    throw leaveOut('credentials', `${name} asks with "include"`);
  }
  const subject = subjectOf(call.received);
  const question = await corsQuestion(subject, { ...given, credentials: 'include' });
  const deadline = assertionDeadline(given);
  const outcome = await askCors(subject, question, deadline);
  const proof = await proofOfRefusal(call, subject, question, deadline);
  return judgeRequest(
    call,
    { question, outcome, assessment: assessCredentials(outcome, question, proof) },
    'credentials',
  );
});

/** A refusal for another reason proves nothing about credentials. */
function assessCredentials(outcome: FetchOutcome, question: Question, proof: Proof): Assessment {
  const assessment = assess(outcome, question, proof);
  if (assessment.kind !== 'refused' || isRefusedByOrigin(outcome, question)) return assessment;
  return inconclusive(assessment, 'Not because of origin or credentials: this proves nothing about them.');
}
