import { assertionSession } from '../ask/assertion-session.js';
import type { Judged } from '../claims/assess.js';
import { methodAllowed } from '../claims/methods-allowed.js';
import { leaveOut } from '../request/check-values.js';
import { describeRequest } from '../failure/explanation.js';
import { judgeClaim } from './judge-claim.js';
import { listFrom, requestOrOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toAllowMethods(
  call: MatcherCall,
  methods: unknown,
  request?: unknown,
): Promise<MatcherResult> {
  const given = requestOrOrigin(request);
  if (given.method !== undefined) {
    throw leaveOut('method', 'the methods are the first argument');
  }
  const session = assertionSession(call.received, given);
  const judged: Judged[] = [];
  for (const method of listFrom(methods, 'methods') as string[]) {
    const question = await session.question({ ...given, method });
    if (judged.some(({ item }) => item === question.request.method)) continue;
    judged.push(await methodAllowed(session, question));
  }
  return judgeClaim(call, judged, {
    expected: ({ named, s, request: asked }) => [
      `Expected method${s}`,
      `${named} for "${asked.origin}"   ${describeRequest(asked).replace(/^\S+ /, '')}`,
    ],
  });
}
