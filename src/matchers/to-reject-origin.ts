import { askControl, askCors } from '../ask/subject.js';
import {
  type Assessment,
  assess,
  controlIsBlocked,
  inconclusive,
  isLetThrough,
  isRefusedByOrigin,
  notByOrigin,
  originCodes,
} from '../claims/assess.js';
import { oneOf } from '../request/check-values.js';
import { warningsBesideControl } from '../diagnosis/warnings-of-several.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { decisiveExchange, withWarnings } from '../ask/outcome.js';
import type { Question } from '../request/question.js';
import { defineMatcher } from './define-matcher.js';
import { judgeOrigins } from './judge-origins.js';
import { requestAfterOrigin } from './questions.js';

export const toRejectOrigin = defineMatcher(
  'toRejectOrigin',
  2,
  async (call, origins: unknown, request?: unknown) => {
    const { code, ...rest } = requestAfterOrigin(request) as { readonly code?: string };
    if (code !== undefined) oneOf('code', code, [...originCodes]);
    return judgeOrigins(call, { origins, request: rest }, 'refused', async (subject, question, deadline) => {
      const control = await askControl(subject, question, deadline);
      const asked = await askCors(subject, question, deadline);
      const answers = [asked, control].map((outcome) => outcome && decisiveExchange(outcome));
      const outcome = withWarnings(asked, warningsBesideControl(answers[0], answers[1]));
      return { outcome, assessment: assessRejection(outcome, question, { control, code }) };
    });
  },
);

interface Proof {
  readonly control: FetchOutcome | undefined;
  readonly code: string | undefined;
}

/** A refusal for another reason, or one that a control origin meets as well, proves nothing about the origin. */
function assessRejection(outcome: FetchOutcome, question: Question, { control, code }: Proof): Assessment {
  const isProven = isLetThrough(control, question);
  const assessment = assess(outcome, question, isProven ? 'given' : 'control');
  if (assessment.kind !== 'refused') return assessment;
  if (!isRefusedByOrigin(outcome, question)) {
    return inconclusive(assessment, notByOrigin);
  }
  if (control !== undefined && !isProven) {
    return inconclusive(assessment, controlIsBlocked(question));
  }
  if (code !== undefined && outcome.code !== code) {
    return inconclusive(assessment, `Refused as ${outcome.code ?? 'no CORS error'}, expected ${code}.`);
  }
  return assessment;
}
