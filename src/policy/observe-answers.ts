import { Session } from '../ask/session.js';
import type { BrowserName } from '../browser/browser-name.js';
import { checkConclusive } from '../claims/proves-nothing.js';
import { UsageError } from '../errors/usage-error.js';
import { Limit } from '../http/at-once.js';
import { shownUrl } from '../state/disclosure.js';
import { type Question, questionFrom } from '../request/question.js';
import type { Header, HeaderList } from '../standard/header-list.js';
import { originOf } from '../standard/origin.js';
import type { CredentialsMode } from '../standard/request.js';

/** What a page asks: a GET or HEAD itself, or the preflight of any method. */
export interface Observed {
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
  readonly #limit = new Limit();
  readonly #session: Session;

  constructor(
    target: unknown,
    private readonly terms: ObservedWith,
  ) {
    this.#session = new Session(target);
  }

  to(asked: Observed): Promise<Answer> {
    const key = JSON.stringify([asked.kind, asked.path, asked.origin, asked.method, asked.headers ?? []]);
    const known = this.#known.get(key) ?? this.askedAnew(asked);
    this.#known.set(key, known);
    return known;
  }

  /**
   * @throws {InconclusiveError} `rate-limited`, `unavailable`.
   * @throws {ExchangeError} when there is no HTTP response.
   */
  askedAnew(asked: Observed): Promise<Answer> {
    return this.#limit.run(() => this.#ask(asked));
  }

  /** @throws {UsageError} `remote-target` for one that is not this machine. */
  async checkOnThisMachine(asked: Observed): Promise<void> {
    const elsewhere = await this.#session.elsewhere(await this.#question(asked));
    if (elsewhere === undefined) return;
    throw new UsageError(
      'remote-target',
      `${elsewhere} is not this machine, and observing it sends many requests. If that is agreed, set allowRemote: true.`,
    );
  }

  /** One exchange, judged for each part of it. Redirects are not followed: they lead elsewhere. */
  async #ask(asked: Observed): Promise<Answer> {
    const { kind, headers = [] } = asked;
    const whole = await this.#question(asked);
    const part = (headerList: HeaderList, credentialsMode: CredentialsMode): Question => ({
      ...whole,
      request: { ...whole.request, headerList, credentialsMode },
    });
    const each = [[], ...headers.map((name) => [headerFor(name)])];
    const parts = each.flatMap((list) => [part(list, 'omit'), part(list, 'include')]);
    const outcomes = await this.#session.askParts(kind, whole, parts);
    const passes = (index: number): Passes => ({
      anonymous: outcomes[2 * index]?.allowed === true,
      credentialed: outcomes[2 * index + 1]?.allowed === true,
    });
    const exchange = outcomes[0]?.exchanges[0];
    if (exchange === undefined) throw notAsked(asked, outcomes[0]?.request.url ?? '');
    checkConclusive(exchange.status, () => shownAsked(asked));
    return {
      status: exchange.status,
      headerList: exchange.responseHeaders,
      plain: passes(0),
      withHeader: new Map(headers.map((name, index) => [name, passes(index + 1)])),
    };
  }

  #question({ origin, path, method, headers = [] }: Observed): Promise<Question> {
    const request = { origin, path, method, headers: headers.map(headerFor), redirect: 'manual' } as const;
    return questionFrom({ ...request, ...this.terms }, {});
  }
}

/** A header with a value that a browser asks for. */
function headerFor(name: string): Header {
  return [name, name === 'content-type' ? 'application/json' : 'x'];
}

function notAsked(asked: Observed, url: string): UsageError {
  return new UsageError(
    'invalid-value',
    `browsers block requests from ${asked.origin} to ${originOf(url)} as mixed content, whatever the app does. Set \`servedAt\` to an https URL.`,
  );
}

/** `OPTIONS /users (for PUT) from https://app.example` */
export function shownAsked({ kind, method, path, origin }: Observed): string {
  const line =
    kind === 'preflight' ? `OPTIONS ${shownUrl(path)} (for ${method})` : `${method} ${shownUrl(path)}`;
  return `${line} from ${origin}`;
}
