import { askControl, askCors } from '../assertion/ask.js';
import { assess } from '../assertion/assess.js';
import { defineMatcher } from './define-matcher.js';
import { judgeOrigins } from './judge-origins.js';
import { requestAfterOrigin } from './questions.js';

export const toAllowOrigin = defineMatcher(
  'toAllowOrigin',
  2,
  async (call, origins: unknown, request?: unknown) => {
    const asked = { origins, request: requestAfterOrigin(request) };
    return judgeOrigins(call, asked, 'allowed', async (subject, question, deadline) => {
      const outcome = await askCors(subject, question, deadline);
      // Under .not a refusal has to prove something: a control origin is let through.
      const control = call.isNot ? await askControl(subject, question, deadline) : undefined;
      return { outcome, assessment: assess(outcome, question, control?.allowed === true) };
    });
  },
);
