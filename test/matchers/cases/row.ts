import type { Assert } from '../../support/both-polarities.js';

/**
 * `passes`: as it is, and fails under `.not`. `.not`: the other way round. The rest fails in both polarities: `misuse` and
 * `no evidence` throw, the browsers `disagree`, or it proves nothing (`neither`).
 */
export type Outcome = 'passes' | '.not' | 'misuse' | 'no evidence' | 'disagree' | 'neither';

export type Row<Subject = unknown> = readonly [
  what: string,
  subject: Subject,
  assert: Assert,
  outcome: Outcome,
];

/** Tables by the name of their matcher. */
export function tables(given: Record<string, readonly Row[]>): Readonly<Record<string, readonly Row[]>> {
  return given;
}

/** Rows whose subject has to be got first. */
export function rows<Subject>(
  given: readonly Row<() => PromiseLike<Subject>>[],
): readonly Row<() => PromiseLike<Subject>>[] {
  return given;
}
