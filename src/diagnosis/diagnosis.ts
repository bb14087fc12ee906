import { shownWords } from '../state/disclosure.js';
import { bodyOf } from '../ask/provenance.js';
import { curlLine } from './curl-line.js';
import { catalogue } from './catalogue/index.js';
import type { CorsErrorCode } from '../standard/decision.js';
import type { Phase } from '../standard/main-fetch.js';
import { evidenceAtUrl, remedyAtUrl } from './catalogue/remedy-at-url.js';
import type { CauseId, Culprit, Finding } from './cause.js';
import type { Facts } from './facts.js';
import type { Remedy } from './remedy/remedy.js';
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
  /** What a browser would block next once this is mended, in order; empty where nothing is known of it. */
  readonly next: readonly Obstacle[];
}

/** What a browser would block next, were everything before it mended. */
export interface Obstacle {
  /** The browser's name for the reason; null where it has none. */
  readonly code: CorsErrorCode | null;
  /** Where it would be blocked. */
  readonly phase: Phase | null;
  /** Null if no evidence explains it. */
  readonly cause: CauseId | null;
  /** How to fix it. */
  readonly remedy: Remedy;
}

/** Looks for the cause in the evidence. */
export function diagnosisFrom(facts: Facts): Diagnosis {
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
    curl:
      facts.exchange.status === 0
        ? ''
        : curlLine(facts.exchange, { body: bodyOf(facts.outcome, facts.exchange) }),
    probes: facts.probes.map(({ exchange }) => exchange),
    asked: 0,
    next: [],
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
