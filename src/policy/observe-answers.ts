import { shownUrl } from '../request/disclosure.js';
import type { BrowserName } from '../browser/browser-name.js';
import { send } from '../browser/network.js';
import { Transcript } from '../browser/transcript.js';
import { checkConclusive } from '../claims/check-conclusive.js';
import { UsageError } from '../errors/usage-error.js';
import { atOnce } from '../ask/all-at-once.js';
import { type Question, questionFrom } from '../request/question.js';
import { prepare, type Steps } from '../ask/simulate-fetch.js';
import type { Header, HeaderList } from '../standard/header-list.js';
import { mainFetch, preflightAlone } from '../standard/main-fetch.js';
import { originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import type { CredentialsMode, RequestRecord } from '../standard/request.js';
import { deadlineIn } from '../http/deadline.js';

/** What a page asks: a GET or HEAD itself, or the preflight of any method. */
export interface Asked {
  readonly kind: 'preflight' | 'request';
  readonly path: string;
  readonly origin: string;
  readonly method: string;
  /** In lower case. */
  readonly headers?: readonly string[];
}

/** Whether it passes in every browser that is observed. */
export interface Passes {
  readonly anonymous: boolean;
  readonly credentialed: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headerList: HeaderList;
  /** Without the headers that were asked for. */
  readonly plain: Passes;
  /** With one of them each. */
  readonly withHeader: ReadonlyMap<string, Passes>;
}

export interface ObservedWith {
  readonly servedAt: string | undefined;
  readonly browsers: readonly BrowserName[] | undefined;
  /** For each response. */
  readonly timeout: number;
}

/** Sends one target the same bytes once. Sends only OPTIONS, GET and HEAD. */
export class Answers {
  readonly #known = new Map<string, Promise<Answer>>();
  readonly #waiting: (() => void)[] = [];
  #asking = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly target: unknown,
    private readonly terms: ObservedWith,
  ) {}

  to(asked: Asked): Promise<Answer> {
    const key = JSON.stringify([asked.kind, asked.path, asked.origin, asked.method, asked.headers ?? []]);
    const known = this.#known.get(key) ?? this.askedAnew(asked);
    this.#known.set(key, known);
    return known;
  }

  /**
   * @throws {InconclusiveError} `rate-limited`, `unavailable`.
   * @throws {ExchangeError} when there is no HTTP response.
   */
  async askedAnew(asked: Asked): Promise<Answer> {
    if (this.#asking >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#asking += 1;
    try {
      // Whatever waited has no use once the observation has failed.
      if (this.#failure !== undefined) throw this.#failure.error;
      return await this.#ask(asked);
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#asking -= 1;
      else next();
    }
  }

  /** @throws {UsageError} `remote-target` for one that is not this machine. */
  async checkOnThisMachine(asked: Asked): Promise<void> {
    const { network } = await prepare(this.target, await this.#question(asked), this.#options());
    const elsewhere = [...network.sites.values()].find(({ inHand, base }) => !inHand && !isLoopback(base));
    if (elsewhere === undefined) return;
    throw new UsageError(
      'remote-target',
      `${elsewhere.base} is not this machine, and observing it sends many requests. If that is agreed, set allowRemote: true.`,
    );
  }

  /** One exchange, judged for each part of it. Redirects are not followed: they lead elsewhere. */
  async #ask(asked: Asked): Promise<Answer> {
    const { kind, headers = [] } = asked;
    const whole = await this.#question(asked);
    // A preflight is safe to send, whatever it asks for.
    const { record, network } = await prepare(this.target, { ...whole, send: true }, this.#options());
    const transcript = new Transcript((request) => send(request, network));
    const steps: Steps = (own, implementation) =>
      kind === 'preflight' ? preflightAlone(own, implementation, record) : mainFetch(own, implementation);
    const passes = async (names: readonly string[]): Promise<Passes> => {
      const judged = { ...record, headerList: names.map(headerFor) };
      const run = (credentialsMode: CredentialsMode): Promise<boolean> =>
        passesEverywhere(transcript, { ...judged, credentialsMode }, whole.browsers, steps);
      return { anonymous: await run('omit'), credentialed: await run('include') };
    };
    const plain = await passes([]);
    const withHeader = new Map<string, Passes>();
    for (const name of headers) withHeader.set(name, await passes([name]));
    const [exchange] = transcript.exchanges;
    if (exchange === undefined) throw notAsked(asked, record.urlList[0]);
    checkConclusive(exchange.status, () => shownAsked(asked));
    return { status: exchange.status, headerList: exchange.responseHeaders, plain, withHeader };
  }

  #question({ origin, path, method, headers = [] }: Asked): Promise<Question> {
    const request = { origin, path, method, headers: headers.map(headerFor), redirect: 'manual' } as const;
    return questionFrom({ ...request, ...this.terms }, {});
  }

  #options(): { deadline: ReturnType<typeof deadlineIn>; crossOriginOnly: true } {
    return { deadline: deadlineIn(this.terms.timeout), crossOriginOnly: true };
  }
}

/** A header with a value that a browser asks for. */
function headerFor(name: string): Header {
  return [name, name === 'content-type' ? 'application/json' : 'x'];
}

async function passesEverywhere(
  transcript: Transcript,
  record: RequestRecord,
  browsers: readonly BrowserName[],
  steps: Steps,
): Promise<boolean> {
  let passes = true;
  for (const browser of browsers) {
    const { result } = await transcript.run(browser, (own) => steps(record, own));
    passes &&= !('refusal' in result);
  }
  return passes;
}

function notAsked(asked: Asked, url: string): UsageError {
  return new UsageError(
    'invalid-value',
    `browsers block requests from ${asked.origin} to ${originOf(url)} as mixed content, whatever the app does. Set \`servedAt\` to an https URL.`,
  );
}

/** `OPTIONS /users (for PUT) from https://app.example` */
export function shownAsked({ kind, method, path, origin }: Asked): string {
  const line =
    kind === 'preflight' ? `OPTIONS ${shownUrl(path)} (for ${method})` : `${method} ${shownUrl(path)}`;
  return `${line} from ${origin}`;
}
