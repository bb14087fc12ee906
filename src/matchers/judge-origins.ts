import type { FetchOutcome } from '../fetch/outcome.js';
import type { Question } from '../fetch/question.js';
import { enumerate, plural } from '../text/sentence.js';
import type { Assessment } from './assess.js';
import type { MatcherContext, MatcherResult } from './context.js';
import type { Deadline } from '../transport/deadline.js';
import { describeQuestion, message } from './message.js';
import { assertionDeadline, corsQuestion, originsFrom, requestAfterOrigin } from './questions.js';

export interface JudgedOrigin {
  readonly origin: string;
  readonly question: Question;
  readonly outcome: FetchOutcome;
  readonly assessment: Assessment;
}

type JudgeOne = (
  question: Question,
  deadline: Deadline,
) => Promise<Pick<JudgedOrigin, 'outcome' | 'assessment'>>;

/** Judges each origin of the list by itself, within one deadline. */
export async function judgeEachOrigin(
  origins: unknown,
  request: unknown,
  judgeOne: JudgeOne,
): Promise<JudgedOrigin[]> {
  const given = requestAfterOrigin(request);
  const deadline = assertionDeadline(given);
  const judged: JudgedOrigin[] = [];
  for (const origin of originsFrom(origins)) {
    const question = await corsQuestion({ ...given, origin });
    judged.push({ origin, question, ...(await judgeOne(question, deadline)) });
  }
  return judged;
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
      const several = judged.length > 1;
      return message(context, {
        name,
        expected: [
          several ? 'Expected origins' : 'Expected origin',
          `${isNot ? 'not ' : ''}${listed(judged, utils, isNot)}   ${describeQuestion(first.question)}`,
        ],
        verdict: several ? eachOf(judged, first) : first.assessment.verdict,
        about: several ? first.origin : undefined,
        question: first.question,
        outcome: first.outcome,
      });
    },
  };
}

function listed(judged: readonly JudgedOrigin[], utils: MatcherContext['utils'], isNot: boolean): string {
  const printed = judged.map(({ origin }) => utils.printExpected(origin));
  if (printed.length > 4) printed.splice(3, printed.length, plural(printed.length - 3, 'other origin'));
  return enumerate(printed, isNot ? 'or' : 'and');
}

/** Names which is which, a line each; of a long list some, and the first that fails. */
function eachOf(judged: readonly JudgedOrigin[], told: JudgedOrigin): string[] {
  const others = judged.filter((one) => one !== told).slice(0, 4);
  const shown = judged.length > 6 ? judged.filter((one) => one === told || others.includes(one)) : judged;
  const lines = shown.map(({ origin, assessment }) => `"${origin}": ${assessment.verdict.join('. ')}`);
  const left = judged.length - shown.length;
  return left > 0 ? [...lines, `and ${plural(left, 'other origin')}`] : lines;
}
