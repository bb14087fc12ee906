import { subjectName } from '../ask/evidence.js';
import { explain, labelWidth } from '../failure/explanation.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { type Fact, labels } from '../text/labels.js';
import type { MatcherCall } from './context.js';

/** `expect(app).not.toAllowOrigin(expected)`, as Jest writes it. */
export function hint({ context, name, received, isNot, hasArguments }: MatcherCall): string {
  return context.utils.matcherHint(name, subjectName(received), hasArguments ? 'expected' : '', {
    isNot,
    promise: context.promise ?? '',
  });
}

export interface Report {
  /** The expectation, `Expected origin:  "https://app.example"`. */
  readonly expected: Fact;
  /** What came out, a line each. */
  readonly verdict: readonly string[];
  /** Which of several things asked for the rest of the message is about. */
  readonly about?: string | undefined;
  /** Response headers the assertion is about. */
  readonly headers?: readonly string[] | undefined;
  readonly outcome: FetchOutcome;
  /** Why it came out so, `Cause` and `Fix`. */
  readonly cause: readonly Fact[];
}

/** The one grammar of all failures: what was expected, the verdict, the exchanges, the rule, the browser's words, curl. */
export function message(call: MatcherCall, report: Report): string {
  const verdict: Fact = ['Verdict', report.verdict.map((line) => call.context.utils.RECEIVED_COLOR(line))];
  const about: Fact[] = report.about === undefined ? [] : [['About', `"${report.about}"`]];
  return [
    hint(call),
    labels([report.expected, verdict], labelWidth),
    labels(
      [
        ...about,
        ...explain(report.outcome, {
          told: report.verdict,
          headers: report.headers ?? [],
          cause: report.cause,
        }),
      ],
      labelWidth,
    ),
  ].join('\n\n');
}
