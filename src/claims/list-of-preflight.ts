import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { contains } from '../standard/header-list.js';
import { isOkStatus } from '../standard/response.js';
import { isBlockedFor } from './blocked-for.js';

/**
 * Whether a preflight that is blocked for its status is also blocked by what it lists: some servers answer 400 and name
 * what they allow, which is a rejection of what is not named.
 */
export async function isBlockedByList(
  { outcome, question }: { readonly outcome: FetchOutcome; readonly question: Question },
  header: string,
  codes: ReadonlySet<string>,
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
