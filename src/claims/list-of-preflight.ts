import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { contains } from '../standard/header-list.js';
import { isOkStatus } from '../standard/response.js';
import { assess, inconclusive, type Judged } from './assess.js';
import { isBlockedFor } from './blocked-for.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';

/** What a preflight's response lists, and how a claim about one thing of the list is judged. */
export interface PreflightList {
  readonly header: string;
  /** Why browsers block what it does not list. */
  readonly codes: ReadonlySet<string>;
  /** Why being blocked for another reason proves nothing. */
  readonly otherwise: string;
}

/** Whether browsers go on to send what a claim is about; blocked for another reason than the list proves nothing. */
export async function judgeByList(
  part: Omit<Judged, 'assessment'>,
  session: Session,
  list: PreflightList,
): Promise<Judged> {
  const assessment = assess(part.outcome, part.question);
  if (assessment.kind !== 'blocked') return { ...part, assessment };
  if (isBlockedFor(list.codes, part.outcome) || (await isBlockedByStatusAndList(part, list)))
    return { ...part, assessment };
  const proven = await unlessAnyPageMeetsIt(assessment, part, session);
  return {
    ...part,
    assessment: proven.kind === 'blocked' ? inconclusive(assessment, list.otherwise) : proven,
  };
}

/**
 * Whether a preflight that is blocked for its status is also blocked by what it lists: some servers answer 400 and name
 * what they allow, which is a rejection of what is not named.
 */
async function isBlockedByStatusAndList(
  { outcome, question }: { readonly outcome: FetchOutcome; readonly question: Question },
  { header, codes }: PreflightList,
): Promise<boolean> {
  const preflight = outcome.exchanges.find(({ kind }) => kind === 'preflight');
  if (preflight === undefined || isOkStatus(preflight.status)) return false;
  if (!contains(header, preflight.responseHeaders)) return false;
  const { url, kind, responseHeaders: headerList } = preflight;
  const asIfOk = {
    name: 'outcome',
    asked: {},
    url,
    responses: [{ kind, url, status: 204, headerList }],
  } as const;
  const judged = await new Session(undefined, {}, asIfOk).preflight(question);
  return isBlockedFor(codes, judged);
}
