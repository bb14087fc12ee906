import type { BrowserName } from '../scenario.js';
import type { WholeRecording } from './case.js';
import { wholeCases } from './cases.js';
import { compareWhole, type WholeField } from './compare.js';
import { judgeWhole } from './judge.js';
import { outOfReach } from './out-of-reach.js';
import { readWhole } from './recording.js';

export interface WholeTally {
  readonly version: string;
  readonly compared: Record<WholeField, number>;
  readonly agreeing: Record<WholeField, number>;
  /** By reason, how many values differ and are listed. */
  readonly listed: Map<string, number>;
  /** Those nobody has listed. */
  readonly unlisted: string[];
}

/** What a browser did, or what was recorded of it, beside what the library says. */
export async function replayWhole(
  browser: BrowserName,
  { version, observations }: Omit<WholeRecording, 'browser'> = readWhole(browser),
): Promise<WholeTally> {
  const none = (): Record<WholeField, number> => ({ requests: 0, header: 0, console: 0, loaded: 0 });
  const tally: WholeTally = {
    version,
    compared: none(),
    agreeing: none(),
    listed: new Map(),
    unlisted: [],
  };
  const rows = outOfReach.filter((row) => row.browser === undefined || row.browser === browser);
  for (const one of wholeCases()) {
    const observed = observations[one.id];
    if (observed === undefined) throw new Error(`${one.id} is not recorded`);
    const { compared, differences } = compareWhole(one, observed, await judgeWhole(one, browser));
    for (const field of Object.keys(compared) as WholeField[]) {
      const differing = differences.filter((difference) => difference.field === field);
      tally.compared[field] += compared[field];
      tally.agreeing[field] += compared[field] - differing.length;
      for (const difference of differing) {
        const row = rows.find(({ isOf }) => isOf(one, difference));
        if (row === undefined) tally.unlisted.push(`${one.id}: ${JSON.stringify(difference)}`);
        else tally.listed.set(row.reason, (tally.listed.get(row.reason) ?? 0) + 1);
      }
    }
  }
  return tally;
}
