import { UsageError } from '../errors/usage-error.js';
import { checkTimeout } from '../request/check-values.js';
import { configured } from '../request/configuration.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { FetchOutcome } from './fetch-outcome.js';
import { defaultTimeout, type Question, questionFrom } from '../request/question.js';
import { ask, type AskOptions } from './simulate-fetch.js';
import { askPreflightFor } from './simulate-preflight.js';
import { preflightAlone } from '../standard/main-fetch.js';
import { isSafeMethod } from '../standard/method.js';
import { type Deadline, deadlineIn } from '../http/deadline.js';
import { checkTarget } from '../http/target.js';
import { answeredQuestion } from './answered-question.js';
import { type Evidence, evidenceIn, subjectName } from './evidence.js';
import { judgeEvidence, replay } from './replay.js';

/** What an assertion is about: an app that can be asked, or answers that were got before. */
export interface Subject {
  readonly name: ReturnType<typeof subjectName>;
  readonly evidence: Evidence | undefined;
  readonly target: unknown;
}

/** @throws {UsageError} `unknown-target`, `not-evidence`. */
export function subjectOf(received: unknown): Subject {
  const evidence = evidenceIn(received);
  if (evidence === undefined) checkTarget(received);
  return { name: subjectName(received), evidence, target: received };
}

/** @throws {UsageError} `not-evidence` where one answer does not tell. */
export function targetIn({ evidence, name, target }: Subject, matcher: string): unknown {
  if (evidence === undefined) return target;
  throw new UsageError(
    'not-evidence',
    `${matcher} has to ask several times, and one ${name} does not tell. Pass the app itself: expect(app).`,
  );
}

/** @throws {UsageError} when the answer would be opaque whatever the app does. */
export async function corsQuestion({ evidence }: Subject, request: CrossOriginRequest): Promise<Question> {
  const question = await (evidence === undefined
    ? questionFrom(request)
    : answeredQuestion(evidence, request));
  if (question.request.mode === 'cors') return question;
  throw new UsageError(
    'opaque-response',
    `mode "${question.request.mode}" makes no CORS request: no answer could be read, whatever the app does. Leave \`mode\` out.`,
  );
}

/** Asks as a page at another origin would, or judges what was answered to one. */
export async function askCors(
  { evidence, target }: Subject,
  question: Question,
  deadline: Deadline,
): Promise<FetchOutcome> {
  const outcome = await (evidence === undefined
    ? ask(target, question, crossOrigin(deadline))
    : judgeEvidence(evidence, question));
  checkReadable(outcome);
  return outcome;
}

/** @throws {UsageError} for an answer that no page could read, or that CORS has no say in. */
export function checkReadable({ response, request }: FetchOutcome): void {
  if (response?.type === 'opaqueredirect') {
    throw new UsageError(
      'opaque-response',
      'the app answered with a redirect, which `redirect: "manual"` makes unreadable whatever the app does. Leave `redirect` out.',
    );
  }
  if (request.mode !== 'cors') {
    throw new UsageError(
      'opaque-response',
      `mode "${request.mode}" makes no CORS request: no answer could be read, whatever the app does. Leave \`mode\` out.`,
    );
  }
  if (response?.type === 'basic') {
    throw new UsageError(
      'same-origin',
      `the page and the app are both at ${request.origin}: a same-origin request, to which CORS does not apply.`,
    );
  }
}

export async function askCorsPreflight(
  subject: Subject,
  question: Question,
  deadline: Deadline,
  onBody?: AskOptions['onBody'],
): Promise<FetchOutcome> {
  const [outcome] = await askCorsPreflightFor(subject, question, [question], deadline, onBody);
  if (outcome === undefined) throw new Error('unreachable: one question, one outcome');
  return outcome;
}

/** One preflight for everything, and an outcome for each part of it. */
export async function askCorsPreflightFor(
  { evidence, target }: Subject,
  asked: Question,
  parts: readonly Question[],
  deadline: Deadline,
  onBody?: AskOptions['onBody'],
): Promise<FetchOutcome[]> {
  if (evidence === undefined)
    return askPreflightFor(target, asked, parts, { ...crossOrigin(deadline), onBody });
  return Promise.all(
    parts.map((part) => replay(evidence, part, (own, implementation) => preflightAlone(own, implementation))),
  );
}

/** Asks for the preflight alone where the method is unsafe and not to be sent. */
export function askSafely(subject: Subject, question: Question, deadline: Deadline): Promise<FetchOutcome> {
  const isSent = question.send || isSafeMethod(question.request.method);
  return isSent ? askCors(subject, question, deadline) : askCorsPreflight(subject, question, deadline);
}

/**
 * Whether a refusal can be about the origin: the control origin is let through with the same request. An unsafe request
 * is sent once only, so for the control its preflight has to do.
 */
export async function askControl(
  subject: Subject,
  question: Question,
  deadline: Deadline,
): Promise<FetchOutcome | undefined> {
  if (question.control === undefined) return undefined;
  const request = { ...question.request, origin: question.control };
  const askAs = isSafeMethod(request.method) ? askCors : askCorsPreflight;
  return askAs(subject, { ...question, request, status: undefined }, deadline);
}

/** One deadline for everything an assertion asks. */
export function assertionDeadline(request: CrossOriginRequest): Deadline {
  return deadlineIn(checkTimeout(request.timeout ?? configured().timeout ?? defaultTimeout));
}

export function crossOrigin(deadline: Deadline): AskOptions {
  return { deadline, crossOriginOnly: true };
}
