import { askCorsPreflightFor, assertionDeadline, corsQuestion, subjectOf } from '../ask/subject.js';
import { type Assessment, assess, inconclusive, isRefusedFor } from '../claims/assess.js';
import { type Evidence, unsafeHeaders } from '../ask/evidence.js';
import { describeQuestion } from '../failure/explanation.js';
import { UsageError } from '../errors/usage-error.js';
import { safelistedNames } from '../request/check-header-name.js';
import { checkHeaders } from '../request/check-headers.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { isCorsSafelistedRequestHeader } from '../standard/cors-safelisted-request-header.js';
import { contains, type HeaderList, without } from '../standard/header-list.js';
import { defineMatcher } from './define-matcher.js';
import { type Judged, judgeList } from './judge-list.js';
import { listFrom, requestOrOrigin } from './questions.js';

export const toAllowHeaders = defineMatcher(
  'toAllowHeaders',
  2,
  async (call, names: unknown, request?: unknown) => {
    const given = requestOrOrigin(request);
    const subject = subjectOf(call.received);
    const deadline = assertionDeadline(given);
    const base = await corsQuestion(subject, given);
    const headers = headersNamed(listFrom(names, 'header names'), base.request.headerList);
    if (subject.evidence !== undefined) checkAsked(headers, base, subject.evidence);
    const own = without(
      headers.map(([name]) => name),
      base.request.headerList,
    );
    const withHeaders = (headerList: HeaderList): Question => ({
      ...base,
      request: { ...base.request, headerList },
    });
    // A browser asks for all of them at once. Under .not each has to be refused for itself, whatever else is sent.
    const parts = headers.map((header) => withHeaders(call.isNot ? [header] : [...own, header]));
    const outcomes = await askCorsPreflightFor(subject, withHeaders([...own, ...headers]), parts, deadline);
    const judged = outcomes.map((outcome, index): Judged => {
      const item = headers[index]?.[0] ?? '';
      return { item, outcome, assessment: assessHeader(outcome, parts[index] ?? base) };
    });
    return judgeList(call, judged, {
      expected: (listed, several) => [
        `Expected header${several ? 's' : ''}`,
        `${listed} for "${base.request.origin}"   ${describeQuestion(withHeaders(own))}`,
      ],
    });
  },
);

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
    `header "${name}" is CORS-safelisted: browsers send it without asking. Leave it out, or give a value that needs asking in \`headers\`.`,
  );
}

/** @throws {UsageError} `not-evidence` for a header the preflight did not ask for. */
function checkAsked(headers: HeaderList, { request }: Question, { name: evidence }: Evidence): void {
  for (const [name] of headers) {
    if (contains(name, request.headerList)) continue;
    throw new UsageError(
      'not-evidence',
      `this ${evidence} answers a preflight that did not ask for "${name}". Pass the app itself: expect(app).`,
    );
  }
}

const headerCodes = new Set(['HeaderDisallowedByPreflightResponse']);

/** A refusal for another reason proves nothing about the header. */
function assessHeader(outcome: FetchOutcome, question: Question): Assessment {
  const assessment = assess(outcome, question);
  if (assessment.kind !== 'refused' || isRefusedFor(headerCodes, outcome)) return assessment;
  return inconclusive(assessment, 'Not because of the header: this proves nothing about the header.');
}
