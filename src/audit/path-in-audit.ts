import { send } from '../browser/network.js';
import { type Exchange, Transcript } from '../browser/transcript.js';
import { UsageError } from '../errors/usage-error.js';
import type { Question } from '../request/question.js';
import { repeatExchange } from '../ask/repeat-exchange.js';
import { jarsFor, prepare, type Prepared, withoutCookies } from '../ask/simulate-fetch.js';
import { get, type Header, without } from '../standard/header-list.js';
import type { HttpRequest } from '../standard/main-fetch.js';
import { mainFetch, preflightAlone } from '../standard/main-fetch.js';
import { isSafeMethod } from '../standard/method.js';
import { originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import type { CredentialsMode } from '../standard/request.js';
import type { CorsErrorCode } from '../standard/decision.js';
import type { Deadline } from '../http/deadline.js';

/** One path of an audited app: where it is asked, and how often that was done. */
export class PathInAudit {
  readonly #prepared: Prepared;
  exchanges = 0;

  private constructor(
    prepared: Prepared,
    readonly question: Question,
  ) {
    const network = { ...prepared.network, isTraced: false };
    this.#prepared = { ...prepared, network };
  }

  /** @throws {UsageError} `remote-target` for one that is not this machine, unless that is allowed. */
  static async of(
    target: unknown,
    question: Question,
    { deadline, allowRemote }: { readonly deadline: Deadline; readonly allowRemote: boolean },
  ): Promise<PathInAudit> {
    // Nothing but preflights of an unsafe method is sent.
    const prepared = await prepare(
      target,
      { ...question, send: true },
      { deadline, crossOriginOnly: true, lean: true },
    );
    const endpoint = prepared.network.sites.get(originOf(prepared.record.urlList[0]));
    if (!allowRemote && endpoint?.inHand === false && !isLoopback(endpoint.base)) {
      throw new UsageError(
        'remote-target',
        `${endpoint.base} is not this machine, and an audit sends hundreds of attack-like requests. If that is agreed, set allowRemote: true.`,
      );
    }
    return new PathInAudit(prepared, question);
  }

  /** Whether all browsers send the same bytes, so that one response is the response to all. */
  get #isSentAlike(): boolean {
    const { request, cookies } = this.question;
    return request.headerList.length === 0 && cookies.length === 0;
  }

  get url(): string {
    return this.#prepared.record.urlList[0];
  }

  /** A page at this origin asks; what it gets with credentials and without, by the request and by a preflight alone. */
  async ask(origin: string): Promise<Probe> {
    const transcript = new Transcript((request) => this.#send(request));
    const isSent = isSafeMethod(this.question.request.method);
    return {
      origin,
      request: isSent ? await this.#judge(transcript, origin, 'request') : undefined,
      preflight: await this.#judge(transcript, origin, 'preflight'),
    };
  }

  /** The same exchange with other headers, and not judged; null is no Origin at all. */
  repeat(
    exchange: Exchange,
    origin: string | null,
    { changed = [], url = exchange.url }: Variation = {},
  ): Promise<Exchange> {
    const names = changed.map(([name]) => name);
    const requestHeaders = [...without(names, exchange.requestHeaders), ...changed];
    this.exchanges += 1;
    const repeater = { network: this.#prepared.network, body: null };
    return repeatExchange(repeater, { ...exchange, url, requestHeaders }, origin);
  }

  #send(request: HttpRequest): ReturnType<typeof send> {
    this.exchanges += 1;
    return send(request, this.#prepared.network);
  }

  async #judge(transcript: Transcript, origin: string, kind: Exchange['kind']): Promise<Answer> {
    const isAnyCookie = this.question.cookies.length > 0;
    const own = await this.#run(transcript, origin, kind, 'include');
    const isLetIn = own.refusals.includes(undefined);
    // The same with credentials and without: an origin allowed with them is allowed without, and most rejections depend on neither.
    const isSame = isLetIn || own.refusals.every((code) => code && whateverTheMode.has(code));
    const bare = isSame && !isAnyCookie ? own : await this.#run(transcript, origin, kind, 'omit');
    const asked = this.question.request.credentialsMode === 'include' ? own : bare;
    return {
      exchanges: [...new Set([...own.exchanges, ...bare.exchanges])],
      withCredentials: isLetIn,
      withoutCredentials: bare.refusals.includes(undefined),
      refusal: asked.refusals.find((code) => code !== undefined) ?? null,
    };
  }

  async #run(
    transcript: Transcript,
    origin: string,
    kind: Exchange['kind'],
    credentialsMode: CredentialsMode,
  ): Promise<Run> {
    const steps = kind === 'request' ? mainFetch : preflightAlone;
    const record = { ...this.#prepared.record, origin, credentialsMode };
    const exchanges: Exchange[] = [];
    const refusals: Run['refusals'][number][] = [];
    for (const [browser, jar] of this.#browsers(record, kind)) {
      const run = await transcript.run(browser, (own) => steps(record, own), jar);
      exchanges.push(...run.exchanges);
      refusals.push('refusal' in run.result ? run.result.refusal.code : undefined);
      if (this.#isSentAlike && !exchanges.some((exchange) => mayMatch(exchange, origin))) break;
    }
    return { exchanges, refusals };
  }

  #browsers(
    record: Prepared['record'],
    kind: Exchange['kind'],
  ): ReturnType<typeof jarsFor> | ReturnType<typeof withoutCookies> {
    const hasCookies = this.question.cookies.length > 0 && kind === 'request';
    return hasCookies ? jarsFor({ ...this.#prepared, record }, this.question) : withoutCookies(this.question);
  }
}

interface Run {
  readonly exchanges: readonly Exchange[];
  /** One for each browser: undefined where it allows the page, null where it blocks it without a CORS error. */
  readonly refusals: readonly (CorsErrorCode | null | undefined)[];
}

/**
 * Whether a CORS check could end well. Nearly all answers to strangers hold neither their origin nor `*`: no browser needs to
 * be asked what it makes of those.
 */
function mayMatch({ responseHeaders }: Exchange, origin: string): boolean {
  const value = get('access-control-allow-origin', responseHeaders);
  return value !== null && (value.includes('*') || value.includes(origin));
}

/** Refusals that are the same with credentials and without. */
const whateverTheMode: ReadonlySet<CorsErrorCode> = new Set([
  'MissingAllowOriginHeader',
  'AllowOriginMismatch',
  'PreflightMissingAllowOriginHeader',
  'PreflightAllowOriginMismatch',
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
]);

interface Variation {
  readonly changed?: readonly Header[];
  readonly url?: string;
}

/** What a page at an origin gets. */
export interface Probe {
  readonly origin: string;
  /** Undefined for an unsafe method, which is judged by its preflight alone. */
  readonly request: Answer | undefined;
  readonly preflight: Answer;
}

export interface Answer {
  readonly exchanges: readonly Exchange[];
  /** Whether any browser allows the page to read it, sent with the user's cookies. */
  readonly withCredentials: boolean;
  /** The same, sent without. */
  readonly withoutCredentials: boolean;
  /** Why a browser blocks it, with the credentials mode of the question; null where none does. */
  readonly refusal: CorsErrorCode | null;
}
