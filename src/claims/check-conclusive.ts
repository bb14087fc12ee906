import { InconclusiveError } from '../errors/inconclusive-error.js';

/**
 * Whether an answer is not what every page meets, whatever the app makes of its origin: a rate limiter, or an app that is
 * overloaded.
 *
 * @param what What was asked, the beginning of a sentence: `GET /users`. Nearly every answer tells something, so it is
 * only made where it is told.
 * @param advice What else can be done about it, a sentence.
 * @throws {InconclusiveError} `rate-limited`, `unavailable`.
 */
export function checkConclusive(status: number, what: () => string, advice?: string): void {
  if (status !== 429 && status !== 503) return;
  const answered = `${what()} is answered with ${String(status)}`;
  const also = advice === undefined ? '' : ` ${advice}`;
  throw status === 429
    ? new InconclusiveError(
        'rate-limited',
        `${answered}: a rate limiter answers all pages alike, so it proves nothing. Raise the limit for the tests, or switch it off.${also}`,
      )
    : new InconclusiveError(
        'unavailable',
        `${answered}: an app that is not available answers all pages alike, so it proves nothing.${also}`,
      );
}
