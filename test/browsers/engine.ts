import type { Judge, SequenceJudge } from './scenario.js';

/**
 * The one seam: what the engine under test says of a scenario and of a sequence. While it is null, live
 * observations are compared with the recording only.
 */
export const engine: { judge: Judge; judgeSequence: SequenceJudge } | null = null as {
  judge: Judge;
  judgeSequence: SequenceJudge;
} | null;
