import { UsageError } from '../errors/usage-error.js';
import type { Question } from '../request/question.js';
import type { HttpRequest } from '../standard/http-network-or-cache-fetch.js';
import type { RequestRecord } from '../standard/request.js';
import { checkCrossOrigin, type Deployed } from './addressed.js';
import type { Carry } from './carrier.js';
import type { Evidence } from './evidence.js';
import type { FetchOutcome } from './fetch-outcome.js';

/** A question on its way: what browsers make of it, and what carries its exchanges. */
export interface Opened extends Deployed {
  readonly carry: Carry;
}

/** Whether a preflight was allowed and nothing was sent after it. */
export function isPreflightOnly({ exchanges, allowed }: FetchOutcome): boolean {
  return allowed && exchanges.length > 0 && exchanges.every(({ kind }) => kind === 'preflight');
}

/**
 * What was recorded responds, each response once.
 *
 * @throws {UsageError} `same-origin`; `not-evidence` where a response is missing, when it is asked for.
 */
export function recordedResponses(evidence: Evidence, question: Question): Opened {
  const url = question.servedAt === undefined ? evidence.url : question.servedAt + question.path;
  checkCrossOrigin(question.request.origin, url);
  const left = [...evidence.responses];
  const record: RequestRecord = { ...question.request, urlList: [url], redirectCount: 0 };
  return {
    record,
    isDeployed: () => question.servedAt !== undefined,
    carry: ({ kind, method }) => {
      const index = left.findIndex((response) => response.kind === kind);
      const [response] = index < 0 ? [] : left.splice(index, 1);
      if (response === undefined) throw missing(kind, method, evidence);
      return Promise.resolve({ ...response, url });
    },
  };
}

function missing(kind: HttpRequest['kind'], method: string, { name, asked }: Evidence): UsageError {
  if (kind === 'preflight' && name === 'response' && asked.method === 'OPTIONS') {
    return new UsageError(
      'not-evidence',
      "this is the response to an OPTIONS request without Access-Control-Request-Method, so it was not a preflight. Set it: .set('Access-Control-Request-Method', 'PUT').",
    );
  }
  const what =
    kind === 'preflight'
      ? 'the preflight a browser would send first'
      : `the response to the ${method} itself`;
  return new UsageError(
    'not-evidence',
    `this ${name} does not contain ${what}. Pass the app itself: expect(app).`,
  );
}
