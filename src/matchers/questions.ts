import { UsageError } from '../errors/usage-error.js';
import { checkOrigin } from '../fetch/check-origin.js';
import { configured } from '../fetch/configuration.js';
import type { CrossOriginRequest } from '../fetch/cross-origin-request.js';
import type { FetchOutcome } from '../fetch/outcome.js';
import { checkTimeout } from '../fetch/check-values.js';
import { defaultTimeout, type Question, questionFrom } from '../fetch/question.js';
import { ask, type AskOptions } from '../fetch/simulate-fetch.js';
import { askPreflight } from '../fetch/simulate-preflight.js';
import { isSafeMethod } from '../standard/method.js';
import { type Deadline, deadlineIn } from '../transport/deadline.js';
import { checkTarget } from '../transport/target.js';

/** A request without its origin; a string is its path. */
export type RequestAfterOrigin = string | Omit<CrossOriginRequest, 'origin'>;

/** A request with its origin; a string is the origin. */
export type RequestOrOrigin = string | CrossOriginRequest;

/** @throws {UsageError} `empty-list`: a question that cannot fail. */
export function originsFrom(origins: unknown): string[] {
  const list: unknown[] = Array.isArray(origins) ? origins : [origins];
  if (list.length === 0) {
    throw new UsageError('empty-list', 'the list of origins is empty, so nothing would be asserted.');
  }
  return [...new Set(list.map((origin) => checkOrigin(origin)))];
}

export function requestAfterOrigin(request: unknown): CrossOriginRequest {
  if (request === undefined) return {};
  if (typeof request === 'string') return { path: request };
  if ('origin' in checkObject(request)) {
    throw new UsageError(
      'invalid-value',
      'the origin is the first argument; leave `origin` out of the request.',
    );
  }
  return request as CrossOriginRequest;
}

export function requestOrOrigin(request: unknown): CrossOriginRequest {
  if (request === undefined) return {};
  return typeof request === 'string' ? { origin: checkOrigin(request) } : checkObject(request);
}

function checkObject(request: unknown): CrossOriginRequest {
  if (typeof request === 'object' && request !== null && !Array.isArray(request)) return request;
  throw new UsageError(
    'invalid-value',
    `a request is an object such as { path, method }, or a string, not ${JSON.stringify(request)}.`,
  );
}

/** @throws {UsageError} when the answer would be opaque whatever the app does. */
export async function corsQuestion(request: CrossOriginRequest): Promise<Question> {
  const question = await questionFrom(request);
  if (question.request.mode === 'cors') return question;
  throw new UsageError(
    'opaque-response',
    `mode "${question.request.mode}" makes no CORS request: no answer could be read, whatever the app does. Leave \`mode\` out.`,
  );
}

/** Asks the target as a page at another origin would. */
export async function askCors(
  target: unknown,
  question: Question,
  deadline: Deadline,
): Promise<FetchOutcome> {
  checkTarget(target);
  const outcome = await ask(target, question, crossOrigin(deadline));
  if (outcome.response?.type === 'opaqueredirect') {
    throw new UsageError(
      'opaque-response',
      'the app answered with a redirect, which `redirect: "manual"` makes unreadable whatever the app does. Leave `redirect` out.',
    );
  }
  return outcome;
}

export async function askCorsPreflight(
  target: unknown,
  question: Question,
  deadline: Deadline,
): Promise<FetchOutcome> {
  checkTarget(target);
  return askPreflight(target, question, crossOrigin(deadline));
}

/**
 * Whether a refusal can be about the origin: the control origin is let through with the same request. An unsafe request
 * is sent once only, so for the control its preflight has to do.
 */
export async function askControl(
  target: unknown,
  question: Question,
  deadline: Deadline,
): Promise<FetchOutcome | undefined> {
  if (question.control === undefined) return undefined;
  const request = { ...question.request, origin: question.control };
  const askAs = isSafeMethod(request.method) ? askCors : askCorsPreflight;
  return askAs(target, { ...question, request, status: undefined }, deadline);
}

/** One deadline for everything an assertion asks. */
export function assertionDeadline(request: CrossOriginRequest): Deadline {
  return deadlineIn(checkTimeout(request.timeout ?? configured().timeout ?? defaultTimeout));
}

function crossOrigin(deadline: Deadline): AskOptions {
  return { deadline, crossOriginOnly: true };
}
