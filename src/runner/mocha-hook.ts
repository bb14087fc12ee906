/** What Mocha calls an `afterEach` on, as far as it is used here: all of it is in Mocha's documented API. */
interface HookContext {
  readonly currentTest: {
    /** `passed`, `failed` or `pending`; undefined for an attempt that is repeated, and for a test whose `beforeEach` failed. */
    readonly state?: string;
    currentRetry(): number;
    retries(): number;
  };
  readonly test: {
    readonly title: string;
    error(failure: Error): void;
  };
}

/** The end of one test in Mocha. */
export interface MochaHook {
  readonly testHasFailed: boolean;
  /** The test failed and runs once more, so this attempt does not count. */
  readonly isRepeated: boolean;
  /** Fails the test, and no more: a hook that throws would end its suite. */
  failTest(failure: Error): void;
}

/** Undefined unless it is the `this` of an `afterEach` of Mocha. Behind `after` there is no test to fail, or several. */
export function mochaHook(context: unknown): MochaHook | undefined {
  if (!isHookContext(context)) return undefined;
  const { currentTest, test: hook } = context;
  const hasRun = currentTest.state !== undefined;
  // Mocha takes no failure of a test that was skipped.
  if (currentTest.state === 'pending') return undefined;
  return {
    testHasFailed: currentTest.state !== 'passed',
    isRepeated: !hasRun && currentTest.currentRetry() < currentTest.retries(),
    failTest: (failure) => {
      hook.error(failure);
    },
  };
}

function isHookContext(context: unknown): context is HookContext {
  const { currentTest, test } = (context ?? {}) as { readonly [Key in keyof HookContext]?: unknown };
  const has = (object: unknown, name: string): boolean =>
    typeof object === 'object' && object !== null && typeof Reflect.get(object, name) === 'function';
  return (
    has(currentTest, 'currentRetry') &&
    has(currentTest, 'retries') &&
    has(test, 'error') &&
    String(Reflect.get(test as object, 'title')).startsWith('"after each" hook')
  );
}
