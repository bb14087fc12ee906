import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { ReportedReason } from './reported.js';

/** What a diagnosis tells of a reason; all of it empty without a cause. */
export function reasonIn(diagnosis: Diagnosis | undefined): Omit<ReportedReason, 'code'> {
  if (diagnosis === undefined || diagnosis.cause === null)
    return { cause: null, certainty: null, evidence: [], culprit: null, fix: null };
  const { cause, certainty, evidence, culprit, remedy } = diagnosis;
  return { cause, certainty, evidence, culprit, fix: [remedy.text, remedy.code].filter(Boolean).join('\n') };
}
