import type { CauseId, FetchOutcome } from '../../../../src/index.js';
import type { Draft } from '../draft.js';

/** One mistake that a draft is given, with what is true of it. */
export interface Fault {
  readonly id: string;
  /** Two of one slot cannot be in one app. */
  readonly slot: string;
  /**
   * The cause, then others that are as true, each for a reason given where it is listed.
   *
   * @param draft With all its faults.
   * @param without What the browser sees of the app without this fault.
   */
  readonly accepts: (draft: Draft, without: FetchOutcome) => readonly CauseId[];
  /** The user's function that does it. */
  readonly culprit?: string;
  readonly fits: (draft: Draft) => boolean;
  /** What the app needs for it and has without it as well. */
  readonly prepare?: (draft: Draft) => Draft;
  readonly apply: (draft: Draft) => Draft;
}

export const isPreflighted = ({ request }: Draft): boolean =>
  !['GET', 'POST'].includes(request.method) || request.headers !== undefined || request.json !== undefined;

export const isWithCredentials = ({ request }: Draft): boolean => request.credentials === 'include';

export const isExpressLike = ({ framework }: Draft): boolean => /express|nest/.test(framework);
