import { type Job, requestIds } from './jobs.js';
import { engineJudge } from './judge.js';
import type { BrowserName, Observation } from './scenario.js';
import { startScriptedServer } from './server.js';
import { severalAtOnce } from './several.js';
import { Tally } from './tally.js';

/** How many jobs are judged at once. */
const atOnce = 16;

/** Judges with the engine, over the real transport, whatever of the jobs was observed. */
export async function compareWithEngine(
  browser: BrowserName,
  jobs: readonly Job[],
  observations: ReadonlyMap<string, Observation>,
): Promise<Tally> {
  const server = await startScriptedServer();
  const judge = engineJudge(server);
  const tally = new Tally();
  const observed = jobs.filter((job) => requestIds(job).every((id) => observations.has(id)));
  await severalAtOnce(observed, atOnce, async (job) => {
    const ids = requestIds(job);
    const judged = await judge(job, browser);
    judged.forEach((actual, index) =>
      tally.add(ids[index] ?? '', observations.get(ids[index] ?? ''), actual),
    );
  });
  await server.close();
  return tally;
}
