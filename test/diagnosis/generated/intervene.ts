import { type FetchOutcome, simulateFetch } from '../../../src/index.js';
import { build } from './build/index.js';
import { type Draft, elsewhere } from './draft.js';
import { elsewhereApp } from './elsewhere.js';
import type { Fault } from './faults/index.js';

/** A fault of which an intervention has shown that it matters, and what the browser sees without it. */
export interface Guilty {
  readonly fault: Fault;
  readonly without: FetchOutcome;
}

export function applied(draft: Draft, faults: readonly Fault[]): Draft {
  return faults.reduce((before, { apply }) => apply(before), draft);
}

/** What the browser sees of a new app that is as the draft says. */
export async function outcomeOf(draft: Draft): Promise<FetchOutcome> {
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
 * The faults whose removal changes what the browser sees first: alone, or, where one hides another, as a pair of which
 * neither does alone. At last all of them, without which the page is let in.
 */
export async function guiltyOf(
  draft: Draft,
  faults: readonly Fault[],
  outcome: FetchOutcome,
): Promise<Guilty[]> {
  const withoutThese = (removed: readonly Fault[]): Promise<FetchOutcome> =>
    outcomeOf(
      applied(
        draft,
        faults.filter((fault) => !removed.includes(fault)),
      ),
    );
  const all: Guilty[] = [];
  for (const fault of faults) all.push({ fault, without: await withoutThese([fault]) });
  const isSeen = ({ without }: Guilty): boolean => ruleIn(without) !== ruleIn(outcome);
  // One that gives the response its status is there as well, though the same rule is broken without it.
  const isHeard = ({ without }: Guilty): boolean => statusIn(without) !== statusIn(outcome);
  const found = new Set(all.filter(isSeen).map(({ fault }) => fault));
  const hidden = faults.filter((fault) => !found.has(fault));
  for (const pair of pairsOf(hidden)) {
    if (ruleIn(await withoutThese(pair)) !== ruleIn(outcome)) for (const fault of pair) found.add(fault);
  }
  return found.size === 0 ? all : all.filter((one) => found.has(one.fault) || isHeard(one));
}

function pairsOf(faults: readonly Fault[]): [Fault, Fault][] {
  return faults.flatMap((one, at) => faults.slice(at + 1).map((other): [Fault, Fault] => [one, other]));
}

/** Which rule is broken where. */
function ruleIn({ allowed, code, phase }: FetchOutcome): string {
  return JSON.stringify([allowed, code, phase]);
}

/** The status of the response that breaks it. */
function statusIn({ exchanges }: FetchOutcome): number | undefined {
  return exchanges.at(-1)?.status;
}
