import { checkReadable } from '../assertion/ask.js';
import { matchesStatus } from '../assertion/assess.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import { type FetchOutcome, remember } from '../fetch/outcome.js';
import { defaultTimeout, type Question, questionFrom } from '../fetch/question.js';
import { jarsFor, judgeOn, prepare, type Steps, withoutCookies } from '../fetch/simulate-fetch.js';
import type { Header } from '../standard/header-list.js';
import { mainFetch, preflightAlone } from '../standard/main-fetch.js';
import { type Deadline, deadlineIn } from '../transport/deadline.js';
import type { Cell } from './cells.js';
import { type ContractRequest, configuredForContract, headersOf } from './contract-request.js';
import { isSent } from './resolved-route.js';
import type { SharedExchanges } from './shared-exchanges.js';

/** Who is asked for a cell, with what, and what was asked already. */
export interface Asking {
  readonly target: unknown;
  readonly request: ContractRequest;
  readonly exchanges: SharedExchanges;
  /** One for all questions of a cell. */
  readonly deadline: Deadline;
}

export function askingFor(target: unknown, request: ContractRequest, exchanges: SharedExchanges): Asking {
  const timeout = request.timeout ?? configuredForContract().timeout ?? defaultTimeout;
  return { target, request, exchanges, deadline: deadlineIn(timeout) };
}

export interface Asked {
  readonly question: Question;
  readonly outcome: FetchOutcome;
}

/** What a page asks besides what its cell says. */
export interface Changes {
  readonly origin?: string;
  readonly method?: string;
  readonly headers?: readonly Header[];
  readonly credentials?: boolean;
  /** Whether the request has the headers and the body its route declares. Default true. */
  readonly isWhole?: boolean;
}

/** The question of a page that asks what the cell is about. */
export async function questionOf(cell: Cell, { request }: Asking, changes: Changes = {}): Promise<Question> {
  const { route } = cell;
  const { origin = cell.origin, method = cell.method, isWhole = true } = changes;
  const { headers, cookies, ...rest } = request;
  const hasBody = isWhole && method !== 'GET' && method !== 'HEAD';
  const credentials = changes.credentials ?? cell.credentials;
  const declared = isWhole ? headersWith(method, cell) : [];
  const question = await questionFrom(
    {
      ...rest,
      origin: 'null',
      method,
      path: route.path,
      headers: [...headersOf(declared, { headers }), ...(changes.headers ?? [])],
      credentials: credentials ? 'include' : 'omit',
      ...(credentials ? { cookies } : {}),
      ...(hasBody && route.json !== undefined ? { json: route.json } : {}),
      ...(hasBody && route.body !== undefined ? { body: route.body } : {}),
      send: route.send,
    },
    configuredForContract(),
  );
  // The contract's own are checked; hostile ones hold what no other origin may.
  return { ...question, request: { ...question.request, origin } };
}

/** The declared headers a method has: a content type goes with a body, where the route has a method with one. */
export function headersWith(method: string, { route: { methods, requestHeaders } }: Cell): readonly string[] {
  const isBodiless = (name: string): boolean => name === 'GET' || name === 'HEAD';
  if (!isBodiless(method) || methods.every(isBodiless)) return requestHeaders;
  return requestHeaders.filter((name) => name !== 'content-type');
}

/** Asks as far as the route lets requests be sent: where it does not, its preflight alone. */
export async function askCell(cell: Cell, asking: Asking, changes: Changes = {}): Promise<Asked> {
  const question = await questionOf(cell, asking, changes);
  if (isSent(question.request.method, cell.route)) return askWhole(cell, asking, question);
  const [asked] = await askPreflights(cell, asking, question, [question]);
  if (asked === undefined) throw new Error('unreachable: one question, one answer');
  return asked;
}

/** The request and its answer, with the preflight a browser sends before it. */
async function askWhole(cell: Cell, asking: Asking, question: Question): Promise<Asked> {
  const prepared = await prepare(asking.target, question, options(asking));
  const transcript = asking.exchanges.transcriptOf(prepared.network);
  const jars = jarsFor(prepared, question);
  const outcome = await judgeOn(transcript, prepared.record, question, mainFetch, jars);
  checkReadable(outcome);
  checkConclusive(cell, outcome);
  return { question, outcome: remember(outcome, { target: asking.target, question }) };
}

/** One preflight that asks for everything, and an answer for each part of it. */
export async function askPreflights(
  cell: Cell,
  { target, exchanges, ...asking }: Asking,
  asked: Question,
  parts: readonly Question[],
): Promise<Asked[]> {
  // An OPTIONS is safe to send anywhere.
  const { record, network } = await prepare(target, { ...asked, send: true }, options(asking));
  const transcript = exchanges.transcriptOf(network);
  const steps: Steps = (own, implementation) => preflightAlone(own, implementation, record);
  const answers: Asked[] = [];
  for (const question of parts) {
    const judged = { ...record, ...question.request };
    const outcome = await judgeOn(transcript, judged, question, steps, withoutCookies(question));
    checkConclusive(cell, outcome);
    answers.push({ question, outcome: remember(outcome, { target, question }) });
  }
  return answers;
}

function options({ deadline }: Pick<Asking, 'deadline'>): Parameters<typeof prepare>[2] {
  return { deadline, crossOriginOnly: true, lean: true };
}

/** @throws {InconclusiveError} for what every page meets, whatever the app makes of its origin. */
function checkConclusive({ name, route }: Cell, { exchanges }: FetchOutcome): void {
  for (const { method, url, status } of exchanges) {
    if (status !== 429 && status !== 503) continue;
    if (route.status !== undefined && matchesStatus(status, route.status)) continue;
    const what = `${name}: not known, for ${method} ${new URL(url).pathname} is answered with ${String(status)}.`;
    throw status === 429
      ? new InconclusiveError(
          'rate-limited',
          `${what} Every page meets a rate limit: raise it for the tests, or switch it off.`,
        )
      : new InconclusiveError(
          'unavailable',
          `${what} An app that is not available proves nothing. Where it is meant, declare it as the "status" of the route.`,
        );
  }
}
