import { enumerate, plural } from '../text/sentence.js';
import type { Pending } from './pending.js';

/** `2 assertions (toAllowOrigin and preflight)`. */
export function assertionsIn(entries: readonly Pending[]): string {
  return `${plural(entries.length, 'assertion')} (${enumerate(distinct(entries.map(({ matcher }) => matcher)))})`;
}

/** ` in the test "creates a user"`; empty where the runner does not tell. */
export function testsOf(entries: readonly Pending[]): string {
  const tests = distinct(entries.flatMap(({ test }) => (test === undefined ? [] : [`"${test}"`])));
  return tests.length === 0 ? '' : ` in the ${tests.length === 1 ? 'test' : 'tests'} ${enumerate(tests)}`;
}

/** `was`, or `were`. */
export function verbFor(entries: readonly Pending[]): string {
  return entries.length === 1 ? 'was' : 'were';
}

/** `never awaited or still pending when the test ended`. */
export function faultOf(entries: readonly Pending[], end: 'test' | 'process'): string {
  const unawaited = entries.some(({ awaited }) => !awaited);
  const unsettled = entries.some(({ awaited, settled }) => awaited && !settled);
  const faults = [unawaited ? 'never awaited' : '', unsettled ? `still pending when the ${end} ended` : ''];
  return enumerate(faults.filter(Boolean), 'or');
}

/** What to write: `await expect(app)…`. */
export function adviceFor(entries: readonly Pending[]): string {
  return enumerate(distinct(entries.map(({ advice }) => `\`${advice}\``)), 'or');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
