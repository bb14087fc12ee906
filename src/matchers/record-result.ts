import { type Reason, recordFailure } from '../journal/reported-failure.js';
import type { MatcherCall, MatcherResult } from './context.js';

// Not part of the result: runners hand that on from process to process, secrets and all.
const reasons = new WeakMap<MatcherResult, Reason>();
const recordedAlready = new WeakSet<MatcherResult>();

/** The result, which is about this outcome. */
export function becauseOf(reason: Reason | undefined, result: MatcherResult): MatcherResult {
  if (reason !== undefined) reasons.set(result, reason);
  return result;
}

/** The result, which is not written down: its contract or audit is, with all there is to say. */
export function recordedElsewhere(result: MatcherResult): MatcherResult {
  recordedAlready.add(result);
  return result;
}

/** Writes down a result that makes its test fail. */
export function recordResult({ isNot, context: state, site }: MatcherCall, result: MatcherResult): void {
  if (result.pass !== isNot || recordedAlready.has(result)) return;
  recordFailure({ message: result.message(), site, state, reason: reasons.get(result) });
}
