import { lineOf } from '../claims/failure-of.js';
import { exposureOf } from '../claims/headers-exposed.js';
import { UsageError } from '../errors/usage-error.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { questionFrom } from '../request/question.js';
import { enumerate } from '../text/sentence.js';
import type { Failure } from '../failure/failure.js';
import type { FetchResponse } from '../http/foreign-response.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { titleOf } from './hint.js';
import { resultOf } from './judge-claim.js';

const known: readonly string[] = [
  'credentials',
  'browsers',
  'initiator',
] satisfies (keyof CrossOriginRequest)[];

/**
 * Which headers a page could read of a Fetch `Response`. It does not tell which page asked, so whether it may be read at
 * all is not known.
 *
 * @throws {UsageError} `opaque-response`, `not-evidence`.
 */
export async function judgeFetchResponse(
  call: MatcherCall,
  response: FetchResponse,
  names: readonly string[],
  given: CrossOriginRequest,
): Promise<MatcherResult> {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    throw new UsageError(
      'not-evidence',
      `a Fetch Response does not say what was requested, so \`${key}\` cannot be judged. Leave it out, or pass the app itself: expect(app).`,
    );
  }
  if (response.type.startsWith('opaque') || response.type === 'error') {
    throw new UsageError(
      'opaque-response',
      `a Response of type "${response.type}" has no headers that a page can read.`,
    );
  }
  const { request, browsers } = await questionFrom({ ...given, origin: 'null' });
  const record = { url: response.url, status: response.status, headerList: [...response.headers] };
  const judged = names.map((item) => ({
    item,
    assessment: exposureOf(
      item,
      request,
      browsers.map((browser) => ({ browser, response: record })),
    ),
  }));
  const wanted = call.isNot ? 'blocked' : 'allowed';
  const holds = judged.every(({ assessment }) => assessment.kind === wanted);
  const list = response.headers.get('access-control-expose-headers');
  const quoted = names.map((name) => JSON.stringify(name));
  const failure: Failure = {
    title: titleOf(call),
    expected: [
      `Expected header${names.length > 1 ? 's' : ''}`,
      `${call.isNot ? 'not ' : ''}${enumerate(quoted, call.isNot ? 'or' : 'and')} to be readable`,
    ],
    verdict: judged.map(lineOf),
    facts: [
      [
        'Response',
        `${String(response.status)}, ${list === null ? 'no Access-Control-Expose-Headers' : `Access-Control-Expose-Headers: ${list}`}`,
      ],
    ],
  };
  return resultOf(call, holds ? undefined : { failure }, {
    expected: names,
    actual: judged.map(({ item, assessment }) => `${item}: ${assessment.kind}`),
  });
}
