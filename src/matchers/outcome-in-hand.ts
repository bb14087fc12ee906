import { checkCorsResponse } from '../ask/opaque.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { evidenceIn } from '../ask/evidence.js';
import { Session } from '../ask/session.js';
import { UsageError } from '../errors/usage-error.js';
import { checkTarget } from '../http/target.js';
import type { Question } from '../request/question.js';
import type { MatcherCall } from './context.js';

/**
 * The outcome that was given to `expect`, or what a browser makes of the response that was.
 *
 * @throws {UsageError} `not-evidence` for an app, which has to be asked first.
 */
export async function outcomeInHand({
  name,
  received,
}: MatcherCall): Promise<{ session: Session; question: Question; outcome: FetchOutcome }> {
  const evidence = evidenceIn(received);
  if (evidence === undefined) {
    checkTarget(received); // a promise, for instance
    throw new UsageError(
      'not-evidence',
      `${name} needs an outcome: await expect(await simulateFetch(app, { origin })).${name}(). For an app, use toAllowOrigin or toRejectOrigin.`,
    );
  }
  const session = new Session(received, {}, evidence);
  const question = await session.question({});
  const isPreflight = evidence.responses.every(({ kind }) => kind === 'preflight');
  const outcome =
    evidence.outcome ?? (await (isPreflight ? session.preflight(question) : session.askWhole(question)));
  checkCorsResponse(outcome);
  return { session, question, outcome };
}
