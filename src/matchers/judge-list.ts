import type { Assessment } from '../claims/assess.js';
import { causeFacts } from '../failure/cause-facts.js';
import { diagnose } from '../diagnosis/diagnose.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Fact } from '../text/labels.js';
import { enumerate, plural } from '../text/sentence.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { message } from './message.js';
import { becauseOf } from './record-result.js';

/** One thing an assertion was about, and what came out. */
export interface Judged {
  /** The origin, method or header name it is; the origin where the assertion is about one request. */
  readonly item: string;
  readonly outcome: FetchOutcome;
  readonly assessment: Assessment;
}

export interface Expectation {
  /** What has to come out for each; under `.not` the opposite. Default `allowed`. */
  readonly holds?: 'allowed' | 'refused';
  /** `several` items, of which `listed` are named. */
  readonly expected: (listed: string, several: boolean) => Fact;
  /** Response headers the assertion is about. */
  readonly headers?: readonly string[];
  /** Whether the assertion is about the origin, so that an origin that is let in has to be explained as well. */
  readonly isAboutOrigin?: boolean;
}

/**
 * The result for a list: all must hold, under `.not` none of them. A mixed or inconclusive list fails in both
 * polarities.
 */
export async function judgeList(
  call: MatcherCall,
  judged: readonly Judged[],
  { holds = 'allowed', expected, headers, isAboutOrigin = false }: Expectation,
): Promise<MatcherResult> {
  const { isNot } = call;
  const wanted = isNot ? opposite[holds] : holds;
  const first = judged.find(({ assessment }) => assessment.kind !== wanted);
  const isExplained =
    first?.outcome.allowed === false || (isAboutOrigin && first?.assessment.kind === 'allowed');
  const isWanted = wanted === 'refused' && first?.outcome.allowed === false;
  const diagnosis = isExplained && first !== undefined ? await diagnose(first.outcome) : undefined;
  const cause = diagnosis === undefined ? [] : causeFacts(diagnosis, { isWanted });
  return becauseOf(first && { outcome: first.outcome, diagnosis }, {
    // Jest inverts `pass` under .not: failing means the opposite of what was asked for.
    pass: (first === undefined) !== isNot,
    expected: judged.map(({ item }) => item),
    actual: judged.map(({ item, assessment }) => `${item}: ${assessment.kind}`),
    message: () => {
      if (first === undefined) return `${call.name} holds`;
      const several = judged.length > 1;
      return message(call, {
        expected: expected(listed(judged, call), several),
        verdict: several ? eachOf(judged, first) : first.assessment.verdict,
        about: several ? first.item : undefined,
        headers,
        outcome: first.outcome,
        cause,
      });
    },
  });
}

const opposite = { allowed: 'refused', refused: 'allowed' } as const;

function listed(judged: readonly Judged[], { context, isNot }: MatcherCall): string {
  const printed = judged.map(({ item }) => context.utils.printExpected(item));
  if (printed.length > 4) printed.splice(3, printed.length, plural(printed.length - 3, 'other'));
  return `${isNot ? 'not ' : ''}${enumerate(printed, isNot ? 'or' : 'and')}`;
}

/** Names which is which, a line each; of a long list some, and the first that fails. */
function eachOf(judged: readonly Judged[], told: Judged): string[] {
  const others = judged.filter((one) => one !== told).slice(0, 4);
  const shown = judged.length > 6 ? judged.filter((one) => one === told || others.includes(one)) : judged;
  const lines = shown.map(({ item, assessment }) => `"${item}": ${assessment.verdict.join('. ')}`);
  const left = judged.length - shown.length;
  return left > 0 ? [...lines, `and ${plural(left, 'other')}`] : lines;
}
