import type { FetchOutcome } from '../fetch/outcome.js';
import type { Question } from '../fetch/question.js';
import { enumerate } from '../text/sentence.js';
import type { Assessment } from './assess.js';
import type { MatcherContext, MatcherResult } from './context.js';
import { describeQuestion, message } from './message.js';

export interface JudgedOrigin {
  readonly origin: string;
  readonly question: Question;
  readonly outcome: FetchOutcome;
  readonly assessment: Assessment;
}

/**
 * The result for a list of origins: all must hold, under `.not` none of them. A mixed or inconclusive list fails in both
 * polarities.
 */
export function judgeOrigins(
  context: MatcherContext,
  name: string,
  judged: readonly JudgedOrigin[],
  holds: 'allowed' | 'refused',
): MatcherResult {
  const { utils } = context;
  const isNot = context.isNot === true;
  const wanted = isNot ? (holds === 'allowed' ? 'refused' : 'allowed') : holds;
  const failing = judged.filter(({ assessment }) => assessment.kind !== wanted);
  const [first] = failing;
  const passes = first === undefined;
  return {
    // Jest inverts `pass` under .not: failing means the opposite of what was asked for.
    pass: passes !== isNot,
    expected: judged.map(({ origin }) => origin),
    actual: judged.map(({ origin, assessment }) => `${origin}: ${assessment.kind}`),
    message: () => {
      if (first === undefined) return `${name} holds`;
      const origins = judged.map(({ origin }) => utils.printExpected(origin));
      return message(context, {
        name,
        expected: [
          `Expected origin${judged.length > 1 ? 's' : ''}`,
          `${isNot ? 'not ' : ''}${enumerate(origins, isNot ? 'or' : 'and')}   ${describeQuestion(first.question)}`,
        ],
        verdict: judged.length > 1 ? eachOf(judged, first) : first.assessment.verdict,
        question: first.question,
        outcome: first.outcome,
      });
    },
  };
}

/** Names which is which, and tells the first that fails in full. */
function eachOf(judged: readonly JudgedOrigin[], told: JudgedOrigin): string {
  const groups = (['allowed', 'refused', 'inconclusive'] as const).flatMap((kind) => {
    const origins = judged
      .filter(({ assessment }) => assessment.kind === kind)
      .map(({ origin }) => `"${origin}"`);
    return origins.length > 0 ? [`${kind}: ${enumerate(origins)}`] : [];
  });
  return `${groups.join('; ')}. "${told.origin}" is ${told.assessment.verdict}`;
}
