import type { HeaderList } from '../../src/standard/header-list.js';
import { fetchStandard, type Implementation } from '../../src/standard/implementation.js';
import { type HttpRequest, sentHeaders } from '../../src/standard/http-network-or-cache-fetch.js';
import { type FetchResult, mainFetch } from '../../src/standard/main-fetch.js';
import type { RequestRecord } from '../../src/standard/request.js';
import type { ResponseRecord } from '../../src/standard/response.js';

export const page = 'https://app.example';
export const api = 'https://api.example/users';

/** What the server answers; the URL is filled in from the exchange. */
export interface Answer {
  readonly status?: number;
  readonly headers?: HeaderList;
}

export type RequestInput = Partial<Omit<RequestRecord, 'urlList'>> & { readonly url?: string };

/** A request as `fetch()` makes it: GET, mode "cors", credentials mode "same-origin", redirect mode "follow". */
export function requestRecord({ url = api, ...rest }: RequestInput = {}): RequestRecord {
  return {
    method: 'GET',
    urlList: [new URL(url).href],
    headerList: [],
    body: null,
    origin: page,
    mode: 'cors',
    credentialsMode: 'same-origin',
    redirectMode: 'follow',
    useCorsPreflightFlag: false,
    redirectCount: 0,
    ...rest,
  };
}

export function responseRecord(headerList: HeaderList = [], status = 200, url = api): ResponseRecord {
  return { url, status, headerList };
}

/** Runs main fetch against the answers, in order. One too many or one too few is an error of the script. */
export function scriptedFetch(
  request: RequestRecord,
  answers: readonly Answer[],
  implementation: Implementation = fetchStandard,
): { readonly result: FetchResult; readonly exchanges: readonly HttpRequest[] } {
  const exchanges: HttpRequest[] = [];
  const steps = mainFetch(request, implementation);
  let step = steps.next();
  while (step.done !== true) {
    const answer = answers[exchanges.length];
    exchanges.push(step.value);
    const { method, url } = step.value;
    if (answer === undefined) throw new Error(`No answer is scripted for ${method} ${url}`);
    step = steps.next(responseRecord(answer.headers, answer.status, url));
  }
  const unused = answers.length - exchanges.length;
  if (unused > 0) throw new Error(`${String(unused)} scripted answers were never asked for`);
  return { result: step.value, exchanges };
}

/** The outcome in a few words: `cors 200`, or where and why it was refused. */
export function outcomeOf(result: FetchResult): string {
  if ('refusal' in result) {
    const { code, rule } = result.refusal;
    return `${result.phase}: ${code ?? 'network error'} (${rule.algorithm} ${rule.step})`;
  }
  return `${result.response.type} ${String(result.response.status)}`;
}

/** The exchanges in a few words: `OPTIONS https://api.example/users`. */
export function sentLines(exchanges: readonly HttpRequest[]): string[] {
  return exchanges.map(({ method, url }) => `${method} ${url}`);
}

/** A header of one exchange, or undefined. */
export function sentHeader(exchange: HttpRequest | undefined, name: string): string | undefined {
  return exchange && sentHeaders(exchange).find((header) => header[0].toLowerCase() === name)?.[1];
}

export const allowOrigin = (value: string): HeaderList => [['Access-Control-Allow-Origin', value]];
export const location = (url: string): HeaderList => [['Location', url]];
