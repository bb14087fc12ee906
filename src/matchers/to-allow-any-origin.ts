import { askSafely, assertionDeadline, corsQuestion, subjectOf, targetIn } from '../ask/subject.js';
import { type Assessment, assess, inconclusive, isRefusedByOrigin, notByOrigin } from '../claims/assess.js';
import { describeQuestion } from '../failure/explanation.js';
import { unrelatedOrigins } from '../request/unrelated-origins.js';
import { leaveOut } from '../request/check-values.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { defineMatcher } from './define-matcher.js';
import { type Judged, judgeList } from './judge-list.js';
import { requestOrPath } from './questions.js';

const name = 'toAllowAnyOrigin';

export const toAllowAnyOrigin = defineMatcher(name, 1, async (call, request?: unknown) => {
  const given = requestOrPath(request);
  for (const key of ['origin', 'credentials', 'cookies', 'control'] as const) {
    if (given[key] === undefined) continue;
    throw leaveOut(key, `${name} asks as two pages of its own, with credentials and without`);
  }
  const subject = subjectOf(call.received);
  targetIn(subject, name);
  const deadline = assertionDeadline(given);
  const judged: Judged[] = [];
  let asked = '';
  for (const origin of unrelatedOrigins) {
    const anonymous = await corsQuestion(subject, { ...given, origin, credentials: 'same-origin' });
    const credentialed = await corsQuestion(subject, { ...given, origin, credentials: 'include' });
    asked = describeQuestion(anonymous);
    judged.push(
      judge(
        { question: anonymous, outcome: await askSafely(subject, anonymous, deadline) },
        { question: credentialed, outcome: await askSafely(subject, credentialed, deadline) },
      ),
    );
  }
  return judgeList(call, judged, {
    expected: () => [
      'Expected',
      `${call.isNot ? 'not ' : ''}any origin, without credentials only   ${asked}`,
    ],
  });
});

interface Answered {
  readonly question: Question;
  readonly outcome: FetchOutcome;
}

function judge(anonymous: Answered, credentialed: Answered): Judged {
  const item = anonymous.question.request.origin;
  const without = assess(anonymous.outcome, anonymous.question);
  const withThem = assess(credentialed.outcome, credentialed.question);
  const told = (assessment: Assessment, { outcome }: Answered): Judged => ({ item, outcome, assessment });
  if (without.kind === 'refused' && !isRefusedByOrigin(anonymous.outcome, anonymous.question)) {
    return told(inconclusive(without, notByOrigin), anonymous);
  }
  if (without.kind !== 'allowed') return told(without, anonymous);
  if (withThem.kind === 'allowed') {
    return told(
      inconclusive(withThem, 'With credentials, too: every page can act as the user who is logged in.'),
      credentialed,
    );
  }
  const isByRule =
    withThem.kind === 'refused' && isRefusedByOrigin(credentialed.outcome, credentialed.question);
  return isByRule
    ? told(without, anonymous)
    : told(inconclusive(withThem, 'Asked with credentials.'), credentialed);
}
