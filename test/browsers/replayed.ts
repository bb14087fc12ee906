import { expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import { digestOf, generateJobs, requestIds } from './jobs.js';
import { compareWithLibrary } from './library.js';
import { unaccounted } from './out-of-reach.js';
import { readRecording } from './recording.js';
import { unlisted } from './refused.js';
import type { BrowserName } from './scenario.js';

/** Minutes of work on a slow machine. */
const patience = 15 * 60_000;

/** A file of tests for each browser has one, so that they run beside each other. */
export function testReplayOf(browser: BrowserName): void {
  test(
    `the library decides, sends and says what ${browser} did, but for what is out of reach`,
    async () => {
      // Time passes where a sequence says so, however slow the machine is.
      jest.spyOn(Date, 'now').mockReturnValue(Date.now());
      const recording = readRecording(join(__dirname, 'recording'), browser);
      if (recording === null) throw new Error(`${browser} is not recorded`);
      const jobs = generateJobs(recording.seed);
      expect(recording.digest).toBe(digestOf(jobs));
      const { tally, refused } = await compareWithLibrary(browser, jobs, recording.observations);
      expect(tally.compared).toBe(jobs.flatMap(requestIds).length);
      expect(unaccounted(browser, tally.differing, { isWhole: true })).toEqual([]);
      expect(unlisted(refused)).toEqual([]);
    },
    patience,
  );
}
