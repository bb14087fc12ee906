/**
 * Lets real browsers run the scenarios, and records what they do or compares it with what is recorded.
 *
 *   npm run test:browsers -- [--browser chromium|firefox|webkit]... [--sample N] [--seed S] [--record]
 */
import { launchChromium } from './chromium.js';
import { launchFirefox } from './firefox.js';
import type { Driver } from './driver.js';
import { digestOf, generateJobs, observationsById, requestIds, sequenceJob, type Job } from './jobs.js';
import { compareWithLibrary } from './library.js';
import { observe } from './observe.js';
import { readOptions, type Options } from './options.js';
import { unaccounted } from './out-of-reach.js';
import { Random } from './random.js';
import { readRecording, writeRecording } from './recording.js';
import { unlisted } from './refused.js';
import { Tally } from './tally.js';
import { launchWebKit } from './webkit.js';
import type { BrowserName, Observation } from './scenario.js';
import { warmUpSequences } from './sequences/generate.js';

const folder = new URL('./recording', import.meta.url).pathname;
const drivers: Record<BrowserName, Driver> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function runBrowser(browser: BrowserName, options: Options): Promise<boolean> {
  const all = generateJobs(options.seed);
  const jobs = options.sample === null ? all : new Random(options.seed).sample(all, options.sample);
  const ids = jobs.flatMap(requestIds);
  const started = Date.now();
  const run = await observe(drivers[browser], [...warmUpSequences().map(sequenceJob), ...jobs]);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const observations = observationsById(jobs, run.observations);
  const count = observations.size;
  if (run.failure === null) {
    print(`${browser} ${run.version}: ${count} of ${ids.length} requests observed in ${seconds} s`);
  } else {
    print(`${browser}: ${run.failure}; ${count} requests observed, ${ids.length - count} not run`);
    if (count === 0) return false;
  }
  if (options.record && run.failure === null) {
    const { seed } = options;
    const recording = { browser, version: run.version, seed, digest: digestOf(all), observations };
    print(`${browser}: recorded in ${writeRecording(folder, recording, ids)} bytes`);
  }
  const steady = options.record || compareWithRecording(browser, digestOf(all), observations);
  const agreed = await agreesWithLibrary(browser, jobs, observations, options.sample === null);
  return run.failure === null && count === ids.length && steady && agreed;
}

function compareWithRecording(
  browser: BrowserName,
  digest: string,
  observations: Map<string, Observation>,
): boolean {
  const recording = readRecording(folder, browser);
  if (recording?.digest !== digest) {
    print(
      `${browser}: nothing to compare with, ${recording ? 'other scenarios are' : 'nothing is'} recorded`,
    );
    return false;
  }
  const tally = new Tally();
  for (const [id, actual] of observations) tally.add(id, recording.observations.get(id), actual);
  tally.lines(`${browser} against the recording of ${recording.version}`).forEach(print);
  return tally.agrees;
}

/** Every difference must be listed; on the whole of the scenarios each listed one must be there, too. */
async function agreesWithLibrary(
  browser: BrowserName,
  jobs: readonly Job[],
  observations: Map<string, Observation>,
  isWhole: boolean,
): Promise<boolean> {
  const { tally, refused } = await compareWithLibrary(browser, jobs, observations);
  tally.lines(`the library against ${browser}`).forEach(print);
  const faults = unaccounted(browser, tally.differing, { isWhole });
  faults.forEach((fault) => print(`  not listed in out-of-reach.ts: ${fault}`));
  const refusals = isWhole ? unlisted(refused) : [];
  refusals.forEach((refusal) => print(`  not listed in refused.ts: ${refusal}`));
  return faults.length === 0 && refusals.length === 0;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  for (const browser of options.browsers) {
    const succeeded = await runBrowser(browser, options);
    // Chromium is required; the others only where they are asked for.
    if (!succeeded && (options.named || browser === 'chromium')) process.exitCode = 1;
  }
}

void main();
