import { exposureOf } from '../claims/exposure.js';
import { labelWidth } from '../failure/explanation.js';
import { UsageError } from '../errors/usage-error.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { questionFrom } from '../request/question.js';
import { escapeForTerminal } from '../text/escape.js';
import { labels } from '../text/labels.js';
import { enumerate } from '../text/sentence.js';
import type { FetchResponse } from '../http/foreign-response.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { hint } from './message.js';

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
      `a Fetch Response does not tell what was asked, so \`${key}\` cannot be judged. Leave it out, or pass the app itself: expect(app).`,
    );
  }
  if (response.type.startsWith('opaque') || response.type === 'error') {
    throw new UsageError(
      'opaque-response',
      `a Response of type "${response.type}" shows no header to anybody.`,
    );
  }
  const { request, browsers } = await questionFrom({ ...given, origin: 'null' });
  const record = { url: response.url, status: response.status, headerList: [...response.headers] };
  const judged = names.map((name) => ({
    name,
    ...exposureOf(
      name,
      request,
      browsers.map((browser) => ({ browser, response: record })),
    ),
  }));
  const wanted = call.isNot ? 'refused' : 'allowed';
  const failing = judged.filter(({ kind }) => kind !== wanted);
  const list = response.headers.get('access-control-expose-headers');
  return {
    pass: (failing.length === 0) !== call.isNot,
    expected: names,
    actual: judged.map(({ name, kind }) => `${name}: ${kind}`),
    message: () => {
      const printed = names.map((name) => call.context.utils.printExpected(name));
      const answer = `${String(response.status)}, ${list === null ? 'no Access-Control-Expose-Headers' : `Access-Control-Expose-Headers: ${list}`}`;
      const facts = labels(
        [
          [
            `Expected header${names.length > 1 ? 's' : ''}`,
            `${call.isNot ? 'not ' : ''}${enumerate(printed, call.isNot ? 'or' : 'and')} to be readable`,
          ],
          ['Verdict', judged.map(({ name, verdict }) => `"${name}": ${verdict.join('. ')}`)],
          ['Response', escapeForTerminal(answer)],
        ],
        labelWidth,
      );
      return `${hint(call)}\n\n${facts}`;
    },
  };
}
