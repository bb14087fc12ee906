import { Session } from '../ask/session.js';
import type { Judged } from '../claims/assess.js';
import { diagnosisFor, factsFor, failureOf } from '../claims/failure-of.js';
import { originAllowed } from '../claims/origin-allowed.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { describeRequest } from '../failure/explanation.js';
import type { Failure } from '../failure/failure.js';
import type { Target } from '../http/target.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { isSafeMethod } from '../standard/method.js';
import type { Fact } from '../text/labels.js';

/** A request that was made, and what browsers make of it, as an assertion would judge it. */
export interface JudgedRequest {
  readonly judged: Judged;
  /** Undefined where it is allowed. */
  readonly diagnosis: Diagnosis | undefined;
  readonly isAllowed: boolean;
  /** What is printed of it. */
  readonly shown: Failure;
}

/** Whether the page may make this request, as `toAllowOrigin` judges it. An unsafe one is sent only with `send`. */
export async function askFor(target: Target, request: CrossOriginRequest): Promise<Judged> {
  const session = Session.about(target, { holdsBackUnsafe: true });
  return originAllowed(session, await session.question(request));
}

/** The verdict and what explains it, in the lay-out of a failing assertion. */
export async function judgedRequest(
  target: Target,
  request: CrossOriginRequest,
  title: string,
): Promise<JudgedRequest> {
  return explained(await askFor(target, request), title);
}

export async function explained(judged: Judged, title: string): Promise<JudgedRequest> {
  const { request } = judged.outcome;
  const asked: Fact = ['Asked', `"${request.origin}"   ${describeRequest(request)}`];
  const failed = await failureOf([judged], { title, expected: asked, wanted: 'allowed' });
  const shown: Failure = failed?.failure ?? {
    title,
    expected: asked,
    verdict: judged.assessment.verdict,
    facts: factsFor(judged, {}, []),
  };
  return {
    judged,
    diagnosis: failed?.reason.diagnosis ?? (await diagnosisFor(judged, {})),
    isAllowed: failed === undefined,
    shown: { ...shown, facts: [...shown.facts, ...notSent(judged)] },
  };
}

/** What its preflight alone does not show. */
function notSent({ question, outcome }: Judged): Fact[] {
  const { method } = outcome.request;
  if (question.send || isSafeMethod(method) || outcome.exchanges.some(({ kind }) => kind === 'request'))
    return [];
  if (!outcome.allowed) return [];
  return [
    [
      'Not sent',
      `the ${method} itself: it may change data. Its preflight is allowed; --send sends it as well`,
    ],
  ];
}
