import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { BrowserName } from '../scenario.js';
import type { WholeRecording } from './case.js';

const fileOf = (browser: BrowserName): string => join('test/browsers/recording/whole', `${browser}.json.gz`);

export function writeWhole(recording: WholeRecording): void {
  writeFileSync(fileOf(recording.browser), gzipSync(JSON.stringify(recording), { level: 9 }));
}

export function readWhole(browser: BrowserName): WholeRecording {
  return JSON.parse(gunzipSync(readFileSync(fileOf(browser))).toString()) as WholeRecording;
}
