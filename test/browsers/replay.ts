// Asks the library for every recorded scenario and prints where it disagrees: npx tsx test/browsers/replay.ts chromium
import { compareObservations } from './compare.js';
import { generateJobs, requestIds } from './jobs.js';
import { libraryJudge } from './judge.js';
import { readRecording } from './recording.js';
import { type BrowserName, browserNames } from './scenario.js';
import { startScriptedServer } from './server.js';

async function main(): Promise<void> {
  const browser = (process.argv[2] ?? 'chromium') as BrowserName;
  const only = process.argv[3];
  if (!browserNames.includes(browser)) throw new Error(`no browser ${browser}`);
  const recording = readRecording(new URL('./recording', import.meta.url).pathname, browser);
  if (recording === null) throw new Error(`${browser} is not recorded`);
  const server = await startScriptedServer();
  const judge = libraryJudge(server);
  const byField = new Map<string, string[]>();
  let compared = 0;
  let agreeing = 0;
  for (const job of generateJobs(recording.seed)) {
    if (only !== undefined && !job.id.includes(only)) continue;
    const judged = await judge(job, browser);
    for (const [index, id] of requestIds(job).entries()) {
      const observed = recording.observations.get(id);
      const actual = judged[index]?.observation;
      if (observed === undefined || actual === undefined) continue;
      compared += 1;
      const differences = compareObservations(observed, actual);
      if (differences.length === 0) agreeing += 1;
      for (const { field, expected, actual: got } of differences) {
        const line = `${id}: ${JSON.stringify(expected)} | ${JSON.stringify(got)}`;
        byField.set(field, [...(byField.get(field) ?? []), line]);
      }
      if (only !== undefined && process.argv[4] === '-v')
        console.log(JSON.stringify(job.requests[index], null, 1), observed, actual);
    }
  }
  console.log(`${browser}: ${String(agreeing)} of ${String(compared)} agree`);
  for (const [field, lines] of byField) {
    console.log(`\n== ${field}: ${String(lines.length)}`);
    for (const line of lines.slice(0, Number(process.env['SHOW'] ?? 12)))
      console.log('  ' + line.slice(0, 900));
  }
  await server.close();
}

void main();
