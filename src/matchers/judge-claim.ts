import type { AskedRequest } from '../ask/fetch-outcome.js';
import type { Judged } from '../claims/assess.js';
import { type Claim, type Failed, failureOf } from '../claims/failure-of.js';
import { describeRequest } from '../failure/explanation.js';
import { terminalText } from '../failure/terminal.js';
import type { Fact } from '../text/labels.js';
import { enumerate, plural } from '../text/sentence.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { hint, paintOf, titleOf } from './hint.js';
import { becauseOf } from './record-result.js';

export interface Expectation extends Pick<Claim, 'headers' | 'isAboutOrigin'> {
  /** What each thing has to be; under `.not` the opposite. Default `allowed`. */
  readonly wanted?: Claim['wanted'] | undefined;
  /** How the expectation is written. */
  readonly expected: (of: Expected) => Fact;
}

export interface Expected {
  /** The things, with `not` in front of them where the opposite is wanted. */
  readonly named: string;
  /** `s` where there are several. */
  readonly s: string;
  /** What was asked, for the last of them. */
  readonly request: AskedRequest;
}

/**
 * The result for several things that are judged alike: all must be as wanted, under `.not` none of them. A mixed or
 * inconclusive list fails in both polarities.
 */
export async function judgeClaim(
  call: MatcherCall,
  judged: readonly Judged[],
  { wanted = 'allowed', expected, headers, isAboutOrigin = false }: Expectation,
): Promise<MatcherResult> {
  const last = judged.at(-1);
  if (last === undefined) throw new Error('unreachable: an empty list is misuse');
  const s = judged.length > 1 ? 's' : '';
  const failed = await failureOf(judged, {
    title: titleOf(call),
    wanted: call.isNot ? opposite[wanted] : wanted,
    // Written where it fails only.
    get expected() {
      return expected({ named: named(judged, call.isNot), s, request: last.outcome.request });
    },
    headers,
    isAboutOrigin,
  });
  return resultOf(call, failed, {
    expected: judged.map(({ item }) => item),
    actual: judged.map(({ item, assessment }) => `${item}: ${assessment.kind}`),
  });
}

const opposite = { allowed: 'blocked', blocked: 'allowed' } as const;

/** The result for one request. `what` is expected for its origin: `credentials`, `a handled preflight`. */
export function judgeRequest(
  call: MatcherCall,
  judged: Judged,
  what: string,
  { wanted, headers }: Pick<Expectation, 'wanted' | 'headers'> = {},
): Promise<MatcherResult> {
  return judgeClaim(call, [judged], {
    wanted,
    headers,
    expected: ({ request }) => [
      'Expected',
      `${call.isNot ? 'not ' : ''}${what} for "${request.origin}"   ${describeRequest(request)}`,
    ],
  });
}

/** Jest inverts `pass` under `.not`: failing means the opposite of what was asked for. */
export function resultOf(
  call: MatcherCall,
  failed: (Pick<Failed, 'failure'> & Partial<Failed>) | undefined,
  values: Pick<MatcherResult, 'expected' | 'actual'>,
): MatcherResult {
  return becauseOf(failed?.reason, {
    pass: (failed === undefined) !== call.isNot,
    ...values,
    message: () =>
      failed === undefined ? `${call.name} passes` : terminalText(failed.failure, paintOf(call), hint(call)),
  });
}

function named(judged: readonly Judged[], isNot: boolean): string {
  const quoted = judged.map(({ item }) => JSON.stringify(item));
  if (quoted.length > 4) quoted.splice(3, quoted.length, plural(quoted.length - 3, 'other'));
  return `${isNot ? 'not ' : ''}${enumerate(quoted, isNot ? 'or' : 'and')}`;
}
