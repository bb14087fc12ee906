import type { Session } from '../ask/session.js';
import type { Question } from '../request/question.js';
import { type HeaderList, without } from '../standard/header-list.js';
import type { Judged } from './assess.js';
import { judgeByList, type PreflightList } from './list-of-preflight.js';

const list: PreflightList = {
  header: 'access-control-allow-headers',
  codes: new Set(['HeaderDisallowedByPreflightResponse']),
  otherwise: 'The header is not the reason: this proves nothing about the header.',
};

/**
 * Whether browsers go on to send each header after the preflight, which asks for all of them at once; blocked for another
 * reason proves nothing.
 *
 * @param isNot Whether the claim is that they do not: then each has to be rejected for itself, whatever else is sent.
 */
export async function headersAllowed(
  session: Session,
  question: Question,
  headers: HeaderList,
  isNot: boolean,
): Promise<Judged[]> {
  const names = headers.map(([name]) => name);
  const own = without(names, question.request.headerList);
  const withHeaders = (headerList: HeaderList): Question => ({
    ...question,
    request: { ...question.request, headerList },
  });
  const parts = headers.map((header) => withHeaders(isNot ? [header] : [...own, header]));
  const outcomes = await session.askParts('preflight', withHeaders([...own, ...headers]), parts);
  const judged: Judged[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const part = { item: names[index] ?? '', outcome, question: parts[index] ?? question };
    judged.push(await judgeByList(part, session, list));
  }
  return judged;
}
