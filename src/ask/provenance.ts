import type { Exchange } from '../browser/transcript.js';
import type { Question } from '../request/question.js';
import { sharedState } from '../state/shared-state.js';
import type { FetchOutcome, Warning } from './fetch-outcome.js';

/** Which target an outcome came from, and what was asked of it. */
export interface Provenance {
  readonly target: unknown;
  readonly question: Question;
}

// A target is not JSON data, so it is remembered beside the outcome.
const provenances = () => sharedState('provenances', () => new WeakMap<object, Provenance>());

/** The target and question of an outcome; undefined where it was revived from JSON, or judged on responses in hand. */
export function provenanceOf(outcome: object): Provenance | undefined {
  return provenances().get(outcome);
}

/** What was sent as the body of an exchange of an outcome; undefined where that is not known. */
export function bodyOf(
  outcome: object,
  { kind, method }: Pick<Exchange, 'kind' | 'method'>,
): Uint8Array | null | undefined {
  // A redirect that makes it a GET leaves the body behind.
  if (kind === 'preflight' || method === 'GET' || method === 'HEAD') return null;
  return provenanceOf(outcome)?.question.request.body;
}

export function rememberProvenance<Outcome extends object>(outcome: Outcome, from: Provenance): Outcome {
  provenances().set(outcome, from);
  return outcome;
}

/** The same outcome, with warnings that show only beside other responses. */
export function withWarnings(outcome: FetchOutcome, warnings: readonly Warning[]): FetchOutcome {
  if (warnings.length === 0) return outcome;
  const warned = { ...outcome, warnings: [...outcome.warnings, ...warnings] };
  const from = provenanceOf(outcome);
  return from === undefined ? warned : rememberProvenance(warned, from);
}
