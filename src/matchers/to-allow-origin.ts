import { assess } from './assess.js';
import { defineMatcher } from './define-matcher.js';
import { type JudgedOrigin, judgeOrigins } from './judge-origins.js';
import {
  askControl,
  askCors,
  assertionDeadline,
  corsQuestion,
  originsFrom,
  requestAfterOrigin,
} from './questions.js';

const name = 'toAllowOrigin';

export const toAllowOrigin = defineMatcher(
  name,
  2,
  async (context, received, origins: unknown, request?: unknown) => {
    const given = requestAfterOrigin(request);
    const deadline = assertionDeadline(given);
    const judged: JudgedOrigin[] = [];
    for (const origin of originsFrom(origins)) {
      const question = await corsQuestion({ ...given, origin });
      const outcome = await askCors(received, question, deadline);
      // Under .not a refusal has to prove something: a control origin is let through.
      const control = context.isNot === true ? await askControl(received, question, deadline) : undefined;
      judged.push({
        origin,
        question,
        outcome,
        assessment: assess(outcome, question, control?.outcome.allowed === true),
      });
    }
    return judgeOrigins(context, name, judged, 'allowed');
  },
);
