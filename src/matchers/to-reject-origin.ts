import { originCodes } from '../claims/blocked-for.js';
import { originRejected } from '../claims/origin-rejected.js';
import { oneOf } from '../request/check-values.js';
import { defineMatcher } from './define-matcher.js';
import { judgeOrigins } from './judge-origins.js';
import { requestAfterOrigin } from './arguments.js';

export const toRejectOrigin = defineMatcher(
  'toRejectOrigin',
  2,
  async (call, origins: unknown, request?: unknown) => {
    const { code, ...rest } = requestAfterOrigin(request) as { readonly code?: string };
    if (code !== undefined) oneOf('code', code, [...originCodes]);
    return judgeOrigins(call, { origins, request: rest }, 'blocked', (session, question) =>
      originRejected(session, question, { code }),
    );
  },
);
