import { type Job, requestIds } from './jobs.js';
import { libraryJudge } from './judge.js';
import type { Refused } from './refused.js';
import type { BrowserName, Observation } from './scenario.js';
import { startScriptedServer } from './server.js';
import { severalAtOnce } from './several.js';
import { Tally } from './tally.js';

/** What the library says beside what a browser did. */
export interface Comparison {
  readonly tally: Tally;
  /** The ids of the requests the library refuses, by reason. */
  readonly refused: ReadonlyMap<Refused, readonly string[]>;
}

/** How many jobs are judged at once. */
const atOnce = 16;

/** Asks the library, over the real transport, for whatever of the jobs was observed. */
export async function compareWithLibrary(
  browser: BrowserName,
  jobs: readonly Job[],
  observations: ReadonlyMap<string, Observation>,
): Promise<Comparison> {
  const server = await startScriptedServer();
  const judge = libraryJudge(server);
  const tally = new Tally();
  const refused = new Map<Refused, string[]>();
  const observed = jobs.filter((job) => requestIds(job).every((id) => observations.has(id)));
  await severalAtOnce(observed, atOnce, async (job) => {
    const ids = requestIds(job);
    for (const [index, { observation, refused: row }] of (await judge(job, browser)).entries()) {
      const id = ids[index] ?? '';
      tally.add(id, observations.get(id), observation);
      if (row !== null) refused.set(row, [...(refused.get(row) ?? []), id]);
    }
  });
  await server.close();
  return { tally, refused };
}
