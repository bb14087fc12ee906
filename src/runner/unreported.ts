import { plural } from '../text/sentence.js';
import type { CallSite } from './call-site.js';
import { abandon, isForgotten, type Pending, pending } from './pending.js';
import { adviceFor, assertionsIn, faultOf, verbFor } from './pending-words.js';
import { stackFrames } from './stack-frame.js';

/** What floats when everything is over. */
export interface Unreported {
  readonly text: string;
  /** Where the first of them was called. */
  readonly site: CallSite;
  /** Whether all of them hold. */
  readonly isHarmless: boolean;
}

/**
 * What floats, in words that name each place; undefined if nothing does. It is not reported again.
 *
 * @param hasFailed Something else has failed, so what a test was still waiting for is no wonder.
 */
export function unreported(hasFailed: boolean): Unreported | undefined {
  const all = pending();
  all.forEach(abandon);
  const entries = all.filter((entry) => isForgotten(entry) || !hasFailed);
  const failed = entries.filter((entry) => entry.failed);
  const unsettled = entries.filter(({ settled }) => !settled);
  const held = entries.filter((entry) => entry.settled && !entry.failed);
  const [first] = [...failed, ...unsettled, ...held];
  if (first === undefined) return undefined;
  const lines = [
    ...part(
      failed,
      `${failed.length === 1 ? 'does' : 'do'} not hold, but ${verbFor(failed)} never awaited, so no test failed`,
    ),
    ...part(unsettled, `${verbFor(unsettled)} ${faultOf(unsettled, 'process')}`),
    ...part(held, `${verbFor(held)} never awaited, though ${held.length === 1 ? 'it holds' : 'they hold'}`),
    `Write ${adviceFor(entries)} in an async test, and afterEach(assertNoFloating) in each test file, so that a test that ` +
      'forgets it fails.',
  ];
  return { text: lines.join('\n'), site: first.site, isHarmless: failed.length + unsettled.length === 0 };
}

function part(entries: readonly Pending[], finding: string): string[] {
  if (entries.length === 0) return [];
  const places = [...new Set(entries.map(placeOf))];
  const more = places.length - limit;
  return [
    `${assertionsIn(entries)} ${finding}:`,
    ...places.slice(0, limit).map((place) => `  ${place}`),
    ...(more > 0 ? [`  and at ${plural(more, 'other place')}`] : []),
  ];
}

/** `test/users.test.js:12`. */
function placeOf({ site }: Pending): string {
  const frames = stackFrames(site.frames);
  const frame = frames.find((one) => one.package === null) ?? frames[0];
  return frame === undefined ? 'unknown place' : `${frame.file}:${String(frame.line)}`;
}

const limit = 10;
