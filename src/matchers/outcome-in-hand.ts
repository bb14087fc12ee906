import { answeredQuestion } from '../ask/answered-question.js';
import { checkReadable } from '../ask/subject.js';
import { evidenceIn } from '../ask/evidence.js';
import { judgeEvidence, replay } from '../ask/replay.js';
import { UsageError } from '../errors/usage-error.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { preflightAlone } from '../standard/main-fetch.js';
import { checkTarget } from '../http/target.js';
import type { MatcherCall } from './context.js';

/**
 * The outcome that was given to `expect`, or what a browser makes of the response that was.
 *
 * @throws {UsageError} `not-evidence` for an app, which has to be asked first.
 */
export async function outcomeInHand({
  name,
  received,
}: MatcherCall): Promise<{ question: Question; outcome: FetchOutcome }> {
  const evidence = evidenceIn(received);
  if (evidence === undefined) {
    checkTarget(received); // a promise, for instance
    throw new UsageError(
      'not-evidence',
      `${name} judges an outcome in hand: await expect(await simulateFetch(app, { origin })).${name}(). For an app write toAllowOrigin or toRejectOrigin.`,
    );
  }
  const question = await answeredQuestion(evidence, {});
  const isPreflight = evidence.answers.every(({ kind }) => kind === 'preflight');
  const outcome =
    evidence.outcome ??
    (isPreflight
      ? await replay(evidence, question, (own, implementation) => preflightAlone(own, implementation))
      : await judgeEvidence(evidence, question));
  checkReadable(outcome);
  return { question, outcome };
}
