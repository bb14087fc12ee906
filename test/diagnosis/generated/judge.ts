import {
  type CauseId,
  diagnose,
  type Diagnosis,
  type FetchOutcome,
  simulateFetch,
} from '../../../src/index.js';
import { healthyDraft } from './base.js';
import { build } from './build/index.js';
import { type Draft, elsewhere } from './draft.js';
import { elsewhereApp } from './elsewhere.js';
import { chooseFaults, type Fault } from './faults/index.js';
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
    const outcome = await outcomeOf(applied(draft, faults));
    if (outcome.allowed) return { ...nothing, result: 'harmless' };
    const diagnosis = await diagnose(outcome);
    const guilty = await guiltyOf(draft, faults, outcome);
    const accepted = [...new Set(guilty.flatMap(({ accepts }) => accepts(draft)))];
    return {
      ...nothing,
      guilty,
      accepted,
      outcome,
      diagnosis,
      result: resultOf(diagnosis, accepted),
      unfit: unfitWords(draft, diagnosis),
      ...wrongCulprit(diagnosis, guilty),
    };
  } catch (error) {
    return { ...nothing, result: 'no response', error: String(error) };
  }
}

function applied(draft: Draft, faults: readonly Fault[]): Draft {
  return faults.reduce((before, { apply }) => apply(before), draft);
}

async function outcomeOf(draft: Draft): Promise<FetchOutcome> {
  const target = await build(draft);
  const request = {
    ...draft.request,
    ...(draft.ending === 'redirects' && {
      otherTargets: { [elsewhere]: elsewhereApp(draft.elsewhere, draft.request.origin) },
    }),
  };
  for (let count = 0; count < draft.before; count += 1) await simulateFetch(target, request);
  return simulateFetch(target, request);
}

/**
 * The faults whose removal changes what the browser sees first. Where none does alone, one hides another: then pairs, and
 * at last all of them.
 */
async function guiltyOf(draft: Draft, faults: readonly Fault[], outcome: FetchOutcome): Promise<Fault[]> {
  const isGuilty = async (removed: readonly Fault[]): Promise<boolean> => {
    const rest = faults.filter((fault) => !removed.includes(fault));
    return seenIn(await outcomeOf(applied(draft, rest))) !== seenIn(outcome);
  };
  for (const size of [1, 2]) {
    const found = new Set<Fault>();
    for (const group of groupsOf(faults, size)) {
      if (group.length < faults.length ? await isGuilty(group) : true)
        for (const each of group) found.add(each);
    }
    if (found.size > 0) return faults.filter((fault) => found.has(fault));
  }
  return [...faults];
}

function groupsOf(faults: readonly Fault[], size: number): Fault[][] {
  if (size === 1) return faults.map((fault) => [fault]);
  return faults.flatMap((one, at) => faults.slice(at + 1).map((other) => [one, other]));
}

function seenIn({ allowed, code, phase }: FetchOutcome): string {
  return JSON.stringify([allowed, code, phase]);
}

function resultOf({ cause, certainty, alternatives }: Diagnosis, accepted: readonly CauseId[]): Result {
  if (cause !== null && accepted.includes(cause))
    return certainty === 'certain' ? 'right and certain' : 'right';
  if (certainty === 'certain' && cause !== null) return 'wrong and certain';
  return alternatives.some((id) => accepted.includes(id)) ? 'among the alternatives' : 'missed';
}

/** Only where the cause is right and one fault alone is guilty is it known whose function it is. */
function wrongCulprit({ cause, culprit }: Diagnosis, guilty: readonly Fault[]): { wrongCulprit?: string } {
  const [fault, ...more] = guilty;
  if (fault?.culprit === undefined || more.length > 0 || culprit === null) return {};
  if (cause === null) return {};
  const names = [culprit.function, culprit.layer?.name].filter((name) => typeof name === 'string');
  const isPackages = culprit.package !== null;
  if (isPackages || names.length === 0 || names.some((name) => name.includes(fault.culprit ?? ''))) return {};
  return { wrongCulprit: names.join(' in ') };
}
