import { shownUrl } from '../state/disclosure.js';
import { isSameSite } from '../browser/site.js';
import type { FromHttpCache } from '../browser/http-cache-entry.js';
import { allowOriginOf, type Exchange } from '../browser/transcript.js';
import { implementations } from '../browser/implementations.js';
import { type BrowserName, displayNames } from '../browser/browser-name.js';
import { extractDeltaSeconds, extractTokens, failure } from '../standard/extract-header-list-values.js';
import { contains, get, type HeaderList, valuesOf } from '../standard/header-list.js';
import { isSafeMethod } from '../standard/method.js';
import { localNetworkOf } from '../standard/local-network-access-check.js';
import { originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import { enumerate } from '../text/sentence.js';
import type { FetchOutcome, Warning } from './fetch-outcome.js';

/** What warnings are found by. */
export interface Seen extends Pick<FetchOutcome, 'allowed' | 'phase' | 'request' | 'exchanges' | 'response'> {
  readonly browsers: readonly BrowserName[];
  /** Whether it is known where the app is deployed. */
  readonly isDeployed: boolean;
}

/** The warnings that show without extra requests. */
export function warningsFor(seen: Seen): Warning[] {
  const answer = seen.exchanges.findLast(({ kind }) => kind === 'request');
  const preflight = seen.exchanges.find(({ kind }) => kind === 'preflight');
  const rules = seen.allowed ? whereAllowed : whereRefused;
  const known = { ...seen, answer, preflight };
  return rules.map((rule) => rule(known)).filter((warning) => warning !== undefined);
}

interface Known extends Seen {
  readonly answer: Exchange | undefined;
  readonly preflight: Exchange | undefined;
}
type Rule = (known: Known) => Warning | undefined;

const allowHeaders = 'access-control-allow-headers';

const whereAllowed: readonly Rule[] = [
  ({ response, request }) => {
    if (response?.status !== 404 && response?.status !== 405) return undefined;
    const path = shownUrl(new URL(response.url).pathname);
    const message = `CORS allows it, but ${request.method} ${path} returns ${String(response.status)}.`;
    return { id: 'allowed-but-not-found', message };
  },
  ({ preflight, request }) => {
    if (preflight === undefined || request.credentials === 'include') return undefined;
    const names = extractTokens(allowHeaders, preflight.responseHeaders);
    if (names === null || names === failure || !names.includes('*')) return undefined;
    if (names.some((name) => name.toLowerCase() === 'authorization')) return undefined;
    if (!/(^|,)\s*authorization\s*(,|$)/i.test(requested(preflight))) return undefined;
    const message =
      'Access-Control-Allow-Headers "*" does not cover Authorization in the Fetch Standard. Browsers still allow it, with a warning. List Authorization.';
    return { id: 'authorization-under-wildcard', message };
  },
  ({ answer, preflight }) => {
    const headers = (answer ?? preflight)?.responseHeaders ?? [];
    if (allowOriginOf(answer ?? preflight) !== '*') return undefined;
    if (get('access-control-allow-credentials', headers) !== 'true') return undefined;
    const message =
      'Access-Control-Allow-Credentials: true is sent with Access-Control-Allow-Origin: *, so browsers block every request with credentials. Name the origins, or leave Access-Control-Allow-Credentials out.';
    return { id: 'wildcard-with-allow-credentials', message };
  },
  ({ answer, response }) => {
    if (answer === undefined || response?.type !== 'cors') return undefined;
    const hidden = wantedNames.filter(
      (name) => contains(name, answer.responseHeaders) && !contains(name, response.headers),
    );
    if (hidden.length === 0) return undefined;
    const message = `The page cannot read ${enumerate(hidden)}: list ${hidden.length === 1 ? 'it' : 'them'} in Access-Control-Expose-Headers.`;
    return { id: 'header-not-readable', message };
  },
  ({ preflight }) => {
    const headers = preflight?.responseHeaders ?? [];
    if (extractDeltaSeconds('access-control-max-age', headers) !== failure) return undefined;
    const message = `Access-Control-Max-Age "${get('access-control-max-age', headers) ?? ''}" is not a number: browsers cache the preflight for 5 seconds.`;
    return { id: 'max-age-invalid', message };
  },
  ({ preflight, browsers }) => {
    const seconds = extractDeltaSeconds('access-control-max-age', preflight?.responseHeaders ?? []);
    if (typeof seconds !== 'number') return undefined;
    const limits = browsers.map((name) => implementations[name].preflightCache.maxAgeLimit ?? Infinity);
    const lowest = Math.min(...limits);
    if (seconds <= lowest) return undefined;
    const message = `Access-Control-Max-Age is ${String(seconds)}, but some browsers cache a preflight for at most ${String(lowest)} seconds.`;
    return { id: 'max-age-capped', message };
  },
  ({ answer, request }) => {
    if (request.origin !== 'null' || allowOriginOf(answer) !== 'null') return undefined;
    const message = 'The origin "null" is allowed, which any page in a sandboxed frame has.';
    return { id: 'null-origin-allowed', message };
  },
  ({ request }) => {
    const { origin, credentials } = request;
    if (credentials !== 'include' || !origin.startsWith('http:') || isLoopback(origin)) return undefined;
    const message = `${origin} is allowed with credentials over http: anyone on the network can change that page.`;
    return { id: 'http-origin-with-credentials', message };
  },
  ({ answer, request, isDeployed }) => {
    if (!isDeployed || request.credentials !== 'include' || isSameSite(request.origin, request.url, true))
      return undefined;
    const lines = valuesOf('set-cookie', answer?.responseHeaders ?? []);
    const lost = lines.filter(
      (line) => !/;\s*samesite\s*=\s*none/i.test(line) || !/;\s*secure\b/i.test(line),
    );
    if (lost.length === 0) return undefined;
    const names = lost.map((line) => line.split('=')[0] ?? '');
    const message = `Browsers will not send the cookie ${enumerate(names)} back from a page on another site: it needs SameSite=None; Secure.`;
    return { id: 'cookie-not-sent-cross-site', message };
  },
  ({ answer, request, isDeployed }) => {
    if (!isDeployed || request.credentials !== 'include' || isSameSite(request.origin, request.url, true))
      return undefined;
    if (!contains('cookie', answer?.requestHeaders ?? [])) return undefined;
    const message =
      'Safari and Firefox block or partition third-party cookies, whatever SameSite says. Serve the page and the API from one site.';
    return { id: 'third-party-cookie-blocked', message };
  },
  ({ request, isDeployed, browsers }) => {
    const asking = browsers.filter((name) => implementations[name].localNetworkAccess !== null);
    if (asking.length === 0) return undefined;
    const { origin, url } = request;
    const api = originOf(url);
    const space = localNetworkOf({ origin, url, servedAt: isDeployed ? api : undefined });
    if (space === null) return undefined;
    const where = space === 'local' ? 'in the local network' : 'on the user’s own machine';
    const message = `${api} is ${where}: ${enumerate(asking.map((name) => displayNames[name]))} ask${asking.length === 1 ? 's' : ''} the user before a page at ${origin} may reach it. With localNetworkAccess: 'denied' the user says no.`;
    return { id: 'local-network-access', message };
  },
];

const whereRefused: readonly Rule[] = [
  ({ answer, request }) => {
    if (answer?.httpCache === undefined) return undefined;
    const message = `The response came from the browser's HTTP cache: ${howCached(answer.httpCache, answer, request.origin)}`;
    return { id: 'response-from-http-cache', message };
  },
  ({ answer, phase, request }) => {
    if (phase !== 'request' || answer === undefined || isSafeMethod(answer.method)) return undefined;
    if (answer.status < 200 || answer.status > 299) return undefined;
    const message = `The ${request.method} was carried out (${String(answer.status)}) before the browser blocked the response: CORS is not access control.`;
    return { id: 'handler-ran-for-rejected-origin', message };
  },
];

function howCached({ state, storedFor }: FromHttpCache, { requestHeaders }: Exchange, page: string): string {
  if (state === 'validated') {
    return 'a 304 renewed it, and only the CORS headers of the 304 replace those that were stored. Send them with a 304, too.';
  }
  if (storedFor === get('origin', requestHeaders)) {
    return `an earlier request of ${page} stored it. Until it expires, what the app would send now does not count.`;
  }
  const request = storedFor === null ? 'without Origin' : `of ${storedFor}`;
  return `an earlier request ${request} stored it without "Vary: Origin". Send Vary: Origin with every response, including those to requests without Origin.`;
}

/** What pages usually want to read. Not ETag: Express sets it on every response. */
const wantedNames = ['Content-Disposition', 'X-Total-Count', 'Link'] as const;

function requested(preflight: Exchange | undefined): string {
  const headers: HeaderList = preflight?.requestHeaders ?? [];
  return get('access-control-request-headers', headers) ?? '';
}
