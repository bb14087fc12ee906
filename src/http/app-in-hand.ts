import type { Deadline } from './deadline.js';
import { frameworkOf, readiedApp, awaited } from './framework.js';

/**
 * What a target holds: the app that a function returns, or that runs behind a URL, readied by its own call; anything else as
 * it is.
 *
 * @throws {ExchangeError} `target-not-ready` where it is not ready before the deadline.
 */
export async function appInHand(target: unknown, deadline: Deadline): Promise<unknown> {
  const app = await appIn(target);
  const framework = frameworkOf(app);
  if (framework !== undefined) await readiedApp(app as object, framework, deadline);
  return app;
}

async function appIn(target: unknown): Promise<unknown> {
  if (typeof target !== 'object' || target === null || frameworkOf(target) !== undefined) return target;
  if ('target' in target && typeof target.target === 'function') {
    return awaited((target.target as () => unknown)());
  }
  return 'url' in target && 'app' in target ? target.app : target;
}
