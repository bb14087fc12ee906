/** What Jest's, bare `expect`'s and Vitest's `this` have in common, as far as matchers use it. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined;
  readonly promise?: string | undefined;
  readonly currentTestName?: string | undefined;
  /** Jest: the test that is running in this asynchronous context, by name and (since 30.5) by identity. */
  readonly currentConcurrentTestName?: (() => string | undefined) | undefined;
  readonly currentTestIdentity?: (() => unknown) | undefined;
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
