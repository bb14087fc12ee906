import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { ifResponds } from '../ask/if-responds.js';
import { decisiveExchange } from '../ask/outcome.js';
import type { Session } from '../ask/session.js';
import type { Exchange } from '../browser/transcript.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { isBare } from '../diagnosis/facts.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import { shownUrl } from '../state/disclosure.js';
import type { Question } from '../request/question.js';
import { isSafeMethod } from '../standard/method.js';
import { type Assessment, inconclusive, matchesStatus } from './assess.js';

/** Responses that any origin could get, and why. */
const reasons: readonly (readonly [
  matches: (status: number) => boolean,
  reason: (asked: string) => string,
])[] = [
  [
    (status) => status === 404 || status === 405,
    (asked) => `every origin gets it if no route handles ${asked}. Is the path correct?`,
  ],
  [(status) => status === 429, () => 'every origin gets it from a rate limiter.'],
  [(status) => status === 401 || status === 403, () => 'every origin gets it without a login.'],
  [(status) => status >= 500, () => 'every origin gets it when the app fails.'],
];

function reasonFor({ status, method, url }: Exchange, about: Doubt['about']): string | undefined {
  const known = about === 'origin' ? reasons : reasons.slice(0, 2);
  const reason = known.find(([matches]) => matches(status))?.[1];
  return reason?.(`${method} ${shownUrl(new URL(url).pathname)}`);
}

export interface Doubt {
  /** What the claim is about. Of a preflight, or of being blocked at all, a 401 says enough. */
  readonly about: 'origin' | 'request';
  /** Whether a control origin is allowed the same, which shows that the origin makes the difference. Tried first. */
  readonly control?: (() => Promise<boolean>) | undefined;
  /** Whether the request can have a `control`. Default false. */
  readonly takesControl?: boolean;
}

/**
 * What a blocked request proves: a response without CORS headers and with such a status counts only where the origin is
 * shown to make the difference, or where the status is expected.
 */
export async function unlessAnyPageMeetsIt(
  assessment: Assessment,
  { outcome, question }: { readonly outcome: FetchOutcome; readonly question: Question },
  session: Session,
  { about, control, takesControl = false }: Doubt = { about: 'request' },
): Promise<Assessment> {
  const exchange = decisiveExchange(outcome);
  if (assessment.kind !== 'blocked' || exchange === undefined || !isBare(exchange)) return assessment;
  const reason = reasonFor(exchange, about);
  if (reason === undefined) return assessment;
  if (question.status !== undefined && matchesStatus(exchange.status, question.status)) return assessment;
  if ((await control?.()) === true) return assessment;
  if (about === 'origin' && (await isOriginTheDifference(exchange, outcome, question, session)))
    return assessment;
  const advice = takesControl
    ? 'If a rejection is expected, add a `control` origin that is allowed, or the `status`.'
    : 'If this response is expected, add its `status`.';
  return inconclusive(
    assessment,
    `A ${String(exchange.status)} without CORS headers proves nothing about the origin: ${reason} ${advice}`,
  );
}

/**
 * Whether the same exchange is answered otherwise without an Origin, and not by chance; or a check of origins was seen to
 * report an error, which is a no.
 */
async function isOriginTheDifference(
  exchange: Exchange,
  outcome: FetchOutcome,
  question: Question,
  session: Session,
): Promise<boolean> {
  if (session.evidence !== undefined || (await session.elsewhere(question, exchange.url)) !== undefined)
    return false;
  if (isSafeMethod(exchange.method)) {
    const without = await ifResponds(session.repeat(question, exchange, { origin: null }));
    const again = await ifResponds(session.repeat(question, exchange));
    if (
      without !== undefined &&
      again !== undefined &&
      !isAlike(without, exchange) &&
      isAlike(again, exchange)
    )
      return true;
  }
  if (exchange.status < 500) return false;
  const { cause, certainty } = await diagnose(outcome);
  return cause === 'origin-callback-failed' && certainty === 'certain';
}

function isAlike(one: Exchange, other: Exchange): boolean {
  return one.status === other.status && isBare(one) === isBare(other);
}

/**
 * Whether a response is what every page meets from a rate limiter or an app that is overloaded: many questions together
 * prove nothing then.
 *
 * @param what What was asked, the beginning of a sentence: `GET /users`.
 * @param advice What else can be done about it, a sentence.
 * @throws {InconclusiveError} `rate-limited`, `unavailable`.
 */
export function checkConclusive(status: number, what: () => string, advice?: string): void {
  if (status !== 429 && status !== 503) return;
  const answered = `${what()} returned ${String(status)}`;
  const also = advice === undefined ? '' : ` ${advice}`;
  throw status === 429
    ? new InconclusiveError(
        'rate-limited',
        `${answered}: a rate limiter treats all origins alike, so this proves nothing. Raise the limit for the tests, or turn it off.${also}`,
      )
    : new InconclusiveError(
        'unavailable',
        `${answered}: an unavailable app treats all origins alike, so this proves nothing.${also}`,
      );
}
