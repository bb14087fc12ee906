import { keepRecording, recordingOf } from '../app/recordings.js';
import type { Recording } from '../app/trace-event.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { decisiveExchange } from '../ask/outcome.js';
import type { BrowserName } from '../browser/browser-name.js';
import type { Exchange } from '../browser/transcript.js';
import { get, without } from '../standard/header-list.js';
import type { HttpRequest } from '../standard/http-network-or-cache-fetch.js';
import type { ResponseRecord } from '../standard/response.js';
import { asIfAllowed, asIfRight } from './as-if-allowed.js';
import type { CauseId } from './cause.js';
import { type Diagnosis, diagnosisFrom, type Obstacle } from './diagnosis.js';
import type { ExtraRequests } from './extra-requests.js';
import { factsOf } from './facts-of.js';
import { type Facts, isSilent } from './facts.js';

/** Nobody meets more in a row. */
const enough = 6;

/** Causes that cors() mends for the whole app: it is there, and comes too late or not at all. */
const ofOrder: readonly (CauseId | null)[] = [
  'cors-after-routes',
  'answered-before-cors',
  'cors-mounted-elsewhere',
  'preflight-not-routed',
  'preflight-blocked-by-authentication',
  'preflight-redirected',
  'redirect-without-cors-headers',
  'error-response-without-cors-headers',
];

interface Found {
  readonly facts: Facts;
  readonly diagnosis: Pick<Diagnosis, 'cause' | 'remedy'>;
}

/**
 * All that would be blocked after the first refusal: the first blocking browser goes on as if each rule had let the
 * request through, on the responses there are; what is missing is asked for where that is harmless. Ends where an unsafe
 * request would have to be sent.
 */
export async function obstaclesAfter(
  facts: Facts,
  diagnosis: Diagnosis,
  extra: ExtraRequests,
): Promise<Obstacle[]> {
  const { browsers, code, exchanges } = facts.outcome;
  const browser = (Object.keys(browsers) as BrowserName[]).find((name) => browsers[name]?.allowed === false);
  if (browser === undefined || code === null) return [];
  const own = exchanges.filter((exchange) => exchange.browsers.includes(browser));
  const responses = new MendedResponses(own, facts.outcome, extra);
  const obstacles: Obstacle[] = [];
  const known = new Set([diagnosis.cause]);
  let found: Found = { facts, diagnosis };
  for (let step = 0; step < enough; step += 1) {
    await responses.mend(found);
    const outcome = await extra.replay(browser, responses.respond);
    const next = outcome && explained(outcome, facts);
    if (next === undefined) break;
    found = next;
    // What the fix of an earlier one mends is no obstacle of its own.
    if (known.has(next.diagnosis.cause)) continue;
    known.add(next.diagnosis.cause);
    obstacles.push({ code: next.facts.outcome.code, phase: next.facts.outcome.phase, ...next.diagnosis });
  }
  return obstacles;
}

/** Undefined where nothing is blocked any more, or not by CORS. */
function explained(outcome: FetchOutcome, { madeWith, corsPlaces, isAtUrl }: Facts): Found | undefined {
  const exchange = decisiveExchange(outcome);
  if (outcome.allowed || outcome.code === null || exchange === undefined) return undefined;
  const facts: Facts = {
    ...factsOf(outcome, exchange),
    recording: recordingOf(exchange),
    madeWith,
    corsPlaces,
    isAtUrl,
  };
  const { cause, remedy } = diagnosisFrom(facts);
  return { facts, diagnosis: { cause, remedy } };
}

/** The responses of a request, mended one after the other; where one is missing, what the app responds. */
class MendedResponses {
  #known: readonly Exchange[];
  /** Which app responds from now on: as it is, with its own cors() in front, or with a new one in front. */
  #app: 'as it is' | 'its cors() first' | 'a new cors() first' = 'as it is';

  /** Headers that were mended. */
  readonly #changes: { readonly name: string; readonly was: string | null; readonly now: string }[] = [];

  constructor(
    recorded: readonly Exchange[],
    private readonly first: FetchOutcome,
    private readonly extra: ExtraRequests,
  ) {
    this.#known = recorded;
  }

  /** Undefined where none is known, and none can be got without harm. */
  readonly respond = async (request: HttpRequest): Promise<ResponseRecord | undefined> => {
    const { kind, method, url, headerList: requestHeaders } = request;
    const isSame = (one: Exchange): boolean => one.kind === kind && one.method === method && one.url === url;
    const unanswered = { kind, method, url, requestHeaders, status: 0, responseHeaders: [], browsers: [] };
    const exchange = this.#known.find(isSame) ?? (await this.#ask(unanswered));
    if (exchange === undefined) return undefined;
    if (!this.#known.some(isSame)) this.#known = [...this.#known, exchange];
    return { url, status: exchange.status, headerList: exchange.responseHeaders };
  };

  async mend({ facts, diagnosis }: Found): Promise<void> {
    const { exchange, outcome, recording } = facts;
    if (ofOrder.includes(diagnosis.cause)) {
      const first = facts.corsFirst ?? (await this.extra.repeatWithCorsFirst(exchange));
      if (first !== undefined) {
        this.#app = 'its cors() first';
        this.#replace(exchange, first);
        return;
      }
    }
    const isNew = diagnosis.cause === 'no-cors-headers' || ofOrder.includes(diagnosis.cause);
    if (isNew) this.#app = 'a new cors() first';
    // What nothing of CORS has touched is mended as a whole: by cors(), or by hand.
    const right = (isSilent(exchange) ? asIfRight : asIfAllowed)(exchange, outcome);
    for (const name of ['access-control-allow-origin', 'access-control-allow-credentials']) {
      const [was, now] = [get(name, exchange.responseHeaders), get(name, right.headerList)];
      if (was !== now && now !== null) this.#changes.push({ name, was, now });
    }
    this.#replace(exchange, mended(exchange, right, recording));
  }

  #replace({ kind, method, url }: Exchange, mended: Exchange): void {
    this.#known = this.#known.map((one) =>
      one.kind === kind && one.method === method && one.url === url ? mended : one,
    );
  }

  async #ask(exchange: Exchange): Promise<Exchange | undefined> {
    if (this.#app === 'its cors() first') return this.extra.repeatWithCorsFirst(exchange);
    const asked = await this.extra.repeat(exchange);
    if (asked === undefined) return undefined;
    if (this.#app !== 'as it is' && isSilent(asked))
      return mended(asked, asIfRight(asked, this.first), recordingOf(asked));
    // What is as it was before it was mended elsewhere is mended with it: it is one policy.
    const alike = this.#changes.filter(({ name, was }) => get(name, asked.responseHeaders) === was);
    if (alike.length === 0) return asked;
    const kept = without(
      alike.map(({ name }) => name),
      asked.responseHeaders,
    );
    const headerList = [...kept, ...alike.map(({ name, now }) => [name, now] as const)];
    return mended(asked, { ...asked, headerList }, recordingOf(asked));
  }
}

/** What was recorded of the response stays known of the mended one. */
function mended(
  exchange: Exchange,
  { status, headerList }: ResponseRecord,
  recording: Recording | undefined,
): Exchange {
  if (recording !== undefined) keepRecording(headerList, () => recording);
  return { ...exchange, status, responseHeaders: headerList };
}
