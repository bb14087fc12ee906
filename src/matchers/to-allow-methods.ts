import { askCors, askCorsPreflight, assertionDeadline, corsQuestion, subjectOf } from '../ask/subject.js';
import { type Assessment, assess, inconclusive, isRefusedFor } from '../claims/assess.js';
import { describeQuestion } from '../failure/explanation.js';
import { leaveOut } from '../request/check-values.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { defineMatcher } from './define-matcher.js';
import { type Judged, judgeList } from './judge-list.js';
import { listFrom, requestOrOrigin } from './questions.js';

export const toAllowMethods = defineMatcher(
  'toAllowMethods',
  2,
  async (call, methods: unknown, request?: unknown) => {
    const given = requestOrOrigin(request);
    if (given.method !== undefined) {
      throw leaveOut('method', 'the methods are the first argument');
    }
    const subject = subjectOf(call.received);
    const deadline = assertionDeadline(given);
    const judged: Judged[] = [];
    let asked = '';
    for (const method of listFrom(methods, 'methods') as string[]) {
      const question = await corsQuestion(subject, { ...given, method });
      const item = question.request.method;
      if (judged.some((known) => known.item === item)) continue;
      const askAs = question.send ? askCors : askCorsPreflight;
      const outcome = await askAs(subject, question, deadline);
      asked = `for "${question.request.origin}"   ${describeQuestion(question).replace(/^\S+ /, '')}`;
      judged.push({ item, outcome, assessment: assessMethod(outcome, question) });
    }
    return judgeList(call, judged, {
      expected: (listed, several) => [`Expected method${several ? 's' : ''}`, `${listed} ${asked}`],
    });
  },
);

const methodCodes = new Set(['MethodDisallowedByPreflightResponse']);

/** A refusal for another reason proves nothing about the method. */
function assessMethod(outcome: FetchOutcome, question: Question): Assessment {
  const assessment = assess(outcome, question);
  if (assessment.kind !== 'refused' || isRefusedFor(methodCodes, outcome)) return assessment;
  return inconclusive(assessment, 'Not because of the method: this proves nothing about the method.');
}
