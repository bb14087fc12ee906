import { UsageError } from '../errors/usage-error.js';

/** Whether it is Jest that has refused to load a module. */
export function isBetweenTests(error: unknown): boolean {
  return String(error).includes('outside of the scope of the test code');
}

export function loadedTooLate(): UsageError {
  return new UsageError(
    'not-registered',
    'Jest loads nothing for a test of test.concurrent once another one has ended. ' +
      'Begin the test with its first assertion about CORS, or write test() instead of test.concurrent().',
  );
}

const loaders = new Set<() => unknown>();

/** Notes what is loaded where it is first asked for. */
export function loadInTime(loader: () => unknown): void {
  loaders.add(loader);
}

/**
 * Loads all of it where Jest would not do so later: for tests of `test.concurrent` it loads nothing any more when one of
 * them has ended.
 */
export function loadAllInTime(): void {
  if (loaders.size === 0 || !isConcurrentInJest()) return;
  for (const loader of loaders) {
    try {
      loader();
    } catch {
      // Whoever needs it learns why.
    }
  }
  loaders.clear();
}

interface JestState {
  readonly currentlyRunningTest?: { readonly concurrent?: boolean } | null;
}

/** By the state that jest-circus keeps for the file; other runners have none. */
function isConcurrentInJest(): boolean {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  );
  if (symbol === undefined) return false;
  const state = Reflect.get(globalThis, symbol) as JestState | undefined;
  return state?.currentlyRunningTest?.concurrent === true;
}
