import { sharedState } from '../state/shared-state.js';

/** What a test runner tells of the test that is under way: Jest's and Vitest's `expect.getState()`, a matcher's `this`. */
export interface RunnerState {
  /** The full name of the test. */
  readonly currentTestName?: string | undefined;
  /** The file the runner has begun with. */
  readonly testPath?: string | undefined;
  /** Jest: the test that is running in this asynchronous context, by name and (since 30.5) by identity. */
  readonly currentConcurrentTestName?: (() => string | undefined) | undefined;
  /** The test that is running; the same for the same attempt. */
  readonly currentTestIdentity?: (() => unknown) | undefined;
}

/** An `expect`, which counts the assertions of a test. */
export interface CountingExpect {
  getState(): { readonly assertionCalls: number };
  setState(state: { readonly assertionCalls: number }): void;
}

interface Runner {
  state?: () => RunnerState;
  expect?: () => CountingExpect;
}

// Which test is under way, for what is no matcher. Told by the entry of a runner that knows.
const runner = (): Runner => sharedState('runner', () => ({}));

/**
 * Lets an entry that has hooks of its own tell where the runner's state is found, and whose count `expect.assertions(n)` is
 * compared with.
 */
export function tellRunner(state: () => RunnerState, expect: () => CountingExpect): void {
  Object.assign(runner(), { state, expect });
}

/** Whether an entry has told. */
export function isRunnerTold(): boolean {
  return runner().state !== undefined;
}

/** The state of the runner; empty where no entry has told. */
export function runnerState(): RunnerState {
  return runner().state?.() ?? {};
}

/**
 * Counts an assertion that is no matcher, as the runner counts its own: for `expect.assertions(n)`, `expect.hasAssertions()`
 * and Vitest's `requireAssertions`. To be called where the assertion is: later, another test may be under way.
 */
export function countAssertion(): void {
  const expect = runner().expect?.();
  expect?.setState({ assertionCalls: expect.getState().assertionCalls + 1 });
}

/**
 * What tells this test from the others that may be under way, by asynchronous context: Jest 30.5 gives the test itself,
 * 30.2 to 30.4 its name, earlier ones nothing but the name of a test in `test.concurrent`. In a hook that belongs to no
 * test it is undefined, and so it is for the ordinary tests of the earlier ones.
 */
export function ownerOf(state: RunnerState): unknown {
  return state.currentTestIdentity === undefined
    ? state.currentConcurrentTestName?.()
    : state.currentTestIdentity();
}

export function testNameOf(state: RunnerState): string | undefined {
  const name = state.currentConcurrentTestName?.();
  // Beside the identity, `currentTestName` is at best the name of another test.
  return state.currentTestIdentity === undefined ? (name ?? state.currentTestName) : name;
}
