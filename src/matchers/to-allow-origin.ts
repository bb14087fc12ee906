import { assess } from './assess.js';
import { defineMatcher } from './define-matcher.js';
import { judgeEachOrigin, judgeOrigins } from './judge-origins.js';
import { askControl, askCors } from './questions.js';

const name = 'toAllowOrigin';

export const toAllowOrigin = defineMatcher(
  name,
  2,
  async (context, received, origins: unknown, request?: unknown) => {
    const judged = await judgeEachOrigin(origins, request, async (question, deadline) => {
      const outcome = await askCors(received, question, deadline);
      // Under .not a refusal has to prove something: a control origin is let through.
      const control = context.isNot === true ? await askControl(received, question, deadline) : undefined;
      return { outcome, assessment: assess(outcome, question, control?.allowed === true) };
    });
    return judgeOrigins(context, name, judged, 'allowed');
  },
);
