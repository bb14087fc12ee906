/** Milliseconds by the clock, and of the processor: the latter say more on a busy machine. */
export interface Cost {
  readonly clock: number;
  readonly processor: number;
}

export type Sample = () => Promise<Cost>;

export const rounds = 15;

/**
 * The ratio of `own` to `other` in each of many rounds. The two are measured in turns, each first in every second round,
 * so that what slows the machine down slows down both.
 */
export async function ratiosOf(own: Sample, other: Sample): Promise<Cost[]> {
  const ratios: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    const ownFirst = round % 2 === 0;
    const first = await (ownFirst ? own : other)();
    const second = await (ownFirst ? other : own)();
    const [a, b] = ownFirst ? [first, second] : [second, first];
    ratios.push({ clock: a.clock / b.clock, processor: a.processor / b.processor });
  }
  return ratios;
}

/** What the work costs, per item. */
export async function costOf(work: () => Promise<unknown>, items = 1): Promise<Cost> {
  const start = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - start) / items, processor: (user + system) / 1000 / items };
}

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** By linear interpolation between the sorted values. */
export function quartilesOf(values: readonly number[]): Quartiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const position = (sorted.length - 1) * share;
    const [below = 0, above = below] = sorted.slice(Math.floor(position), Math.floor(position) + 2);
    return below + (above - below) * (position - Math.floor(position));
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
