import { type CookieContext, CookieJar } from '../browser/cookie-jar.js';
import type { BrowserName } from '../browser/browser-name.js';
import { implementations } from '../browser/implementations.js';
import { checkUnsafe, type Network, send } from '../browser/network.js';
import { Transcript } from '../browser/transcript.js';
import { placing } from '../runner/placed-at.js';
import { UsageError } from '../errors/usage-error.js';
import type { Implementation } from '../standard/implementation.js';
import { type FetchResult, type FetchSteps, mainFetch } from '../standard/main-fetch.js';
import { isSameOrigin, originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import { remembered } from '../standard/remembered.js';
import type { RequestRecord } from '../standard/request.js';
import type { Endpoint } from '../http/endpoint.js';
import { shownCookie, shownUrl } from '../errors/disclosure.js';
import { type Deadline, deadlineIn } from '../http/deadline.js';
import { noAnswer } from '../http/exchange-failure.js';
import { realNow } from '../http/real-time.js';
import { resolveTarget, type Target } from '../http/target.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { FetchOutcome } from './fetch-outcome.js';
import { type Asked, askedRequest, outcomeFrom, remember, verdictOf } from './outcome.js';
import { type Question, questionFrom } from '../request/question.js';

/**
 * Sends to the target exactly what a browser sends when a page at `request.origin` makes this request, preflight
 * included, and tells what each browser makes of the answers.
 *
 * @param target An Express app, a `(req, res)` listener, a server, a URL, or `{ target: () => app }`.
 * @returns Plain data: the verdict, the rule, every exchange, and what each browser prints.
 * @throws {UsageError} for what no page could ask.
 * @throws {ExchangeError} when no HTTP answer came back.
 * @example
 * const outcome = await simulateFetch(app, { origin: 'https://app.example', path: '/users', method: 'PUT', json: {} });
 * outcome.allowed; // false
 * outcome.code;    // 'PreflightMissingAllowOriginHeader'
 * @see https://fetch.spec.whatwg.org/#fetching
 */
export function simulateFetch(target: Target, request: CrossOriginRequest): Promise<FetchOutcome> {
  const asking = async (): Promise<FetchOutcome> => ask(target, await questionFrom(request));
  return placing(asking(), simulateFetch);
}

/** How an assertion asks: one deadline for all its questions, and nothing same-origin. */
export interface AskOptions {
  readonly deadline?: Deadline;
  /** Whether a same-origin request is misuse: CORS does not apply to it. */
  readonly crossOriginOnly?: boolean;
  /** Whether exchanges are recorded. Not given, unsafe ones are. */
  readonly isTraced?: boolean;
  /** Called with the body of each answer; without it bodies are dropped. */
  readonly onBody?: ((body: Buffer) => void) | undefined;
  /** Whether no supertest object is made for an exchange, for audits and contracts, which make many. */
  readonly lean?: boolean;
  /** Finds the endpoint of a target, for those who ask the same one many times. Default: anew for each question. */
  readonly find?: FindEndpoint;
}

export type FindEndpoint = typeof resolveTarget;

/** `simulateFetch` for a question that is checked already. */
export async function ask(
  target: unknown,
  question: Question,
  options: AskOptions = {},
): Promise<FetchOutcome> {
  return judge(await prepare(target, question, options), { target, question }, mainFetch);
}

export type Steps = (record: RequestRecord, implementation: Implementation) => FetchSteps<FetchResult>;

/** Lets every browser that is asked about take the steps, on one transcript. */
export async function judge(
  prepared: Prepared,
  asked: Asked,
  steps: Steps,
  jars: Jars | BrowsersWithoutCookies = jarsFor(prepared, asked.question),
): Promise<FetchOutcome> {
  const { network, record } = prepared;
  const transcript = new Transcript((request) => send(request, network));
  return remember(await judgeOn(transcript, record, asked.question, steps, jars), asked);
}

/** The same on a transcript, which may hold what was answered before. */
export async function judgeOn(
  transcript: Transcript,
  record: RequestRecord,
  question: Question,
  steps: Steps,
  jars: Jars | BrowsersWithoutCookies,
): Promise<FetchOutcome> {
  const verdicts = [];
  for (const [browser, jar] of jars) {
    const run = await transcript.run(browser, (own) => steps(record, own), jar);
    verdicts.push([browser, verdictOf(browser, run, question)] as const);
  }
  const asked = askedRequest(record.urlList[0], question);
  return outcomeFrom(asked, transcript.exchanges, verdicts, question.servedAt !== undefined);
}

/** The cookies of each browser that is asked about. */
export type Jars = ReadonlyMap<BrowserName, CookieJar>;
type BrowsersWithoutCookies = ReadonlyMap<BrowserName, undefined>;

/** Where cookies have no say: on preflights, and on what was answered before. */
export function withoutCookies({ browsers }: Question): BrowsersWithoutCookies {
  return new Map(browsers.map((browser) => [browser, undefined]));
}

/**
 * New browsers, which hold the cookies of the question.
 *
 * @throws {UsageError} `invalid-value` for a cookie that none of them would keep.
 */
export function jarsFor(
  { record, isDeployed }: Prepared,
  { browsers, cookies }: Question,
  context: Partial<CookieContext> = {},
): Jars {
  const page = { page: record.origin, now: Date.now, isDeployed, thirdPartyCookies: 'allowed' } as const;
  const jars = new Map(
    browsers.map((browser) => [
      browser,
      new CookieJar(implementations[browser].cookies, { ...page, ...context }),
    ]),
  );
  // Set by a visit to the site itself, for all of it.
  const url = `${originOf(record.urlList[0])}/`;
  for (const line of cookies) {
    if ([...jars.values()].map((jar) => jar.hold(line, url)).includes(true)) continue;
    throw new UsageError(
      'invalid-value',
      `cookies holds "${shownCookie(line)}", which no browser would keep for ${originOf(url)}.`,
    );
  }
  return jars;
}

export interface Prepared {
  readonly network: Network;
  readonly record: RequestRecord;
  /** Whether it is known where the app behind a URL is deployed: the address of an app in hand says nothing. */
  readonly isDeployed: (url: string) => boolean;
}

/** The request record for a target, and the network it is sent through. */
export async function prepare(target: unknown, question: Question, options: AskOptions): Promise<Prepared> {
  const { deadline = deadlineIn(question.timeout), isTraced, onBody, lean } = options;
  const { crossOriginOnly = false, find = resolveTarget } = options;
  const endpointOf = (app: unknown): Promise<Endpoint> => {
    checkTimeLeft(deadline, question);
    return find(app, deadline);
  };
  const endpoint = await endpointOf(target);
  checkUnsafe(question.request.method, endpoint, question.send);
  const base = publicBase(endpoint, question);
  if (crossOriginOnly) checkCrossOrigin(question.request.origin, base);
  const sites = new Map([[originOf(base), endpoint]]);
  for (const [origin, other] of Object.entries(question.otherTargets)) {
    sites.set(origin, await endpointOf(other));
  }
  return {
    network: { sites, deadline, sendUnsafe: question.send, isTraced, onBody, lean },
    isDeployed: (url) => originOf(url) === question.servedAt || !isLoopback(url),
    record: { ...question.request, urlList: [serialized(base + question.path)], redirectCount: 0 },
  };
}

/** @throws {UsageError} `same-origin`: a question CORS has no say in. */
export function checkCrossOrigin(origin: string, url: string): void {
  if (!isSameOrigin(origin, originOf(url))) return;
  throw new UsageError(
    'same-origin',
    `the page and the app are both at ${origin}: a same-origin request, to which CORS does not apply.`,
  );
}

const serialized = remembered((url) => new URL(url).href);

/** A target may be one that is never ready. */
function checkTimeLeft({ due, milliseconds }: Deadline, { request, path }: Question): void {
  if (due > realNow()) return;
  const what = `${request.method} ${shownUrl(path.split('?')[0] ?? '')}`;
  throw noAnswer({ what, where: '', received: 0, timeout: milliseconds });
}

/** The URL a page sees. An app in hand without `servedAt` is at an address that is no page's origin. */
function publicBase(endpoint: Endpoint, { servedAt, request }: Question): string {
  if (servedAt !== undefined) return servedAt + new URL(endpoint.base).pathname.replace(/\/$/, '');
  if (!endpoint.inHand) return endpoint.base;
  return request.origin === endpoint.base ? endpoint.base.replace('127.0.0.1', 'localhost') : endpoint.base;
}
