import type { Assessment } from '../claims/assess.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import type { Cell } from './cells.js';

/** One of the things a cell asks, and what came out. */
export interface JudgedItem {
  /** What tells it from the others of its cell: a method, a header name, or what was asked. */
  readonly item: string;
  readonly question: Question;
  readonly outcome: FetchOutcome;
  readonly assessment: Assessment;
}

export interface JudgedCell {
  readonly cell: Cell;
  readonly items: readonly JudgedItem[];
  /** The first thing that is not as the contract says. */
  readonly failing: JudgedItem | undefined;
}

/** What has to come out for each item of a cell. */
export function wantedOf({ kind }: Pick<Cell, 'kind'>): 'allowed' | 'refused' {
  return kind === 'allowed' || kind === 'exposed' || kind === 'max-age' ? 'allowed' : 'refused';
}
