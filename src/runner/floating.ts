import { UsageError } from '../errors/usage-error.js';
import { placedAt } from './call-site.js';
import { type MochaHook, mochaHook } from './mocha-hook.js';
import { abandon, hasFailed, isForgotten, type Pending, pending } from './pending.js';
import { adviceFor, assertionsIn, faultOf, testsOf, verbFor } from './pending-words.js';

/**
 * Throws if an assertion was never awaited, or is still pending. `expect-cors/jest` calls it at the end of every file;
 * with node:test and Mocha write `afterEach(assertNoFloating)`. In Mocha it fails the test that has ended, and does not
 * throw, so that the rest of the suite runs.
 *
 * @throws {UsageError} `not-awaited`.
 * @example
 * import { afterEach } from 'node:test';
 * afterEach(assertNoFloating);
 */
export function assertNoFloating(this: unknown): void {
  const hook = mochaHook(this);
  const error = reportOf(pending(), hook);
  if (error === undefined) return;
  if (hook === undefined) throw error;
  hook.failTest(error);
}

/**
 * The same for the assertions of one test. Those of others are left for the end of the file: of `test.concurrent`, whose
 * end no hook sees, and of tests that have ended before.
 */
export function assertNoFloatingOf(owner: unknown): void {
  const error = reportOf(pending().filter((entry) => entry.owner === owner));
  if (error !== undefined) throw error;
}

/** What floats of these, as an error that points at the first; none of them is reported again. */
function reportOf(entries: readonly Pending[], hook?: MochaHook): UsageError | undefined {
  entries.forEach(abandon);
  if (hook?.isRepeated === true) return undefined;
  const failed = (owner: unknown): boolean => hook?.testHasFailed === true || hasFailed(owner);
  const floating = entries.filter((entry) => isForgotten(entry) || !failed(entry.owner));
  const [first] = floating;
  if (first === undefined) return undefined;
  const error = new UsageError(
    'not-awaited',
    `${assertionsIn(floating)}${testsOf(floating)} ${verbFor(floating)} ${faultOf(floating, 'test')}, so nothing was asserted.\n` +
      `Write ${adviceFor(floating)} in an async test. In a loop, use \`for … of\`: forEach(async …) does not wait.`,
  );
  return placedAt(error, first.site);
}
