import { originAllowed } from '../claims/origin-allowed.js';
import { originRejected } from '../claims/origin-rejected.js';
import { judgeOrigins } from './judge-origins.js';
import { requestAfterOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toAllowOrigin(
  call: MatcherCall,
  origins: unknown,
  request?: unknown,
): Promise<MatcherResult> {
  // Under .not a page may not read; whether an unsafe request was carried out is not asked.
  const judge: typeof originAllowed = call.isNot
    ? (session, question) => originRejected(session, question, { isAnyRule: true })
    : originAllowed;
  return judgeOrigins(call, { origins, request: requestAfterOrigin(request) }, 'allowed', judge);
}
