import type { RunnerState } from '../runner/await-guard.js';

/** What Jest's, bare `expect`'s and Vitest's `this` have in common, as far as matchers use it. */
export interface MatcherContext extends RunnerState {
  readonly isNot?: boolean | undefined;
  readonly promise?: string | undefined;
  readonly utils: {
    matcherHint(
      name: string,
      received?: string,
      expected?: string,
      options?: { isNot?: boolean; promise?: string; secondArgument?: string },
    ): string;
    printExpected(value: unknown): string;
    EXPECTED_COLOR(text: string): string;
    RECEIVED_COLOR(text: string): string;
  };
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** One call of a matcher. */
export interface MatcherCall {
  readonly name: string;
  readonly context: MatcherContext;
  readonly received: unknown;
  readonly isNot: boolean;
  readonly hasArguments: boolean;
  /** Where it stands, as the lines of a stack. */
  readonly stack: string;
}
