import type { CauseId, Finding } from '../cause.js';
import type { Facts } from '../facts.js';

/** A cause: what it is, how it is found, what to do. */
export interface Entry {
  readonly id: CauseId;
  /** What happened, in one line. */
  readonly title: string;
  /** The mistake and the fix, as they stand in an app. */
  readonly before: string;
  readonly after: string;
  /** What observation would show that it is not the cause: it is certain only where that was made. */
  readonly refutedBy: string;
  /** Of both, where they are not JavaScript. */
  readonly language?: 'nginx' | 'apache';
  /** Undefined where it is not the cause. */
  readonly find: (facts: Facts) => Finding | undefined;
}

export function certain(evidence: readonly string[], rest: Omit<Finding, 'certainty' | 'evidence'>): Finding {
  return { certainty: 'certain', evidence, ...rest };
}

export function likely(evidence: readonly string[], rest: Omit<Finding, 'certainty' | 'evidence'>): Finding {
  return { certainty: 'likely', evidence, ...rest };
}

export function possible(
  evidence: readonly string[],
  rest: Omit<Finding, 'certainty' | 'evidence'>,
): Finding {
  return { certainty: 'possible', evidence, ...rest };
}
