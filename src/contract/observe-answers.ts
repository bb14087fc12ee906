import { shownUrl } from '../assertion/disclosure.js';
import type { BrowserName } from '../browser/browser-name.js';
import { send } from '../browser/network.js';
import { Transcript } from '../browser/transcript.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import { UsageError } from '../errors/usage-error.js';
import type { FetchOutcome } from '../fetch/outcome.js';
import { type Question, questionFrom } from '../fetch/question.js';
import { judgeOn, prepare, withoutCookies } from '../fetch/simulate-fetch.js';
import { askPreflightFor } from '../fetch/simulate-preflight.js';
import type { Header, HeaderList } from '../standard/header-list.js';
import { mainFetch } from '../standard/main-fetch.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import { deadlineIn } from '../transport/deadline.js';

/** What a page asks: a GET or HEAD itself, or the preflight of any method. */
export interface Asked {
  readonly kind: 'preflight' | 'request';
  readonly path: string;
  readonly origin: string;
  readonly method: string;
  /** In lower case. */
  readonly headers?: readonly string[];
}

/** Whether it passes in every browser that is asked about. */
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
  /** For each answer. */
  readonly timeout: number;
}

const atOnce = 16;

/** Asks one target, the same bytes once. Nothing but OPTIONS, GET and HEAD is sent. */
export class Answers {
  readonly #known = new Map<string, Promise<Answer>>();
  readonly #waiting: (() => void)[] = [];
  #asking = 0;

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
   * @throws {ExchangeError} when no HTTP answer came back.
   */
  async askedAnew(asked: Asked): Promise<Answer> {
    if (this.#asking >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#asking += 1;
    try {
      return await (asked.kind === 'preflight' ? this.#preflight(asked) : this.#request(asked));
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#asking -= 1;
      else next();
    }
  }

  /** @throws {UsageError} `missing-argument` for a target that is not this machine. */
  async checkOnThisMachine(asked: Asked): Promise<void> {
    const { network } = await prepare(this.target, await this.#question(asked, [], 'omit'), this.#options());
    const elsewhere = [...network.sites.values()].find(({ inHand, base }) => !inHand && !isLoopback(base));
    if (elsewhere === undefined) return;
    throw new UsageError(
      'missing-argument',
      `${elsewhere.base} is not this machine, and is asked many times to observe it. Write allowRemote: true if it may be.`,
    );
  }

  async #preflight(asked: Asked): Promise<Answer> {
    const { headers = [] } = asked;
    const parts = await this.#parts(asked, [[], ...headers.map((name) => [name])]);
    const whole = await this.#question(asked, headers, 'omit');
    return answerFrom(asked, await askPreflightFor(this.target, whole, parts, this.#options()));
  }

  /** Redirects are not followed: they lead elsewhere. */
  async #request(asked: Asked): Promise<Answer> {
    const parts = await this.#parts(asked, [[]]);
    const outcomes: FetchOutcome[] = [];
    let transcript: Transcript | undefined;
    for (const question of parts) {
      const { record, network } = await prepare(this.target, question, this.#options());
      transcript ??= new Transcript((request) => send(request, network));
      outcomes.push(await judgeOn(transcript, record, question, mainFetch, withoutCookies(question)));
    }
    return answerFrom(asked, outcomes);
  }

  /** Each part without credentials and with them. */
  async #parts(asked: Asked, parts: readonly (readonly string[])[]): Promise<Question[]> {
    const questions = await Promise.all(
      parts.map((names) =>
        Promise.all([this.#question(asked, names, 'omit'), this.#question(asked, names, 'include')]),
      ),
    );
    return questions.flat();
  }

  #question(asked: Asked, names: readonly string[], credentials: 'omit' | 'include'): Promise<Question> {
    const { origin, path, method } = asked;
    const headers = names.map(headerFor);
    return questionFrom(
      { origin, path, method, headers, credentials, redirect: 'manual', ...this.terms },
      {},
    );
  }

  #options(): { deadline: ReturnType<typeof deadlineIn>; crossOriginOnly: true } {
    return { deadline: deadlineIn(this.terms.timeout), crossOriginOnly: true };
  }
}

/** A header with a value that a browser asks for. */
function headerFor(name: string): Header {
  return [name, name === 'content-type' ? 'application/json' : 'x'];
}

function answerFrom(asked: Asked, outcomes: readonly FetchOutcome[]): Answer {
  const exchange = outcomes[0]?.exchanges[0];
  if (exchange === undefined) throw notAsked(asked, outcomes);
  checkConclusive(asked, exchange.status);
  const passes = (index: number): Passes => ({
    anonymous: outcomes[2 * index]?.allowed === true,
    credentialed: outcomes[2 * index + 1]?.allowed === true,
  });
  const names = asked.kind === 'preflight' ? (asked.headers ?? []) : [];
  return {
    status: exchange.status,
    headerList: exchange.responseHeaders,
    plain: passes(0),
    withHeader: new Map(names.map((name, index) => [name, passes(index + 1)])),
  };
}

/** @throws {InconclusiveError} for what every page meets, whatever the app makes of its origin. */
function checkConclusive(asked: Asked, status: number): void {
  if (status !== 429 && status !== 503) return;
  const what = `${shownAsked(asked)} is answered with ${String(status)}, so nothing is known of the policy.`;
  throw status === 429
    ? new InconclusiveError(
        'rate-limited',
        `${what} Every page meets a rate limit: raise it for the tests, or switch it off.`,
      )
    : new InconclusiveError('unavailable', `${what} An app that is not available proves nothing.`);
}

function notAsked(asked: Asked, [outcome]: readonly FetchOutcome[]): UsageError {
  const url = outcome === undefined ? asked.path : new URL(outcome.request.url).origin;
  return new UsageError(
    'invalid-value',
    `a page at ${asked.origin} is kept from ${url} as mixed content, whatever the app does. Give \`servedAt\` with https.`,
  );
}

/** `OPTIONS /users (for PUT) from https://app.example` */
export function shownAsked({ kind, method, path, origin }: Asked): string {
  const line =
    kind === 'preflight' ? `OPTIONS ${shownUrl(path)} (for ${method})` : `${method} ${shownUrl(path)}`;
  return `${line} from ${origin}`;
}
