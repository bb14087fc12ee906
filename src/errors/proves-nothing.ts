import { InconclusiveError } from './inconclusive-error.js';

/**
 * What every page meets, whatever the app makes of its origin: a rate limiter, or an app that is overloaded.
 *
 * @param what What was asked, the beginning of a sentence: `GET /users`.
 * @param advice What else can be done about it, a sentence.
 * @returns Undefined for an answer that tells something.
 */
export function provesNothing(what: string, status: number, advice?: string): InconclusiveError | undefined {
  const answered = `${what} is answered with ${String(status)}`;
  const also = advice === undefined ? '' : ` ${advice}`;
  if (status === 429) {
    return new InconclusiveError(
      'rate-limited',
      `${answered}: a rate limiter answers all pages alike, so it proves nothing. Raise the limit for the tests, or switch it off.${also}`,
    );
  }
  if (status !== 503) return undefined;
  return new InconclusiveError(
    'unavailable',
    `${answered}: an app that is not available answers all pages alike, so it proves nothing.${also}`,
  );
}
