import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { sharedState } from '../state/shared-state.js';
import type { Fact } from '../text/labels.js';
import { enumerate } from '../text/sentence.js';

/** The causes that were explained in this test file. */
const explained = (): Set<string> => sharedState('causes', () => new Set<string>());

/**
 * What in the app made it so, and what to change. The same cause met again in one file takes two lines. Who reads it is told
 * how often the app was asked for it: that is in its log, and its counters have seen it.
 *
 * @param isWanted Whether the assertion wants the refusal that is explained: then nobody should be let in.
 */
export function causeFacts(
  { cause, certainty, alternatives, evidence, culprit, remedy, asked }: Diagnosis,
  { isWanted = false }: { readonly isWanted?: boolean } = {},
): Fact[] {
  const asking = toldAsking(asked);
  if (cause === null) return asking === '' ? [] : [['Cause', `not found (${asking})`]];
  const key = JSON.stringify([cause, culprit, remedy]);
  const known = explained().has(key);
  explained().add(key);
  const name = `${cause} (${[certainty, asking].filter(Boolean).join('; ')})`;
  const [first = '', ...rest] = evidence;
  const others =
    certainty === 'likely' && alternatives.length > 0 ? [`or ${enumerate(alternatives, 'or')}`] : [];
  const code = known ? [] : remedy.code.split('\n').filter(Boolean);
  const told: Fact = known
    ? ['Cause', `${name}, as before: ${first}`]
    : ['Cause', [name, first, ...rest, ...others].filter(Boolean)];
  const fix: Fact = ['Fix', [remedy.text, ...code.map((line) => `  ${line}`)]];
  return isWanted && cause === 'origin-not-listed' ? [told] : [told, fix];
}

function toldAsking(asked: number): string {
  if (asked === 0) return '';
  return `asked ${asked === 1 ? 'once more' : `${String(asked)} more times`} to tell`;
}

/** Tells every cause in full again. */
export function forgetCauses(): void {
  explained().clear();
}
