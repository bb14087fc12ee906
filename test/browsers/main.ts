/**
 * Lets real browsers run the scenarios, and records what they do or compares it with what is recorded.
 *
 *   npm run test:browsers -- [--browser chromium|firefox|webkit]... [--sample N] [--seed S] [--record]
 */
import { launchChromium } from './chromium.js';
import { launchFirefox } from './firefox.js';
import type { Driver } from './driver.js';
import { engine } from './engine.js';
import { generateScenarios } from './generate.js';
import type { Job } from './jobs.js';
import { observe, type ObservationRun } from './observe.js';
import { readOptions, type Options } from './options.js';
import { Random } from './random.js';
import { readRecording, writeRecording } from './recording.js';
import { Tally } from './tally.js';
import { launchWebKit } from './webkit.js';
import type { BrowserName, Observation, Scenario } from './scenario.js';

const folder = new URL('./recording', import.meta.url).pathname;
const drivers: Partial<Record<BrowserName, Driver>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function runBrowser(browser: BrowserName, options: Options): Promise<boolean> {
  const driver = drivers[browser];
  if (!driver) return false;
  const all = generateScenarios(options.seed);
  const scenarios = options.sample === null ? all : new Random(options.seed).sample(all, options.sample);
  const started = Date.now();
  const run = await observe(driver, scenarios.map(jobOf));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const count = run.observations.size;
  print(`${browser} ${run.version}: ${count} of ${scenarios.length} scenarios observed in ${seconds} s`);
  if (run.failure !== null) {
    print(`${browser} ${run.failure}: ${scenarios.length - count} scenarios count as not run`);
    return false;
  }
  const observations = byRequest(run);
  if (options.record) {
    const ids = scenarios.map(({ id }) => id);
    const recording = { browser, version: run.version, seed: options.seed, observations };
    print(`${browser}: recorded in ${writeRecording(folder, recording, ids)} bytes`);
  }
  return (
    (options.record || compareWithRecording(browser, options, observations)) &&
    (await compareWithEngine(browser, scenarios, observations))
  );
}

function jobOf(scenario: Scenario): Job {
  return { id: scenario.id, page: scenario.page, requests: [scenario] };
}

function byRequest(run: ObservationRun): Map<string, Observation> {
  return new Map(
    [...run.observations].flatMap(([id, [first]]): [string, Observation][] => (first ? [[id, first]] : [])),
  );
}

function compareWithRecording(
  browser: BrowserName,
  options: Options,
  observations: Map<string, Observation>,
): boolean {
  const recording = readRecording(folder, browser);
  if (!recording || recording.seed !== options.seed) {
    print(`${browser}: nothing is recorded for seed ${options.seed}`);
    return true;
  }
  const tally = new Tally();
  for (const [id, actual] of observations) tally.add(id, recording.observations.get(id), actual);
  tally.lines(`${browser} against the recording of ${recording.version}`).forEach(print);
  return tally.agrees;
}

async function compareWithEngine(
  browser: BrowserName,
  scenarios: readonly Scenario[],
  observations: Map<string, Observation>,
): Promise<boolean> {
  if (!engine) return true;
  const tally = new Tally();
  for (const scenario of scenarios) {
    const observed = observations.get(scenario.id);
    if (observed) tally.add(scenario.id, observed, await engine.judge(scenario, browser));
  }
  tally.lines(`the engine against ${browser}`).forEach(print);
  return tally.agrees;
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
