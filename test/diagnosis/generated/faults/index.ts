import type { Draft } from '../draft.js';
import type { Random } from '../random.js';
import type { Fault } from './fault.js';
import { gateFaults } from './gates.js';
import { listFaults } from './lists.js';
import { originFaults } from './origins.js';
import { placeFaults } from './places.js';
import { responseFaults } from './responses.js';

export type { Fault } from './fault.js';

/** In the order they are applied: two policies last, which are made of one. */
export const faults: readonly Fault[] = [
  ...originFaults,
  ...listFaults,
  ...placeFaults,
  ...gateFaults,
  ...responseFaults,
];

/** One to three of different slots. */
export function chooseFaults(random: Random, draft: Draft): Fault[] {
  const count = random.pick([1, 1, 2, 2, 3]);
  const chosen: Fault[] = [];
  for (const fault of random.shuffled(faults)) {
    if (chosen.length === count) break;
    if (fault.fits(draft) && !chosen.some(({ slot }) => slot === fault.slot)) chosen.push(fault);
  }
  return faults.filter((fault) => chosen.includes(fault));
}
