import { assertionSession } from '../ask/assertion-session.js';
import { type Evidence, unsafeHeaders } from '../ask/evidence.js';
import { headersAllowed } from '../claims/headers-allowed.js';
import { UsageError } from '../errors/usage-error.js';
import { describeRequest } from '../failure/explanation.js';
import { safelistedNames } from '../request/check-header-name.js';
import { checkHeaders } from '../request/check-headers.js';
import type { Question } from '../request/question.js';
import { isCorsSafelistedRequestHeader } from '../standard/cors-safelisted-request-header.js';
import { contains, type HeaderList, without } from '../standard/header-list.js';
import { judgeClaim } from './judge-claim.js';
import { listFrom, requestOrOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

export async function toAllowHeaders(
  call: MatcherCall,
  names: unknown,
  request?: unknown,
): Promise<MatcherResult> {
  const given = requestOrOrigin(request);
  const session = assertionSession(call.received, given);
  const question = await session.question(given);
  const { headerList } = question.request;
  const headers = headersNamed(listFrom(names, 'header names'), headerList);
  if (session.evidence !== undefined) checkAsked(headers, question, session.evidence);
  const judged = await headersAllowed(session, question, headers, call.isNot);
  const own = without(
    headers.map(([name]) => name),
    headerList,
  );
  return judgeClaim(call, judged, {
    expected: ({ named, s, request: asked }) => [
      `Expected header${s}`,
      `${named} for "${asked.origin}"   ${describeRequest({ ...asked, headers: own })}`,
    ],
  });
}

/** The headers of these names, lower-cased and unique, with the values of the request or with some that need asking. */
function headersNamed(names: readonly unknown[], given: HeaderList): HeaderList {
  const lowered = names.map((name) => (typeof name === 'string' ? name.toLowerCase() : name)) as string[];
  return [...new Set(lowered)].map((name) => {
    const own = given.find(([known]) => known.toLowerCase() === name);
    checkNeedsAsking(name, own?.[1]);
    const [header] = checkHeaders([[name, own?.[1] ?? unsafeHeaders([name])[0]?.[1] ?? '']]);
    return header ?? [name, ''];
  });
}

/** @throws {UsageError} `always-allowed`: a question that cannot fail. */
function checkNeedsAsking(name: string, value: string | undefined): void {
  const isSafe =
    value === undefined ? safelistedNames.includes(name) : isCorsSafelistedRequestHeader(name, value);
  if (!isSafe) return;
  throw new UsageError(
    'always-allowed',
    `header "${name}" is CORS-safelisted: browsers send it without a preflight. Leave it out, or set a value in \`headers\` that needs one.`,
  );
}

/** @throws {UsageError} `not-evidence` for a header the preflight did not ask for. */
function checkAsked(headers: HeaderList, { request }: Question, { name: evidence }: Evidence): void {
  for (const [name] of headers) {
    if (contains(name, request.headerList)) continue;
    throw new UsageError(
      'not-evidence',
      `this ${evidence} belongs to a preflight that did not request "${name}". Pass the app itself: expect(app).`,
    );
  }
}
