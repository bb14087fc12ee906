import type { Exchange } from '../browser/transcript.js';
import { get, type HeaderList } from '../standard/header-list.js';
import { isSafeMethod } from '../standard/method.js';
import type { MadeWith } from './cors-style.js';
import { lookalikesOf } from './catalogue/allowed.js';
import { patternsFor } from './catalogue/patterns.js';
import { variantsOf } from './catalogue/origins.js';
import { unrelated } from './catalogue/unrelated.js';
import { checkCode, type Facts, isHidden } from './facts.js';

/** Where a read of `Origin` shows in the trace. */
const readsShow: readonly (MadeWith | null)[] = ['express', 'nest', 'koa', 'fastify', 'hapi'];

/**
 * The origins whose responses show most, the most telling first; null sends no Origin. With the repetition, a preflight
 * and what comes after it there are eight requests.
 *
 * @param control An origin that the test knows to be allowed.
 */
export function originsToContrast(facts: Facts, control?: string): (string | null)[] {
  const { outcome, exchange } = facts;
  const { origin, method } = outcome.request;
  const known = control === undefined || control === origin ? [] : [control];
  if (outcome.allowed) return [...known, unrelated, ...lookalikesOf(origin)].slice(0, 6);
  // Whether both values are there for every page; where the writers were seen, they show as much.
  if (checkCode(outcome) === 'MultipleAllowOriginValues' && isHidden(facts)) return [unrelated];
  if (!['MissingAllowOriginHeader', 'AllowOriginMismatch'].includes(checkCode(outcome))) return [];
  const { recording, madeWith } = facts;
  // What nobody looks at makes no difference: one other origin shows as much.
  if (recording?.originReads.length === 0 && readsShow.includes(madeWith)) return [...known, unrelated];
  // A check that fails, or has a case for requests without Origin.
  const none = exchange.status >= 500 || origin === 'null' ? [null] : [];
  const isFollowed = exchange.kind === 'preflight' && isSafeMethod(method);
  return [...known, ...none, ...variantsOf(origin), ...patternsFor(origin), '*', unrelated].slice(
    0,
    isFollowed ? 5 : 6,
  );
}

/** The preflight that would have gone before. */
export function preflightBefore({ method, url, requestHeaders }: Exchange): Exchange {
  const headers: HeaderList = [
    ['Accept', '*/*'],
    ['Access-Control-Request-Method', method],
    ['Origin', get('origin', requestHeaders) ?? ''],
  ];
  const unanswered = { status: 0, responseHeaders: [], browsers: [] };
  return { kind: 'preflight', method: 'OPTIONS', url, requestHeaders: headers, ...unanswered };
}

/** The redirect that has made the page's origin `null`. */
export function redirectBefore({ outcome, exchange }: Facts): Exchange | undefined {
  if (get('origin', exchange.requestHeaders) !== 'null' || outcome.request.origin === 'null')
    return undefined;
  const before = outcome.exchanges.slice(0, outcome.exchanges.indexOf(exchange));
  return before.findLast(({ status, method }) => status >= 300 && status <= 399 && isSafeMethod(method));
}

/** Whether a guard may have rejected it for what the browser says of who asks. */
export function mayBeIsolated({ exchange }: Facts): boolean {
  return (
    [400, 401, 403, 404].includes(exchange.status) && get('sec-fetch-site', exchange.requestHeaders) !== null
  );
}
