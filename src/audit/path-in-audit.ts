import { send } from '../browser/network.js';
import { type Exchange, Transcript } from '../browser/transcript.js';
import { UsageError } from '../errors/usage-error.js';
import type { Question } from '../fetch/question.js';
import { jarsFor, prepare, type Prepared, withoutCookies } from '../fetch/simulate-fetch.js';
import { type Header, without } from '../standard/header-list.js';
import type { HttpRequest } from '../standard/main-fetch.js';
import { mainFetch, preflightAlone } from '../standard/main-fetch.js';
import { isSafeMethod } from '../standard/method.js';
import { originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import type { CredentialsMode } from '../standard/request.js';
import type { CorsErrorCode } from '../standard/decision.js';
import type { Deadline } from '../transport/deadline.js';

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
        `${endpoint.base} is not this machine, and an audit asks it some hundred times as if it were attacked. Where that is agreed, write allowRemote: true.`,
      );
    }
    return new PathInAudit(prepared, question);
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

  /** The same exchange with other headers, and judged by nobody; null is no Origin at all. */
  async repeat(
    { kind, method, url, requestHeaders }: Exchange,
    origin: string | null,
    { changed = [], url: otherUrl = url }: Variation = {},
  ): Promise<Exchange> {
    const lines: Header[] = [...changed, ...(origin === null ? [] : [['Origin', origin] as const])];
    const names = ['origin', ...changed.map(([name]) => name)];
    const requestLines = [...without(names, requestHeaders), ...lines];
    const request: HttpRequest = {
      kind,
      method,
      url: otherUrl,
      headerList: requestLines,
      body: null,
      includeCredentials: false,
    };
    const { status, headerList } = await this.#send(request);
    return {
      kind,
      method,
      url: otherUrl,
      requestHeaders: requestLines,
      status,
      responseHeaders: headerList,
      browsers: [],
    };
  }

  #send(request: HttpRequest): ReturnType<typeof send> {
    this.exchanges += 1;
    return send(request, this.#prepared.network);
  }

  async #judge(transcript: Transcript, origin: string, kind: Exchange['kind']): Promise<Answer> {
    const steps = kind === 'request' ? mainFetch : preflightAlone;
    const found: Exchange[] = [];
    let refusal: CorsErrorCode | null = null;
    const isLetIn = async (credentialsMode: CredentialsMode): Promise<boolean> => {
      const record = { ...this.#prepared.record, origin, credentialsMode };
      let some = false;
      for (const [browser, jar] of this.#browsers(record, kind)) {
        const { result, exchanges } = await transcript.run(browser, (own) => steps(record, own), jar);
        some ||= !('refusal' in result);
        if ('refusal' in result && credentialsMode === asked) refusal ??= result.refusal.code;
        found.push(...exchanges);
      }
      return some;
    };
    const asked = this.question.request.credentialsMode === 'include' ? 'include' : 'omit';
    const withCredentials = await isLetIn('include');
    const withoutCredentials = await isLetIn('omit');
    return { exchanges: [...new Set(found)], withCredentials, withoutCredentials, refusal };
  }

  #browsers(
    record: Prepared['record'],
    kind: Exchange['kind'],
  ): ReturnType<typeof jarsFor> | ReturnType<typeof withoutCookies> {
    const hasCookies = this.question.cookies.length > 0 && kind === 'request';
    return hasCookies ? jarsFor({ ...this.#prepared, record }, this.question) : withoutCookies(this.question);
  }
}

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
  /** Whether any browser lets the page have it, asked with the user's cookies. */
  readonly withCredentials: boolean;
  /** The same, asked without. */
  readonly withoutCredentials: boolean;
  /** Why a browser refuses it, asked with the credentials mode of the question; null where none does. */
  readonly refusal: CorsErrorCode | null;
}
