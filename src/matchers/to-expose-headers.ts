import { assertionSession } from '../ask/assertion-session.js';
import { headersExposed } from '../claims/headers-exposed.js';
import { UsageError } from '../errors/usage-error.js';
import { describeRequest } from '../failure/explanation.js';
import { isFetchResponse } from '../http/foreign-response.js';
import {
  forbiddenResponseHeaderNames,
  safelistedResponseHeaderNames,
} from '../standard/filtered-response.js';
import { isToken } from '../standard/infra.js';
import { defineMatcher } from './define-matcher.js';
import { judgeClaim } from './judge-claim.js';
import { judgeFetchResponse } from './judge-fetch-response.js';
import { listFrom, requestOrOrigin } from './questions.js';

export const toExposeHeaders = defineMatcher(
  'toExposeHeaders',
  2,
  async (call, names: unknown, request?: unknown) => {
    const headers = [...new Set(listFrom(names, 'header names').map(checkName))];
    const given = requestOrOrigin(request);
    if (isFetchResponse(call.received)) return judgeFetchResponse(call, call.received, headers, given);
    const session = assertionSession(call.received, given);
    const judged = await headersExposed(session, await session.question(given), headers);
    return judgeClaim(call, judged, {
      expected: ({ named, s, request: asked }) => [
        `Expected header${s}`,
        `${named} to be readable for "${asked.origin}"   ${describeRequest(asked)}`,
      ],
      headers: ['Access-Control-Expose-Headers'],
    });
  },
);

/** @throws {UsageError} `invalid-header`, `always-allowed`, `forbidden-header`. */
function checkName(given: unknown): string {
  if (typeof given !== 'string' || !isToken(given))
    throw new UsageError('invalid-header', `${JSON.stringify(given)} is not a header name.`);
  const name = given.toLowerCase();
  if (safelistedResponseHeaderNames.includes(name)) {
    throw new UsageError(
      'always-allowed',
      `header "${name}" is CORS-safelisted: every page that may read the answer may read it. Leave it out.`,
    );
  }
  if (forbiddenResponseHeaderNames.includes(name)) {
    throw new UsageError(
      'forbidden-header',
      `header "${name}" is never shown to a page, whatever is exposed. To follow cookies use createBrowser.`,
    );
  }
  return name;
}
