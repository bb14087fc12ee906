import { shownWords } from '../state/disclosure.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { curlLine } from './curl-line.js';
import { catalogue } from './catalogue/index.js';
import { unrelated, lookalikesOf } from './catalogue/allowed.js';
import { variantsOf } from './catalogue/origins.js';
import type { CauseId, Culprit } from './cause.js';
import { checkCode, type Facts } from './facts.js';
import type { Remedy } from './remedy.js';
import type { Exchange } from '../browser/transcript.js';
import type { TraceEvent } from '../app/trace-event.js';

/** Why an outcome is as it is, as plain JSON data. */
export interface Diagnosis {
  /** Null where nothing that was seen explains it. */
  readonly cause: CauseId | null;
  readonly certainty: 'certain' | 'likely';
  /** Other causes that fit what was seen, the likeliest first; a certain one leaves little to them. */
  readonly alternatives: readonly CauseId[];
  /** What was seen, a line each. */
  readonly evidence: readonly string[];
  /** Who set, removed or ended it. */
  readonly culprit: Culprit | null;
  /** What the app did to CORS headers and what sent the head; empty for an app that does not run here. */
  readonly trace: readonly TraceEvent[];
  readonly remedy: Remedy;
  /** The exchange that decided, for a shell. */
  readonly curl: string;
  /** What was asked besides, to tell why: the same for other origins. */
  readonly probes: readonly Exchange[];
  /** How often the app was asked again to tell why: the probes, repetitions, and what got no answer. */
  readonly asked: number;
}

/**
 * Looks for the cause in what was seen.
 *
 * @param asked How often the app was asked again for it.
 */
export function diagnosisFrom(facts: Facts, asked = 0): Diagnosis {
  const findings = catalogue.flatMap(({ id, find }) => {
    const finding = find(facts);
    return finding === undefined ? [] : [{ id, finding }];
  });
  const [told, ...others] = (['certain', 'likely', 'possible'] as const).flatMap((certainty) =>
    findings.filter(({ finding }) => finding.certainty === certainty),
  );
  return {
    cause: told?.id ?? null,
    certainty: told?.finding.certainty === 'certain' ? 'certain' : 'likely',
    alternatives: others.map(({ id }) => id),
    evidence: told?.finding.evidence.map(shownWords) ?? [],
    culprit: told?.finding.culprit ?? null,
    trace: facts.recording?.events ?? [],
    remedy: told?.finding.remedy ?? { text: '', code: '' },
    curl: facts.exchange.status === 0 ? '' : curlLine(facts.exchange),
    probes: facts.probes.map(({ exchange }) => exchange),
    asked,
  };
}

/**
 * The origins whose answers would tell more, the most telling first; null asks without one. At most six, so that with the
 * repetition and one preflight there are eight exchanges.
 *
 * @param control One that the test knows to be let in.
 */
export function originsToContrast(outcome: FetchOutcome, control?: string): (string | null)[] {
  const { origin } = outcome.request;
  const known = control === undefined || control === origin ? [] : [control];
  const code = checkCode(outcome);
  if (outcome.allowed) return [...known, unrelated, ...lookalikesOf(origin)].slice(0, 6);
  if (!['MissingAllowOriginHeader', 'AllowOriginMismatch'].includes(code)) return [];
  return [...known, ...variantsOf(origin), '*', unrelated, null].slice(0, 6);
}
