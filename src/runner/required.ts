import { isBetweenTests, loadedTooLate, loadInTime } from './between-tests.js';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// There is none only where the sources are run as modules.
const load = typeof require === 'function' ? require : createRequire(join(process.cwd(), 'package.json'));

/** A package that only some requests need: loaded where it is first asked for, and not by an import of this one. */
export function required<Module>(name: string): () => Module {
  let loaded: Module | undefined;
  const loader = (): Module => (loaded ??= inTest(name) as Module);
  loadInTime(loader);
  return loader;
}

function inTest(name: string): unknown {
  try {
    return load(name);
  } catch (error) {
    throw isBetweenTests(error) ? loadedTooLate() : error;
  }
}
