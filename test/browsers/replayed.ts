import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { compareWithEngine } from './engine.js';
import { digestOf, generateJobs, requestIds } from './jobs.js';
import { unaccounted } from './out-of-reach.js';
import { readRecording } from './recording.js';
import type { BrowserName } from './scenario.js';

/** Minutes of work on a slow machine. */
const patience = 15 * 60_000;

/** A file of tests for each browser has one, so that they run beside each other. */
export function testReplayOf(browser: BrowserName): void {
  test(
    `the engine decides, sends and says what ${browser} did, but for what is out of reach`,
    async () => {
      const recording = readRecording(join(__dirname, 'recording'), browser);
      if (recording === null) throw new Error(`${browser} is not recorded`);
      const jobs = generateJobs(recording.seed);
      expect(recording.digest).toBe(digestOf(jobs));
      const tally = await compareWithEngine(browser, jobs, recording.observations);
      expect(tally.compared).toBe(jobs.flatMap(requestIds).length);
      expect(unaccounted(browser, tally.differing, { isWhole: true })).toEqual([]);
    },
    patience,
  );
}
