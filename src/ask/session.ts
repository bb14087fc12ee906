import { checkUnsafe, type Network } from '../browser/network.js';
import { type Exchange, Transcript } from '../browser/transcript.js';
import { type Deadline, deadlineIn } from '../http/deadline.js';
import type { Endpoint } from '../http/endpoint.js';
import { checkTarget } from '../http/target.js';
import { loadAllInTime } from '../runner/between-tests.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { type Question, questionFrom } from '../request/question.js';
import { type Header, type HeaderList, without } from '../standard/header-list.js';
import { headersFrom } from './headers-from.js';
import type { Implementation } from '../standard/implementation.js';
import { mainFetch, preflightAlone } from '../standard/main-fetch.js';
import { isSafeMethod } from '../standard/method.js';
import { originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import { type Addressed, addressed, checkCrossOrigin } from './addressed.js';
import { answeredQuestion } from './answered-question.js';
import type { Asking } from './asking.js';
import { Carrier } from './carrier.js';
import { Endpoints } from './endpoints.js';
import { type Evidence, evidenceIn } from './evidence.js';
import type { FetchOutcome } from './fetch-outcome.js';
import { jarsFor } from './jars.js';
import { checkCorsMode, checkCorsResponse } from './opaque.js';
import { outcomeFrom, verdictOf } from './outcome.js';
import { rememberProvenance } from './provenance.js';
import { isPreflightOnly, type Opened, recordedResponses } from './replay.js';

export interface SessionOptions {
  /** For everything that is asked. Default: the timeout of each question, from when it is asked. */
  readonly deadline?: Deadline;
  /** Whether the page may be at the app's own origin. Default false: CORS does not apply there. */
  readonly allowsSameOrigin?: boolean;
  /** Whether the same bytes are sent once for all questions. Default false: once for each question. */
  readonly isShared?: boolean;
  /** Whether unsafe methods are judged by their preflight alone, unless the question says `send`. Default false. */
  readonly holdsBackUnsafe?: boolean;
  /** Whether exchanges are recorded. Not given, unsafe ones are: they cannot be repeated. */
  readonly isTraced?: boolean;
  /** Whether no supertest object is made for an exchange, for those who make many. Default false. */
  readonly lean?: boolean;
  /** Called with every outcome before anybody judges it; what it throws is thrown. */
  readonly check?: (outcome: FetchOutcome) => void;
}

/** How an exchange is repeated. */
export interface Changes {
  /** Of another page; null sends no Origin header. */
  readonly origin?: string | null;
  readonly headers?: readonly Header[];
  readonly url?: string;
}

/** What derived sessions have in common. */
interface Common {
  readonly endpoints: Endpoints;
  readonly tally: { exchanges: number };
}

/**
 * One target, or responses that were got before, and everything that is asked of them: the one way to send. Questions that
 * are asked of it share what is known of the target.
 */
export class Session {
  constructor(
    readonly target: unknown,
    private readonly options: SessionOptions = {},
    /** Responses that were got before, which are judged in place of the target's. */
    readonly evidence?: Evidence,
    private readonly common: Common = { endpoints: new Endpoints(), tally: { exchanges: 0 } },
    private readonly carrier = new Carrier(options.isShared === true, common.tally),
  ) {
    loadAllInTime();
  }

  /**
   * A session about what stands in `expect(…)`.
   *
   * @throws {UsageError} `unknown-target`, `not-evidence`.
   */
  static about(received: unknown, options: SessionOptions): Session {
    const evidence = evidenceIn(received);
    if (evidence === undefined) checkTarget(received);
    return new Session(received, options, evidence);
  }

  /** The same target asked in another way; what was sent is not shared. */
  derive(options: SessionOptions): Session {
    return new Session(this.target, { ...this.options, ...options }, this.evidence, this.common);
  }

  /** The same session with a deadline and a check of its own: its questions still share their exchanges, if they do. */
  within(own: Required<Pick<SessionOptions, 'deadline' | 'check'>>): Session {
    return new Session(this.target, { ...this.options, ...own }, this.evidence, this.common, this.carrier);
  }

  /** How many exchanges were made, with those of all derived sessions. */
  get exchanges(): number {
    return this.common.tally.exchanges;
  }

  /**
   * The checked question, or the one that responses in hand are the response to.
   *
   * @throws {UsageError} for what no page could ask, or what the evidence does not show; `opaque-response`.
   */
  async question(request: CrossOriginRequest): Promise<Question> {
    const { evidence } = this;
    const question = await (evidence === undefined
      ? questionFrom(request)
      : answeredQuestion(evidence, request));
    checkCorsMode(question.request.mode, question.initiator);
    return question;
  }

  /**
   * The whole request as a page at another origin makes it; where its method is held back, the preflight alone.
   *
   * @throws {UsageError} for a response that no page could read whatever the app does, or that CORS has no say in.
   */
  async ask(question: Question, isHeldBack = this.options.holdsBackUnsafe === true): Promise<FetchOutcome> {
    const isSent = !isHeldBack || question.send || isSafeMethod(question.request.method);
    const outcome = await (isSent ? this.askWhole(question) : this.preflight(question));
    checkCorsResponse(outcome);
    return outcome;
  }

  /** The same, with unsafe methods held back. */
  askSafely(question: Question): Promise<FetchOutcome> {
    return this.ask(question, true);
  }

  /** The request, with the preflight a browser sends before it. */
  async askWhole(question: Question, asking?: Asking): Promise<FetchOutcome> {
    const outcome = this.evidence?.outcome;
    if (outcome !== undefined && !isPreflightOnly(outcome)) return outcome;
    return only(await this.askParts('request', question, [question], asking));
  }

  /** The preflight alone, made whether the request needs one or not: nothing but one OPTIONS is sent. */
  async preflight(question: Question, asking?: Asking): Promise<FetchOutcome> {
    return only(await this.askParts('preflight', question, [question], asking));
  }

  /** One request or preflight for everything, and an outcome for each part of it. */
  async askParts(
    kind: Exchange['kind'],
    whole: Question,
    parts: readonly Question[],
    asking: Asking = {},
  ): Promise<FetchOutcome[]> {
    const { record, isDeployed, carry } = await this.#open(kind, whole, asking);
    const cookies = kind === 'request' && this.evidence === undefined;
    const jars = cookies
      ? (asking.jars?.({ record, isDeployed }) ?? jarsFor({ record, isDeployed }, whole))
      : undefined;
    const { respond } = asking;
    const transcript = new Transcript(respond ? (request) => respond(request, carry) : carry);
    const outcomes: FetchOutcome[] = [];
    for (const question of parts) {
      const own = { ...record, ...question.request };
      const steps = (implementation: Implementation): ReturnType<typeof mainFetch> =>
        kind === 'preflight'
          ? preflightAlone(own, implementation, record)
          : mainFetch(own, implementation, asking.cache);
      const verdicts = [];
      for (const browser of question.browsers) {
        const run = await transcript.run(browser, steps, jars?.get(browser), asking.httpCache);
        asking.httpCache?.settle(run.result);
        verdicts.push([browser, verdictOf(browser, run, question)] as const);
      }
      const outcome = outcomeFrom(record.urlList[0], question, transcript.exchanges, verdicts);
      this.options.check?.(outcome);
      const { target, evidence } = this;
      outcomes.push(evidence === undefined ? rememberProvenance(outcome, { target, question }) : outcome);
    }
    return outcomes;
  }

  /** The same exchange once more, as part of this question, changed where that is asked for. Nobody judges it. */
  async repeat(
    question: Question,
    { kind, method, url: sentTo, requestHeaders }: Exchange,
    { origin, headers = [], url = sentTo }: Changes = {},
  ): Promise<Exchange> {
    const from = origin === undefined ? requestHeaders : headersFrom(origin, url, requestHeaders);
    const changed = headers.map(([name]) => name);
    const headerList: HeaderList = [...without(changed, from), ...headers];
    // Whether the preflight may be sent has nothing to do with the method it asks for.
    const { network } = await this.#network(question, question.send);
    const body = kind === 'request' ? question.request.body : null;
    const request = { kind, method, url, headerList, body, includeCredentials: false };
    const { status, headerList: responseHeaders } = await this.carrier.send(request, network);
    return { kind, method, url, requestHeaders: headerList, status, responseHeaders, browsers: [] };
  }

  /**
   * Where requests of this question lead that is not this machine; undefined where they stay on it.
   *
   * @param url Of one exchange. Default: wherever one could lead.
   */
  async elsewhere(question: Question, url?: string): Promise<string | undefined> {
    const { sites } = await this.#addressed(question, this.deadlineFor(question));
    const asked = [...sites].filter(([origin]) => url === undefined || origin === originOf(url));
    return asked.find(([, { inHand, base }]) => !inHand && !isLoopback(base))?.[1].base;
  }

  /** What responds at this URL, as far as it is known. */
  async endpoint(question: Question, url: string): Promise<Endpoint | undefined> {
    const { sites } = await this.#addressed(question, this.deadlineFor(question));
    return sites.get(originOf(url));
  }

  async #open(kind: Exchange['kind'], question: Question, { onBody }: Asking): Promise<Opened> {
    if (this.evidence !== undefined) return recordedResponses(this.evidence, question);
    // A preflight is safe to send, whatever it asks for.
    const sendUnsafe = kind === 'preflight' || question.send;
    const { network, record, isDeployed } = await this.#network(question, sendUnsafe);
    const [endpoint] = network.sites.values();
    if (endpoint !== undefined) checkUnsafe(question.request.method, endpoint, sendUnsafe);
    if (this.options.allowsSameOrigin !== true) checkCrossOrigin(record.origin, record.urlList[0]);
    return { record, isDeployed, carry: this.carrier.on({ ...network, onBody }) };
  }

  async #network(
    question: Question,
    sendUnsafe: boolean,
  ): Promise<Addressed & { readonly network: Network }> {
    const deadline = this.deadlineFor(question);
    const found = await this.#addressed(question, deadline);
    const { isTraced, lean } = this.options;
    return { ...found, network: { sites: found.sites, deadline, sendUnsafe, isTraced, lean } };
  }

  #addressed(question: Question, deadline: Deadline): Promise<Addressed> {
    return addressed(this.target, question, (target) => this.common.endpoints.of(target, deadline, question));
  }

  /** Until when everything that is asked with this question has to be over. */
  deadlineFor({ timeout }: Question): Deadline {
    return this.options.deadline ?? deadlineIn(timeout);
  }
}

function only(outcomes: readonly FetchOutcome[]): FetchOutcome {
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('unreachable: one question has one outcome');
  return outcome;
}
