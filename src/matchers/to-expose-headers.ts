import { assertionSession } from '../ask/assertion-session.js';
import { headersExposed } from '../claims/headers-exposed.js';
import { describeRequest } from '../failure/explanation.js';
import { isFetchResponse } from '../http/foreign-response.js';
import { checkExposedName } from '../request/check-header-name.js';
import { judgeClaim } from './judge-claim.js';
import { judgeFetchResponse } from './judge-fetch-response.js';
import { listFrom, requestOrOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toExposeHeaders(
  call: MatcherCall,
  names: unknown,
  request?: unknown,
): Promise<MatcherResult> {
  const headers = [...new Set(listFrom(names, 'header names').map((name) => checkExposedName(name)))];
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
}
