import { get, type HeaderList } from '../standard/header-list.js';
import { type HttpRequest, sentHeaders } from '../standard/http-network-or-cache-fetch.js';
import type { FetchSteps } from '../standard/main-fetch.js';
import type { Implementation } from '../standard/implementation.js';
import { isSafeMethod } from '../standard/method.js';
import type { ResponseRecord } from '../standard/response.js';
import type { CookieJar } from './cookie-jar.js';
import type { BrowserName } from './browser-name.js';
import type { Cached, FromHttpCache } from './http-cache-entry.js';
import type { HttpCache } from './http-cache.js';
import { implementations } from './implementations.js';
import { nthOfSame, timesSent } from './same-bytes.js';

/** One request and the head of its response, and the browsers that are judged on it. Plain data. */
export interface Exchange {
  /** `request` is the actual request, also behind a redirect. */
  readonly kind: 'preflight' | 'request';
  /** As it was sent. */
  readonly method: string;
  /** As the page sees it. */
  readonly url: string;
  /** `[name, value]` as they were sent: in order, duplicates kept. */
  readonly requestHeaders: HeaderList;
  /** Of the response. */
  readonly status: number;
  /** `[name, value]` as they arrived: in order, duplicates kept. */
  readonly responseHeaders: HeaderList;
  /** Which browsers send exactly this. */
  readonly browsers: BrowserName[];
  /** Given where the response came from the HTTP cache of a `createBrowser`: the request was not sent like this. */
  readonly httpCache?: FromHttpCache;
}

/** The `Access-Control-Allow-Origin` of its response, lines combined; null where there is none, or no exchange. */
export function allowOriginOf(exchange: Pick<Exchange, 'responseHeaders'> | undefined): string | null {
  return exchange === undefined ? null : get('access-control-allow-origin', exchange.responseHeaders);
}

export interface BrowserResult<Result> {
  readonly result: Result;
  readonly exchanges: readonly Exchange[];
  /** An unsafe request of this browser would have differed from the one that was sent: judged on that response. */
  readonly assumed: boolean;
}

interface Recorded {
  readonly request: HttpRequest;
  readonly exchange: Exchange;
  readonly response: ResponseRecord;
}

/** What was sent so far, for all browsers together: an exchange is repeated only where its bytes differ. */
export class Transcript {
  readonly exchanges: Exchange[] = [];
  readonly #recorded: Recorded[] = [];
  readonly #unsafe = new Map<number, Recorded>();

  constructor(private readonly send: (request: HttpRequest) => Promise<ResponseRecord>) {}

  /** Runs one browser's steps to their result, on recorded responses where its bytes are the same. */
  async run<Result>(
    browser: BrowserName,
    steps: (implementation: Implementation) => FetchSteps<Result>,
    jar?: CookieJar,
    httpCache?: HttpCache,
  ): Promise<BrowserResult<Result>> {
    const generator = steps(implementations[browser]);
    const sent: HttpRequest[] = [];
    const own: Exchange[] = [];
    let assumed = false;
    let requests = 0;
    let step = generator.next();
    while (step.done !== true) {
      const asked = jar?.attach(step.value) ?? step.value;
      const last = own.findLast(({ kind }) => kind === 'request');
      const found = httpCache?.lookUp(asked, last !== undefined && last.httpCache === undefined);
      if (found !== undefined && 'response' in found) {
        own.push(this.#served(asked, found, browser));
        if (asked.kind === 'request') requests += 1;
        step = generator.next(found.response);
        continue;
      }
      const request = found?.request ?? asked;
      let recorded = nthOfSame(request, timesSent(request, sent), this.#recorded);
      sent.push(request);
      if (recorded === undefined && !isSafeMethod(request.method)) {
        recorded = this.#unsafe.get(requests);
        if (recorded !== undefined) assumed = true;
      }
      recorded ??= await this.#record(request, requests);
      if (request.kind === 'request') requests += 1;
      recorded.exchange.browsers.push(browser);
      own.push(recorded.exchange);
      jar?.keep(request, recorded.response);
      let { response } = recorded;
      if (httpCache !== undefined && found !== undefined) {
        const validated = httpCache.receive(found, response);
        if (validated !== null) {
          response = validated.response;
          own.push(this.#served(asked, validated, browser));
        }
      }
      step = generator.next(response);
    }
    return { result: step.value, exchanges: own, assumed };
  }

  /** What the HTTP cache had for a request. */
  #served(request: HttpRequest, { response, httpCache }: Cached, browser: BrowserName): Exchange {
    const exchange = { ...exchangeOf(request, response), browsers: [browser], httpCache };
    this.exchanges.push(exchange);
    return exchange;
  }

  async #record(request: HttpRequest, hop: number): Promise<Recorded> {
    const response = await this.send(request);
    const exchange: Exchange = { ...exchangeOf(request, response), browsers: [] };
    const recorded = { request, exchange, response };
    this.exchanges.push(exchange);
    this.#recorded.push(recorded);
    if (!isSafeMethod(request.method)) this.#unsafe.set(hop, recorded);
    return recorded;
  }
}

function exchangeOf(request: HttpRequest, response: ResponseRecord): Omit<Exchange, 'browsers'> {
  return {
    kind: request.kind,
    method: request.method,
    url: request.url,
    requestHeaders: sentHeaders(request),
    status: response.status,
    responseHeaders: response.headerList,
  };
}
