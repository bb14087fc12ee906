import { AsyncLocalStorage } from 'node:async_hooks';
import 'vitest'; // stays in the declaration file, where the types of Vitest have to be loaded as well
import * as vitest from 'vitest';
import type * as vitestSuite from 'vitest/suite';
import type { CorsMatchers } from '../index.js';
import {
  assertNoFloating,
  assertNoFloatingOf,
  checkLeast,
  corsMatchers,
  required,
  tellRunner,
  UsageError,
} from './set-up.js';

// Vitest's own interfaces take other type parameters in each major version. What they all extend takes none.
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Chai {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Assertion extends CorsMatchers {}
  }
}

checkLeast('Vitest', required<{ readonly version: string }>('vitest/package.json')().version);

const { afterAll, afterEach, beforeEach, expect } = vitest;
const { aroundEach } = vitest as Partial<Pick<typeof vitest, 'aroundEach'>>; // since Vitest 4.1

type Task = vitest.TestContext['task'];

/** One run of a test: `retry` and `repeats` make several. The await guard asks what owns an assertion for `errors`. */
interface Attempt {
  readonly name: string;
  readonly context: vitest.TestContext;
  errors: readonly unknown[];
}

// Vitest knows one current test only. Of those that run at the same time, and of what outlives its test, it names another.
const running = new AsyncLocalStorage<Attempt>();

function begin(task: Task): Attempt {
  const { fullTestName }: Partial<Task> = task; // since Vitest 4
  return { name: fullTestName ?? task.name, context: task.context, errors: [] };
}

function end(attempt: Attempt, { result }: Task): void {
  // In a retry, the errors of the attempts before are still there.
  attempt.errors = result?.state === 'fail' ? (result.errors ?? []) : [];
  try {
    assertNoFloatingOf(attempt);
  } catch (error) {
    attempt.errors = [...attempt.errors, error];
    throw error;
  }
}

if (aroundEach !== undefined) {
  aroundEach(async (runTest, { task }) => {
    const attempt = begin(task);
    await running.run(attempt, runTest);
    end(attempt, task);
  });
} else {
  const attempts = new WeakMap<Task, Attempt>();
  const suite = 'vitest/suite'; // not as a literal: Vite looks for it even where Vitest 5 has none
  beforeEach(async ({ task }) => {
    if (!attempts.has(task)) {
      const { getFn, setFn } = (await import(/* @vite-ignore */ suite)) as typeof vitestSuite;
      const run = getFn(task);
      setFn(task, () => running.run(attempts.get(task) ?? begin(task), run));
    }
    attempts.set(task, begin(task));
  });
  afterEach(({ task }) => {
    const attempt = attempts.get(task);
    if (attempt !== undefined) end(attempt, task);
  });
}
afterAll(assertNoFloating);

// Without isolation a module is loaded for the first file only; a setup file is loaded again for each.
const file = expect.getState().testPath;

/** What Jest's expect tells its matchers on its own. */
const state = {
  currentTestIdentity(this: { testPath?: string }): Attempt | undefined {
    if (this.testPath !== file) {
      throw new UsageError(
        'not-registered',
        'expect-cors/vitest is not loaded for this file, so a forgotten await would go unnoticed. ' +
          'With isolate: false, list it in setupFiles: importing it is not enough.',
      );
    }
    return running.getStore();
  },
  currentConcurrentTestName: () => running.getStore()?.name,
};
expect.setState(state as object);
expect.extend(corsMatchers);
tellRunner(() => ({ ...state, currentTestIdentity: () => running.getStore() }), countingExpect);

/** The count of a test is that of its own `expect` once the test has taken it from its context. To look there is to take it. */
function countingExpect(): typeof expect {
  const { context } = running.getStore() ?? {};
  return context !== undefined && Reflect.get(context, '_local') === true ? context.expect : expect;
}
