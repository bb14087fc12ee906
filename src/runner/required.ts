import { isBetweenTests, loadedTooLate } from './between-tests.js';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// There is none only where the sources are run as modules.
const load = typeof require === 'function' ? require : createRequire(join(process.cwd(), 'package.json'));

const loaders = new Set<() => unknown>();

/** A package that only some requests need: loaded where it is first asked for, and not by an import of this one. */
export function required<Module>(name: string): () => Module {
  let loaded: Module | undefined;
  const loader = (): Module => (loaded ??= inTest(name) as Module);
  loaders.add(loader);
  return loader;
}

function inTest(name: string): unknown {
  try {
    return load(name);
  } catch (error) {
    throw isBetweenTests(error) ? loadedTooLate() : error;
  }
}

/**
 * Loads all of them where Jest would not do so later: for tests of `test.concurrent` it loads nothing any more when one of
 * them has ended.
 */
export function requireInTime(): void {
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
