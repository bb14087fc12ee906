import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { imported } from '../runner/imported.js';
import type { Lack } from './lack.js';
import type { Remedy } from './remedy/remedy.js';

const load = imported(() => import('./remedy-of-lack.js'));

/** How to give a response that is allowed what it lacks; if the app runs here, it is asked once more to see what it uses. */
export async function remedyFor(outcome: FetchOutcome, lack: Lack): Promise<Remedy> {
  const { remedyOfLack } = await load();
  return remedyOfLack(outcome, lack);
}
