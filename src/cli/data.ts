import type { Judged } from '../claims/assess.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { reportedAnswer } from '../journal/reported-answer.js';

/** What a request shows, without secrets, as plain JSON data. */
export function dataOf({ outcome, assessment }: Judged, diagnosis: Diagnosis | undefined): object {
  const { code, rule, failedParameter, phase, warnings } = outcome;
  const { cause, certainty, alternatives, evidence, culprit, remedy, next } = diagnosis ?? {};
  const { question, browsers, exchanges } = reportedAnswer(outcome, { isTold: true });
  return {
    allowed: assessment.kind === 'allowed',
    origin: outcome.request.origin,
    question,
    verdict: assessment.verdict,
    code,
    rule,
    failedParameter,
    phase,
    browsers,
    exchanges,
    warnings,
    diagnosis:
      diagnosis === undefined ? null : { cause, certainty, alternatives, evidence, culprit, remedy, next },
  };
}
