import type { FetchOutcome } from '../fetch/outcome.js';
import type { Question } from '../fetch/question.js';
import { assess } from './assess.js';
import type { MatcherContext, MatcherResult } from './context.js';
import { describeQuestion, message } from './message.js';

/** The result for one request that should be allowed; inconclusive fails in both polarities. */
export function judgeRequest(
  context: MatcherContext,
  name: string,
  question: Question,
  outcome: FetchOutcome,
  what: string,
): MatcherResult {
  const isNot = context.isNot === true;
  const { kind, verdict } = assess(outcome, question);
  return {
    pass: kind === 'inconclusive' ? isNot : kind === 'allowed',
    expected: question.request.origin,
    actual: kind,
    message: () =>
      message(context, {
        name,
        expected: [
          'Expected',
          `${isNot ? 'not ' : ''}${what} for ${context.utils.printExpected(question.request.origin)}   ${describeQuestion(question)}`,
        ],
        verdict,
        question,
        outcome,
      }),
  };
}
