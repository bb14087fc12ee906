import { type CorsPlace, corsIn } from '../app/cors-in.js';
import { withCorsFirst } from '../app/cors-first.js';
import { expressAppIn } from '../app/routes.js';
import type { Asking } from '../ask/asking.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { ifResponds } from '../ask/if-responds.js';
import type { Provenance } from '../ask/provenance.js';
import { type Changes, Session } from '../ask/session.js';
import type { BrowserName } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import { ExchangeError } from '../errors/exchange-error.js';
import { type Deadline, deadlineIn } from '../http/deadline.js';
import type { Endpoint } from '../http/endpoint.js';
import type { Question } from '../request/question.js';
import { realNow } from '../runner/real-time.js';
import type { HttpRequest } from '../standard/http-network-or-cache-fetch.js';
import { isSafeMethod } from '../standard/method.js';
import type { ResponseRecord } from '../standard/response.js';
import type { MadeWith } from './cors-style.js';

type Respond = (request: HttpRequest) => Promise<ResponseRecord | undefined>;

class Unanswered extends Error {}

/** Milliseconds for all of them. */
const timeLimit = 1500;
const most = 8;

/**
 * The requests that are sent to find a cause: what was sent before, with another Origin or another header, or to the app
 * with its cors() in front. Only GET, HEAD and OPTIONS, only to an app on this machine, at most eight.
 */
export class ExtraRequests {
  #count = 0;
  readonly #deadline: Deadline = deadlineIn(timeLimit);
  readonly #session: Session;
  readonly #question: Question;
  #endpoint: Endpoint | undefined;

  constructor({ target, question }: Provenance) {
    this.#session = new Session(target, { deadline: this.#deadline, isTraced: true });
    this.#question = question;
  }

  /** Whether what responds at this URL is on this machine. */
  async areAllowedTo(url: string): Promise<boolean> {
    const elsewhere = this.#session.elsewhere(this.#question, url).then((base) => base === undefined);
    if ((await ifResponds(elsewhere)) !== true) return false;
    this.#endpoint = await this.#session.endpoint(this.#question, url);
    return true;
  }

  /** How many were sent. */
  get count(): number {
    return this.#count;
  }

  get control(): string | undefined {
    return this.#question.control;
  }

  get madeWith(): MadeWith | null {
    const { app, framework } = this.#endpoint ?? {};
    if (app === undefined) return null;
    return framework ?? (expressAppIn(app) === undefined ? 'node' : 'express');
  }

  get corsPlaces(): readonly CorsPlace[] | null {
    return corsIn(this.#session.target);
  }

  /** Whether the app is known by its URL alone. */
  get isAtUrl(): boolean {
    return this.#endpoint !== undefined && this.#endpoint.app === undefined;
  }

  /** The exchange again, changed; undefined where none may be sent any more, or nothing responds. */
  repeat(exchange: Exchange, changes: Changes = {}, session = this.#session): Promise<Exchange | undefined> {
    if (!isSafeMethod(exchange.method)) return Promise.resolve(undefined);
    return this.#counted(() => session.repeat(this.#question, exchange, changes));
  }

  /** The exchange, had the app its cors() in front. */
  repeatWithCorsFirst(exchange: Exchange): Promise<Exchange | undefined> {
    const app = withCorsFirst(this.#endpoint?.app);
    if (app === undefined) return Promise.resolve(undefined);
    return this.repeat(exchange, {}, new Session(app, { deadline: this.#deadline, isTraced: true }));
  }

  /**
   * The whole request again in one browser, with responses that `respond` gives.
   *
   * @returns Undefined where it gives none.
   */
  async replay(browser: BrowserName, respond: Respond): Promise<FetchOutcome | undefined> {
    const asking: Asking = {
      respond: async (request) => {
        const response = await respond(request);
        if (response === undefined) throw new Unanswered();
        return response;
      },
    };
    try {
      return await this.#session.askWhole({ ...this.#question, browsers: [browser] }, asking);
    } catch (error) {
      if (error instanceof Unanswered || error instanceof ExchangeError) return undefined;
      throw error;
    }
  }

  async #counted<Sent>(send: () => Promise<Sent>): Promise<Sent | undefined> {
    if (this.#deadline.due <= realNow() || this.#count >= most) return undefined;
    this.#count += 1;
    return ifResponds(send());
  }
}
