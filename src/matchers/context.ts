import type { CallSite } from '../runner/call-site.js';
import type { RunnerState } from '../runner/runner-state.js';

/** What Jest's, bare `expect`'s and Vitest's `this` have in common, as far as matchers use it. */
export interface MatcherContext extends RunnerState {
  /** Whether the call has `.not`. */
  readonly isNot?: boolean | undefined;
  /** `resolves` or `rejects`, where the call has it. */
  readonly promise?: string | undefined;
  /** The runner's own words and colours. */
  readonly utils: {
    matcherHint(
      name: string,
      received?: string,
      expected?: string,
      options?: { isNot?: boolean; promise?: string; secondArgument?: string },
    ): string;
    printExpected(value: unknown): string;
    // Bun has them, and its types have not.
    EXPECTED_COLOR?(text: string): string;
    RECEIVED_COLOR?(text: string): string;
  };
}

/** What a matcher gives its runner. */
export interface MatcherResult {
  /** Before `.not` is applied. */
  readonly pass: boolean;
  /** What a failure says. */
  readonly message: () => string;
  /** For reporters that compare. */
  readonly actual?: unknown;
  /** For reporters that compare. */
  readonly expected?: unknown;
}

/** One call of a matcher. */
export interface MatcherCall {
  readonly name: string;
  readonly context: MatcherContext;
  readonly received: unknown;
  readonly isNot: boolean;
  readonly hasArguments: boolean;
  readonly site: CallSite;
  /** What is said of `expect(app).toAllowOrigin(…)`, in the words of whoever wrote the call. */
  readonly words: (text: string) => string;
}
