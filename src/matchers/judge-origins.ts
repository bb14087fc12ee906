import type { Assessment } from '../claims/assess.js';
import { assertionDeadline, corsQuestion, type Subject, subjectOf } from '../ask/subject.js';
import { describeQuestion } from '../failure/explanation.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import type { Deadline } from '../http/deadline.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { type Judged, judgeList } from './judge-list.js';
import { originsFrom } from './questions.js';

type JudgeOrigin = (
  subject: Subject,
  question: Question,
  deadline: Deadline,
) => Promise<{ outcome: FetchOutcome; assessment: Assessment }>;

/** Judges each origin of the list by itself, within one deadline. */
export async function judgeOrigins(
  call: MatcherCall,
  { origins, request }: { origins: unknown; request: CrossOriginRequest },
  holds: 'allowed' | 'refused',
  judge: JudgeOrigin,
): Promise<MatcherResult> {
  const subject = subjectOf(call.received);
  const deadline = assertionDeadline(request);
  const judged: Judged[] = [];
  let asked = '';
  for (const origin of originsFrom(origins)) {
    const question = await corsQuestion(subject, { ...request, origin });
    asked = describeQuestion(question);
    judged.push({ item: origin, ...(await judge(subject, question, deadline)) });
  }
  return judgeList(call, judged, {
    holds,
    isAboutOrigin: true,
    expected: (listed, several) => [`Expected origin${several ? 's' : ''}`, `${listed}   ${asked}`],
  });
}
