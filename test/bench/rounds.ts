/** What is measured: resolves to its cost, in any unit. */
export type Sample = () => Promise<number>;

export const rounds = 15;

/**
 * The ratio of `own` to `other` in each of many rounds. The two are measured in turns, each first in every second round,
 * so that what slows the machine down slows down both.
 */
export async function ratiosOf(own: Sample, other: Sample, count = rounds): Promise<number[]> {
  const ratios: number[] = [];
  for (let round = 0; round < count; round++) {
    const ownFirst = round % 2 === 0;
    const first = await (ownFirst ? own : other)();
    const second = await (ownFirst ? other : own)();
    ratios.push(ownFirst ? first / second : second / first);
  }
  return ratios;
}

/** How long it takes, in milliseconds. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
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
