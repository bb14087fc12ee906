import type { Fact } from '../text/labels.js';

/** A failed assertion as data, without secrets: made once, and rendered by one function for each medium. */
export interface Failure {
  /** Which assertion it is: `expect(app).not.toAllowOrigin(expected)`. */
  readonly title: string;
  /** The expectation, `Expected origin: "https://app.example"`. */
  readonly expected: Fact;
  /** What was found, a line each. */
  readonly verdict: readonly string[];
  /** What was expected besides and is not so, a line each. */
  readonly faults?: readonly string[] | undefined;
  /** Which of several things the facts are about. */
  readonly about?: string | undefined;
  /** What explains the verdict: the exchanges, the rule, the browser's words, cause, fix, and a line that repeats it. */
  readonly facts: readonly Fact[];
}
