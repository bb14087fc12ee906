import { type CauseId, diagnose, type Diagnosis, type FetchOutcome } from '../../../src/index.js';
import { healthyDraft } from './base.js';
import type { Draft } from './draft.js';
import { chooseFaults, type Fault } from './faults/index.js';
import { applied, guiltyOf, outcomeOf } from './intervene.js';
import { Random } from './random.js';
import { unfitWords } from './words.js';

/** What became of one app. */
export type Result =
  /** The app without faults blocks the page, or the one with them lets it in: nothing to explain. */
  | 'not healthy'
  | 'harmless'
  /** No outcome: an app that does not start, or does not respond. */
  | 'no response'
  | 'right and certain'
  | 'right'
  | 'among the alternatives'
  | 'missed'
  | 'wrong and certain';

export interface Judged {
  readonly result: Result;
  readonly seed: number;
  readonly index: number;
  readonly draft: Draft;
  readonly faults: readonly Fault[];
  /** The faults without which the page would see something else. */
  readonly guilty: readonly Fault[];
  readonly accepted: readonly CauseId[];
  readonly outcome?: FetchOutcome;
  readonly diagnosis?: Diagnosis;
  /** The function that is named although another one did it. */
  readonly wrongCulprit?: string;
  /** What is wrong with the words of the remedy for this framework. */
  readonly unfit: readonly string[];
  readonly error?: string;
}

/** The app of this number: the same draft for the same seed. */
export function draftOf(seed: number, index: number): { draft: Draft; faults: Fault[] } {
  const random = new Random(seed * 1_000_003 + index);
  const draft = healthyDraft(random);
  const faults = chooseFaults(random, draft);
  const prepared = faults.reduce((before, { prepare }) => prepare?.(before) ?? before, draft);
  return { draft: prepared, faults };
}

/** Generates the app of this number, finds out what is true of it, and compares with what is said of it. */
export async function judge(seed: number, index: number): Promise<Judged> {
  const { draft, faults } = draftOf(seed, index);
  const nothing = { seed, index, draft, faults, guilty: [], accepted: [], unfit: [] };
  try {
    const healthy = await outcomeOf(draft);
    if (!healthy.allowed) return { ...nothing, result: 'not healthy', outcome: healthy };
    const faulty = applied(draft, faults);
    const outcome = await outcomeOf(faulty);
    if (outcome.allowed) return { ...nothing, result: 'harmless' };
    const diagnosis = await diagnose(outcome);
    const guilty = await guiltyOf(draft, faults, outcome);
    const accepted = [...new Set(guilty.flatMap(({ fault, without }) => fault.accepts(faulty, without)))];
    return {
      ...nothing,
      guilty: guilty.map(({ fault }) => fault),
      accepted,
      outcome,
      diagnosis,
      result: resultOf(diagnosis, accepted),
      unfit: unfitWords(draft, diagnosis),
      ...wrongCulprit(
        diagnosis,
        guilty.map(({ fault }) => fault),
        faults,
      ),
    };
  } catch (error) {
    return { ...nothing, result: 'no response', error: String(error) };
  }
}

function resultOf({ cause, certainty, alternatives }: Diagnosis, accepted: readonly CauseId[]): Result {
  if (cause !== null && accepted.includes(cause))
    return certainty === 'certain' ? 'right and certain' : 'right';
  if (certainty === 'certain' && cause !== null) return 'wrong and certain';
  return alternatives.some((id) => accepted.includes(id)) ? 'among the alternatives' : 'missed';
}

/** Whether a true cause is first, or among the alternatives. */
export function isFound({ diagnosis, accepted }: Judged): boolean {
  const said = diagnosis === undefined ? [] : [diagnosis.cause, ...diagnosis.alternatives];
  return said.some((id) => id !== null && accepted.includes(id));
}

/** Only where one fault alone is guilty is it known whose function it is. */
function wrongCulprit(
  { culprit }: Diagnosis,
  guilty: readonly Fault[],
  faults: readonly Fault[],
): { wrongCulprit?: string } {
  const [fault, ...more] = guilty;
  // Another one may have done as much before.
  const also = faults.filter((one) => one !== fault).map((one) => one.culprit);
  if (fault?.culprit === undefined || more.length > 0 || culprit === null) return {};
  const names = [culprit.function, culprit.layer?.name].filter((name) => typeof name === 'string');
  if (names.some((name) => also.includes(name))) return {};
  const isPackages = culprit.package !== null;
  if (isPackages || names.length === 0 || names.some((name) => name.includes(fault.culprit ?? ''))) return {};
  return { wrongCulprit: names.join(' in ') };
}
