import { shownWords } from '../state/disclosure.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { curlLine } from './curl-line.js';
import { catalogue } from './catalogue/index.js';
import { unrelated, lookalikesOf } from './catalogue/allowed.js';
import { variantsOf } from './catalogue/origins.js';
import { evidenceAtUrl, remedyAtUrl } from './catalogue/remedy-at-url.js';
import type { CauseId, Culprit, Finding } from './cause.js';
import { checkCode, type Facts } from './facts.js';
import type { Remedy } from './remedy.js';
import type { Exchange } from '../browser/transcript.js';
import type { TraceEvent } from '../app/trace-event.js';

/** Why an outcome is as it is, as plain JSON data. */
export interface Diagnosis {
  /** Null if no evidence explains it. */
  readonly cause: CauseId | null;
  /** `certain` where the evidence leaves no other cause. */
  readonly certainty: 'certain' | 'likely';
  /** Other causes that fit the evidence, the likeliest first; a certain cause leaves little to them. */
  readonly alternatives: readonly CauseId[];
  /** The evidence, one item per line. */
  readonly evidence: readonly string[];
  /** Who set, removed or ended it. */
  readonly culprit: Culprit | null;
  /** What the app did to CORS headers and what sent the head; empty for an app that does not run here. */
  readonly trace: readonly TraceEvent[];
  /** How to fix it. */
  readonly remedy: Remedy;
  /** The deciding exchange, for a shell. */
  readonly curl: string;
  /** Extra requests to find the cause: the same exchange for other origins. */
  readonly probes: readonly Exchange[];
  /** The number of extra requests: the probes, repetitions, and those without a response. */
  readonly asked: number;
}

/**
 * Looks for the cause in the evidence.
 *
 * @param asked The number of extra requests that were sent for it.
 */
export function diagnosisFrom(facts: Facts, asked = 0): Diagnosis {
  const findings = catalogue.flatMap(({ id, find }) => {
    const finding = find(facts);
    return finding === undefined ? [] : [{ id, finding }];
  });
  const [found, ...others] = (['certain', 'likely', 'possible'] as const).flatMap((certainty) =>
    findings.filter(({ finding }) => finding.certainty === certainty),
  );
  return {
    cause: found?.id ?? null,
    certainty: found?.finding.certainty === 'certain' ? 'certain' : 'likely',
    alternatives: others.map(({ id }) => id),
    evidence: evidenceOf(facts, found?.finding).map(shownWords),
    culprit: found?.finding.culprit ?? null,
    trace: facts.recording?.events ?? [],
    remedy: remedyOf(facts, found),
    curl: facts.exchange.status === 0 ? '' : curlLine(facts.exchange),
    probes: facts.probes.map(({ exchange }) => exchange),
    asked,
  };
}

function evidenceOf({ isAtUrl }: Facts, finding: Finding | undefined): readonly string[] {
  const evidence = finding?.evidence ?? [];
  return isAtUrl === true ? evidenceAtUrl(evidence) : evidence;
}

function remedyOf(
  facts: Facts,
  found: { readonly id: CauseId; readonly finding: Finding } | undefined,
): Remedy {
  if (found === undefined) return { text: '', code: '' };
  const { id, finding } = found;
  return facts.isAtUrl === true && finding.isForServer !== true
    ? remedyAtUrl(facts, id, finding.remedy)
    : finding.remedy;
}

/**
 * The origins whose responses show most, the most telling first; null sends no Origin. At most six, so that with the
 * repetition and one preflight there are eight exchanges.
 *
 * @param control An origin that the test knows to be allowed.
 */
export function originsToContrast(outcome: FetchOutcome, control?: string): (string | null)[] {
  const { origin } = outcome.request;
  const known = control === undefined || control === origin ? [] : [control];
  const code = checkCode(outcome);
  if (outcome.allowed) return [...known, unrelated, ...lookalikesOf(origin)].slice(0, 6);
  if (!['MissingAllowOriginHeader', 'AllowOriginMismatch'].includes(code)) return [];
  return [...known, ...variantsOf(origin), '*', unrelated, null].slice(0, 6);
}
