import { allowCredentials, allowOrigin, answer, type Variation } from '../factors/variation.js';
import type { HeaderLine, Page } from '../scenario.js';
import { preflightAnswer, step, steps, type Steps } from './step.js';

/** One request, and the response a server has for it should it be asked. */
export interface Shot {
  request?: Partial<Variation>;
  /** Of the response, besides those of CORS. */
  lines?: readonly string[];
  /** Of CORS. Default: open to the page, with credentials. */
  cors?: readonly string[];
  status?: number;
  /** Seconds to let pass before. */
  wait?: number;
}

export const open = [allowOrigin('{origin}'), allowCredentials];
const marks = 'X-1, X-2, X-3, X-4, X-5, X-6, X-7, X-8';
const headerNames = 'x-custom, authorization, cache-control, pragma, range, if-none-match, if-modified-since';
export const preflight = preflightAnswer('PUT, DELETE, patch', `${headerNames}, if-match, if-range`);

/** Responses are numbered: the page may see `X-1` of the first, so that what was stored is told from what was sent. */
export function shots(list: readonly Shot[], page: Page = 'ip4'): Steps {
  const numbered = list.map(({ request, lines = [], cors = open, status = 200, wait = 0 }, index) => {
    const exposed = cors.length === 0 ? [] : [`Access-Control-Expose-Headers: ${marks}`];
    const number = `X-${String(index + 1)}: 1`;
    const response = answer([...cors, ...exposed, number, ...lines], status);
    const { hops = [] } = request ?? {};
    return step({ ...request, hops: [{ preflight, answer: response }, ...hops] }, wait);
  });
  return steps(numbered, page);
}

/** As an `<img>` asks: without Origin, with cookies; an app that adds CORS headers on demand adds none. */
export const image: Shot = { request: { mode: 'no-cors', credentials: 'include' }, cors: [] };
/** The same by `fetch()`, which has no cookies. */
export const opaque: Shot = { request: { mode: 'no-cors' }, cors: [] };
export const read: Shot = {};
export const readWithCookies: Shot = { request: { credentials: 'include' } };
export const withHeader = (...headers: HeaderLine[]): Shot => ({ request: { headers } });

export const fresh = 'Cache-Control: max-age=600';
export const stale = 'Cache-Control: max-age=0';
export const etag = 'ETag: "a"';
export const modified = 'Last-Modified: Wed, 01 Jan 2020 00:00:00 GMT';

export const otherCors: readonly (readonly string[])[] = [
  open,
  [],
  [allowOrigin('{third}')],
  [allowOrigin('*')],
  [allowOrigin('{origin}')],
  [allowCredentials],
];
