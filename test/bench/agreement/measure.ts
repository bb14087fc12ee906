import { digestOf, generateJobs, type Job } from '../../browsers/jobs.js';
import { type Recording, readRecording } from '../../browsers/recording.js';
import { browserNames, type Scenario } from '../../browsers/scenario.js';
import type { ScriptedServer } from '../../browsers/server.js';
import type { Peer } from './peer.js';
import { severalAtOnce } from '../../browsers/several.js';

/** Verdicts compared with those of one browser. */
export interface Verdicts {
  compared: number;
  agreeing: number;
  notExpressible: number;
}

const width = 16;

/** What was recorded, of every browser, with the scenarios it was recorded for. */
export function readRecordings(): { recordings: Recording[]; jobs: Job[] } {
  const folder = new URL('../../browsers/recording', import.meta.url).pathname;
  const recordings = browserNames.flatMap((browser) => readRecording(folder, browser) ?? []);
  const seed = recordings[0]?.seed ?? '';
  const all = generateJobs(seed);
  const digest = digestOf(all);
  for (const { browser, digest: recorded } of recordings)
    if (recorded !== digest) throw new Error(`${browser} was recorded with other scenarios: record it anew`);
  return { recordings, jobs: all.filter(({ source }) => source.kind === 'scenario') };
}

/** Known keys are no browsers: it is asked once, and compared with each. */
export async function measurePeer(
  server: ScriptedServer,
  peer: Peer,
  recordings: readonly Recording[],
  jobs: readonly Job[],
): Promise<Verdicts[]> {
  const all = recordings.map((): Verdicts => ({ compared: 0, agreeing: 0, notExpressible: 0 }));
  // A peer may throw where nobody can catch it, within a socket's event: its answer never comes then.
  const ignore = (): void => undefined;
  process.on('uncaughtException', ignore);
  await severalAtOnce(jobs, width, async ({ source }) => {
    if (source.kind !== 'scenario') return;
    const { scenario }: { scenario: Scenario } = source;
    const verdict = await peer.judge(server, scenario);
    for (const [index, { observations }] of recordings.entries()) {
      const expected = observations.get(scenario.id)?.verdict;
      const verdicts = all[index];
      if (expected === undefined || verdicts === undefined) continue;
      if (verdict === 'not expressible') verdicts.notExpressible += 1;
      else {
        verdicts.compared += 1;
        if (verdict === expected) verdicts.agreeing += 1;
      }
    }
  });
  process.off('uncaughtException', ignore);
  peer.close();
  return all;
}
