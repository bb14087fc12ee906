import { isBetweenTests, loadedTooLate, loadInTime } from './between-tests.js';
import { afterRealTime } from './real-time.js';

/** Milliseconds between two attempts, and how many there are. */
const retry = { after: 10, times: 50 };

/**
 * What is loaded where it is first asked for. Jest loads nothing between two tests, when those of `test.concurrent` and
 * what nobody awaits may go on: then it is tried again a little later. A failure is not kept.
 *
 * @throws {UsageError} `not-registered` if no test begins in time.
 */
export function imported<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loaded: Promise<Module> | undefined;
  const loader = (): Promise<Module> =>
    (loaded ??= inTest(load).catch((error: unknown) => {
      loaded = undefined;
      throw error;
    }));
  loadInTime(() => void loader().catch(() => undefined));
  return loader;
}

async function inTest<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let left = retry.times; left > 0; left -= 1) {
    try {
      return await load();
    } catch (error) {
      if (!isBetweenTests(error)) throw error;
      await new Promise<void>((resolve) => afterRealTime(retry.after, resolve));
    }
  }
  throw loadedTooLate();
}
