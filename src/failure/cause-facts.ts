import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { provenanceOf } from '../ask/provenance.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { sharedState } from '../state/shared-state.js';
import type { Fact } from '../text/labels.js';
import { reasonBesideCors } from './beside-cors.js';
import { verdictsOf } from './verdict.js';
import { isSafeMethod } from '../standard/method.js';
import { enumerate, plural } from '../text/sentence.js';

/** The causes that were explained in this test file, by target. */
const explained = (): { byTarget: WeakMap<object, Set<string>> } =>
  sharedState('causes', () => ({ byTarget: new WeakMap() }));

/** Stands for every target that is a URL, and for outcomes whose target is not known. */
const noObject = {};

/**
 * What in the app causes the outcome, and what to change. The same cause, met again in one file at the same target, is
 * explained in short. The number of extra requests is reported, because they are in the app's log and its counters.
 *
 * @param isWanted Whether the assertion expects the rejection that is explained: then no fix allows the origin.
 */
export function causeFacts(
  outcome: FetchOutcome,
  { cause, certainty, alternatives, evidence, culprit, remedy, asked, next }: Diagnosis,
  { isWanted = false }: { readonly isWanted?: boolean } = {},
): Fact[] {
  const requests = plural(asked, 'extra request');
  if (cause === null) {
    if (asked === 0) return [];
    const isBesideCors = verdictsOf(outcome).some((verdict) => reasonBesideCors(verdict) !== undefined);
    return [['Cause', `${isBesideCors ? 'as the rule says' : 'not found'} (${requests} sent)`]];
  }
  const extra = certainty === 'certain' ? `confirmed with ${requests}` : `${requests} sent`;
  const isKnown = !isNew(outcome, [cause, culprit, remedy]);
  const notes = [certainty, asked === 0 ? '' : extra, isKnown ? 'same cause as above' : ''];
  const name = `${cause} (${notes.filter(Boolean).join('; ')})`;
  const [first = '', ...rest] = evidence;
  const others =
    certainty === 'likely' && alternatives.length > 0 ? [`or ${enumerate(alternatives, 'or')}`] : [];
  const lines = isKnown ? [`${name}: ${first}`] : [name, first, ...rest, ...others];
  const why: Fact = ['Cause', lines.filter(Boolean)];
  const fix = fixFact(remedy);
  return isWanted && cause === 'origin-not-listed' ? [why] : [why, fix, ...thenFacts(outcome, next)];
}

/** The words, and the code below them. */
export function fixFact({ text, code }: Diagnosis['remedy']): Fact {
  return ['Fix', [text, ...codeLines(code)]];
}

function codeLines(code: string): string[] {
  return code
    .split('\n')
    .filter(Boolean)
    .map((line) => `  ${line}`);
}

/** What is blocked next, once this is mended; nothing where that is not known. */
function thenFacts({ phase, request }: FetchOutcome, next: Diagnosis['next']): Fact[] {
  if (next.length === 0) return [];
  const isSent = phase !== 'preflight' || isSafeMethod(request.method);
  const lines = next.flatMap(({ code, cause, remedy }) => [
    `${code ?? 'blocked'}${cause === null ? '' : `, ${cause}`}: ${remedy.text}`,
    ...codeLines(remedy.code),
  ]);
  return [['Then', [...lines, ...(isSent ? [] : [`the ${request.method} itself was not sent`])]]];
}

/** Whether this is explained for the first time at the target of the outcome; it is known from now on. */
function isNew(outcome: FetchOutcome, what: readonly unknown[]): boolean {
  const target = provenanceOf(outcome)?.target;
  const isObject = typeof target === 'function' || (typeof target === 'object' && target !== null);
  const { byTarget } = explained();
  const object = isObject ? target : noObject;
  const known = byTarget.get(object) ?? new Set();
  const key = JSON.stringify([isObject ? null : target, ...what]);
  byTarget.set(object, known);
  return known.size < known.add(key).size;
}

/** Explains every cause in full again. */
export function forgetCauses(): void {
  explained().byTarget = new WeakMap();
}
