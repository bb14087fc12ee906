import type { Assessment } from '../claims/assess.js';
import { describeQuestion } from '../failure/explanation.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { judgeList } from './judge-list.js';

export interface JudgedRequest {
  readonly question: Question;
  readonly outcome: FetchOutcome;
  readonly assessment: Assessment;
}

/** The result for one request. `what` is expected for its origin: `credentials`, `a handled preflight`. */
export function judgeRequest(
  call: MatcherCall,
  { question, ...judged }: JudgedRequest,
  what: string,
  holds: 'allowed' | 'refused' = 'allowed',
): Promise<MatcherResult> {
  const { origin } = question.request;
  const printed = call.context.utils.printExpected(origin);
  const expected = `${call.isNot ? 'not ' : ''}${what} for ${printed}   ${describeQuestion(question)}`;
  return judgeList(call, [{ item: origin, ...judged }], { holds, expected: () => ['Expected', expected] });
}
