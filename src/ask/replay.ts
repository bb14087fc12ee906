import { Transcript } from '../browser/transcript.js';
import { UsageError } from '../errors/usage-error.js';
import type { FetchOutcome } from './fetch-outcome.js';
import type { Question } from '../request/question.js';
import { checkCrossOrigin, judgeOn, type Steps, withoutCookies } from './simulate-fetch.js';
import { mainFetch } from '../standard/main-fetch.js';
import type { RequestRecord } from '../standard/request.js';
import type { Evidence } from './evidence.js';

/** Judges what is recorded for the whole request. */
export async function judgeEvidence(evidence: Evidence, question: Question): Promise<FetchOutcome> {
  const { outcome } = evidence;
  const isWhole = outcome !== undefined && !isPreflightOnly(outcome);
  return isWhole ? outcome : replay(evidence, question, mainFetch);
}

/** Whether a preflight was allowed and nothing was sent after it. */
export function isPreflightOnly({ exchanges, allowed }: FetchOutcome): boolean {
  return allowed && exchanges.length > 0 && exchanges.every(({ kind }) => kind === 'preflight');
}

/**
 * Takes the steps on what is recorded.
 *
 * @throws {UsageError} `not-evidence` where an answer is missing.
 */
export async function replay(evidence: Evidence, question: Question, steps: Steps): Promise<FetchOutcome> {
  const { name, answers } = evidence;
  const url = question.servedAt === undefined ? evidence.url : question.servedAt + question.path;
  checkCrossOrigin(question.request.origin, url);
  const left = [...answers];
  const transcript = new Transcript(({ kind, method }) => {
    const index = left.findIndex((answer) => answer.kind === kind);
    const [answer] = index < 0 ? [] : left.splice(index, 1);
    if (answer !== undefined) return Promise.resolve({ ...answer, url });
    const isPlainOptions = name === 'response' && evidence.asked.method === 'OPTIONS';
    if (kind === 'preflight' && isPlainOptions) {
      throw new UsageError(
        'not-evidence',
        "this is the answer to an OPTIONS that was sent without Access-Control-Request-Method, so it was no preflight. Set it: .set('Access-Control-Request-Method', 'PUT').",
      );
    }
    const what =
      kind === 'preflight'
        ? 'the preflight a browser would send first'
        : `the answer to the ${method} itself`;
    throw new UsageError(
      'not-evidence',
      `this ${name} does not hold ${what}. Pass the app itself: expect(app).`,
    );
  });
  const record: RequestRecord = { ...question.request, urlList: [url], redirectCount: 0 };
  return judgeOn(transcript, record, question, steps, withoutCookies(question));
}
