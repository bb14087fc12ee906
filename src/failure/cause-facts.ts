import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { escapeForTerminal } from '../text/escape.js';
import type { Fact } from '../text/labels.js';
import { enumerate } from '../text/sentence.js';

// Behind a global symbol, as every state. Test runners give every test file a global object of its own.
const slot = Symbol.for('expect-cors.causes');
const store = globalThis as { [slot]?: Set<string> };

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
  const known = (store[slot] ??= new Set()).has(key);
  store[slot].add(key);
  const name = `${cause} (${[certainty, asking].filter(Boolean).join('; ')})`;
  const [first = '', ...rest] = evidence.map(escapeForTerminal);
  const others =
    certainty === 'likely' && alternatives.length > 0 ? [`or ${enumerate(alternatives, 'or')}`] : [];
  const code = known ? [] : remedy.code.split('\n').filter(Boolean);
  const told: Fact = known
    ? ['Cause', `${name}, as before: ${first}`]
    : ['Cause', [name, first, ...rest, ...others].filter(Boolean)];
  const fix: Fact = ['Fix', [remedy.text, ...code.map((line) => `  ${line}`)].map(escapeForTerminal)];
  return isWanted && cause === 'origin-not-listed' ? [told] : [told, fix];
}

function toldAsking(asked: number): string {
  if (asked === 0) return '';
  return `asked ${asked === 1 ? 'once more' : `${String(asked)} more times`} to tell`;
}

/** Tells every cause in full again. */
export function forgetCauses(): void {
  store[slot] = new Set();
}
