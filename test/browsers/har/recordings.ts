import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Recordings of a shop that is right, with cookies and as Chromium exports it by default, and of one that is not. */
export const recordings = [
  'chromium',
  'chromium-sanitized',
  'firefox',
  'chromium-blocked',
  'firefox-blocked',
] as const;

/** A HAR as the devtools have written it. */
export function recordingOf(name: (typeof recordings)[number]): string {
  return gunzipSync(readFileSync(join(__dirname, `${name}.har.gz`))).toString();
}
