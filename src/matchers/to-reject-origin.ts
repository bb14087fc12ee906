import { originCodes } from '../claims/blocked-for.js';
import { originRejected } from '../claims/origin-rejected.js';
import { oneOf } from '../request/check-values.js';
import { judgeOrigins } from './judge-origins.js';
import { requestAfterOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toRejectOrigin(
  call: MatcherCall,
  origins: unknown,
  request?: unknown,
): Promise<MatcherResult> {
  const { code, ...rest } = requestAfterOrigin(request) as { readonly code?: string };
  if (code !== undefined) oneOf('code', code, [...originCodes]);
  return judgeOrigins(call, { origins, request: rest }, 'blocked', (session, question) =>
    originRejected(session, question, { code }),
  );
}
