import { UsageError } from '../errors/usage-error.js';
import { enumerate, plural } from '../text/sentence.js';
import { placedAt } from './call-site.js';
import { abandon, hasFailed, type Pending, pending } from './pending.js';

/**
 * Throws if an assertion was never awaited, or is still pending. `expect-cors/jest` calls it at the end of every file;
 * with node:test and Mocha write `afterEach(assertNoFloating)`.
 *
 * @throws {UsageError} `not-awaited`.
 * @example
 * import { afterEach } from 'node:test';
 * afterEach(assertNoFloating);
 */
export function assertNoFloating(this: unknown): void {
  report(pending(), hasFailedInMocha(this));
}

/**
 * The same for the assertions of one test. Those of others are left for the end of the file: of `test.concurrent`, whose
 * end no hook sees, and of tests that have ended before.
 */
export function assertNoFloatingOf(owner: unknown): void {
  report(pending().filter((entry) => entry.owner === owner));
}

function report(entries: readonly Pending[], testHasFailed = false): void {
  entries.forEach(abandon);
  const floating = entries.filter((entry) => !entry.awaited || !(testHasFailed || hasFailed(entry.owner)));
  const [first] = floating;
  if (first === undefined) return;
  const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
  const calls = enumerate(distinct(floating.map(({ matcher }) => matcher)));
  const tests = distinct(floating.flatMap(({ test }) => (test === undefined ? [] : [`"${test}"`])));
  const where =
    tests.length === 0 ? '' : ` in the ${tests.length === 1 ? 'test' : 'tests'} ${enumerate(tests)}`;
  const verb = floating.length === 1 ? 'was' : 'were';
  const error = new UsageError(
    'not-awaited',
    `${plural(floating.length, 'assertion')} (${calls})${where} ${verb} ${faultOf(floating)}, so nothing was asserted.\n` +
      `Write ${enumerate(
        distinct(floating.map(({ advice }) => `\`${advice}\``)),
        'or',
      )} in an async test. In a loop, use \`for … of\`: forEach(async …) does not wait.`,
  );
  throw placedAt(error, first.site);
}

/** Mocha calls its hooks on a context that tells of the test. A failing hook would end the whole suite. */
function hasFailedInMocha(context: unknown): boolean {
  return (context as { currentTest?: { state?: unknown } } | undefined)?.currentTest?.state === 'failed';
}

function faultOf(floating: readonly Pending[]): string {
  const unawaited = floating.some(({ awaited }) => !awaited);
  const unsettled = floating.some(({ awaited, settled }) => awaited && !settled);
  return enumerate(
    [unawaited ? 'never awaited' : '', unsettled ? 'still pending when the test ended' : ''].filter(Boolean),
    'or',
  );
}
