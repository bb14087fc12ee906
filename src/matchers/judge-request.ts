import type { Assessment } from '../assertion/assess.js';
import { describeQuestion } from '../assertion/explanation.js';
import type { FetchOutcome } from '../fetch/outcome.js';
import type { Question } from '../fetch/question.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { judgeList } from './judge-list.js';

/** The result for one request. `what` is expected `for` its origin: `a handled preflight`. */
export function judgeRequest(
  call: MatcherCall,
  question: Question,
  { outcome, assessment }: { outcome: FetchOutcome; assessment: Assessment },
  what: string,
): MatcherResult {
  const { origin } = question.request;
  const expected = `${call.isNot ? 'not ' : ''}${what} for ${call.context.utils.printExpected(origin)}   ${describeQuestion(question)}`;
  return judgeList(call, [{ item: origin, outcome, assessment }], { expected: () => ['Expected', expected] });
}
