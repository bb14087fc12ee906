import { checkAskedName } from '../request/check-header-name.js';
import { checkDeclaredMethod } from '../request/check-method.js';
import { checkOrigin } from '../request/check-origin.js';
import { corsCheck } from '../standard/cors-check.js';
import { isCorsSafelistedRequestHeader } from '../standard/cors-safelisted-request-header.js';
import { extractTokens } from '../standard/extract-header-list-values.js';
import { isForbiddenRequestHeader } from '../standard/forbidden-request-header.js';
import { contains, get, type HeaderList } from '../standard/header-list.js';
import { isSafeMethod } from '../standard/method.js';
import { isSameOrigin, type SerializedOrigin } from '../standard/origin.js';
import { isRedirectStatus } from '../standard/response.js';
import { parseUrl } from '../text/parse-url.js';
import type { Har, HarEntry } from './har.js';
import { isRoute } from './har-paths.js';

/** What a page asked of another origin: by the request itself, or by the preflight for it. */
export interface HarCall {
  readonly page: SerializedOrigin;
  readonly api: SerializedOrigin;
  readonly pathname: string;
  readonly method: string;
  /** In lower case: those that need permission. */
  readonly requestHeaders: readonly string[];
  /** Undefined of a preflight. */
  readonly response: HarEntry | undefined;
  /** Whether credentials were sent, or the response allows them. Null where there is neither. */
  readonly credentials: 'sent' | 'allowed' | null;
  /** Whether `Access-Control-Allow-Origin` was `*`. Null without a response. */
  readonly isForAny: boolean | null;
  /** Whether the page got an error instead of the response. */
  readonly isBlocked: boolean;
}

/** What of a recording has nothing to do with CORS, and how many entries that is. */
export type LeftOut = Readonly<Record<(typeof kindsLeftOut)[number], number>>;

const kindsLeftOut = [
  "to the page's own origin",
  'over other protocols than HTTP',
  'of extensions',
  'without CORS, such as images and navigations',
  'redirected to another origin',
  'that could not be read',
] as const;

type Left = (typeof kindsLeftOut)[number];

/** What the pages of a recording asked of other origins, in order. */
export function callsIn({ entries, unreadable }: Har): { calls: HarCall[]; leftOut: LeftOut } {
  const counts = Object.fromEntries(kindsLeftOut.map((kind) => [kind, 0])) as Record<Left, number>;
  counts['that could not be read'] = unreadable;
  const named = new Set(
    entries.filter(isPreflight).flatMap((entry) => namesIn('access-control-request-headers', entry)),
  );
  const calls = entries.flatMap((entry) => {
    const call = callFrom(entry, named);
    if (typeof call === 'object') return [call];
    counts[call]++;
    return [];
  });
  return { calls, leftOut: counts };
}

const namesIn = (name: string, { requestHeaders }: HarEntry): string[] => {
  const names = extractTokens(name, requestHeaders);
  return Array.isArray(names) ? names.map((one) => one.toLowerCase()) : [];
};

/** Chromium says so, Firefox has it among all others. */
function isPreflight({ method, type, requestHeaders }: HarEntry): boolean {
  return (
    method === 'OPTIONS' &&
    (type === 'preflight' || contains('access-control-request-method', requestHeaders))
  );
}

/** @param named The headers that any preflight of the recording names. */
function callFrom(entry: HarEntry, named: ReadonlySet<string>): HarCall | Left {
  const { url, requestHeaders, responseHeaders } = entry;
  if (url.protocol.endsWith('-extension:')) return 'of extensions';
  if (!/^https?:$/.test(url.protocol)) return 'over other protocols than HTTP';
  if (!isCors(entry)) return 'without CORS, such as images and navigations';
  const page = pageOf(entry);
  if (page === undefined || !isRoute(url.pathname)) return 'that could not be read';
  if (/^[\w-]+-extension:/.test(page)) return 'of extensions';
  if (isSameOrigin(page, url.origin)) return "to the page's own origin";
  const asked = isPreflight(entry) ? get('access-control-request-method', requestHeaders) : entry.method;
  const method = declarable(asked);
  if (method === undefined) return 'that could not be read';
  // A check follows it no further, and would say so instead of all else.
  if (isSafeMethod(entry.method) && leaves(entry)) return 'redirected to another origin';
  const { own, isByBrowser } = isPreflight(entry)
    ? { own: namesIn('access-control-request-headers', entry), isByBrowser: false }
    : headersOf(requestHeaders, named);
  const isSent = contains('cookie', requestHeaders) || isByBrowser;
  const allowOrigin = get('access-control-allow-origin', responseHeaders);
  const allows = get('access-control-allow-credentials', responseHeaders) === 'true' && allowOrigin !== '*';
  return {
    page,
    api: url.origin,
    pathname: url.pathname,
    method,
    requestHeaders: own.filter((name) => accepted(() => checkAskedName(name)) !== undefined),
    response: isPreflight(entry) ? undefined : entry,
    credentials: isSent ? 'sent' : allows ? 'allowed' : null,
    isForAny: entry.status === 0 ? null : allowOrigin === '*',
    isBlocked: isBlocked(entry, page, isSent),
  };
}

/**
 * Whether it was made with mode `cors`. Where the browser does not say so, in `Sec-Fetch-Mode` or with an `Origin`, it has
 * written down no more than what the page asked for: the request was blocked, or came out of a cache.
 */
function isCors({ type = '', requestHeaders, status, responseHeaders }: HarEntry): boolean {
  const mode = get('sec-fetch-mode', requestHeaders);
  if (mode !== null) return mode === 'cors';
  if (['document', 'websocket'].includes(type)) return false;
  if (contains('origin', requestHeaders) || type === 'preflight') return true;
  return (
    ['fetch', 'xhr', 'eventsource', 'font'].includes(type) &&
    (status === 0 || contains('access-control-allow-origin', responseHeaders))
  );
}

function leaves({ url, status, responseHeaders }: HarEntry): boolean {
  const location = isRedirectStatus(status) ? get('location', responseHeaders) : null;
  return location !== null && parseUrl(location, url.href)?.origin !== url.origin;
}

/** The `Origin`, or else that of the page by its URL. */
function pageOf({ requestHeaders, page }: HarEntry): SerializedOrigin | undefined {
  const origin = get('origin', requestHeaders);
  if (origin !== null) return accepted(() => checkOrigin(origin));
  const urls = [get('referer', requestHeaders), page].map((url) =>
    typeof url === 'string' && /^https?:/i.test(url) ? parseUrl(url) : undefined,
  );
  return urls.find((url) => url !== undefined)?.origin;
}

function declarable(method: string | null): string | undefined {
  return method === null ? undefined : accepted(() => checkDeclaredMethod(method));
}

function accepted(check: () => string): string | undefined {
  try {
    return check();
  } catch {
    return undefined;
  }
}

/** What browsers add by themselves, of what a page may set as well: it does only where a preflight names it. */
const ofBrowsers =
  /^(?:user-agent|cache-control|pragma|if-(?:none-match|modified-since|range)|last-event-id|priority|purpose|save-data|upgrade-insecure-requests|x-client-data|device-memory|dpr|viewport-width|width|downlink|ect|rtt)$/;

/** The page's own, and whether the browser has logged in by itself, as it does after it has asked for a password. */
function headersOf(
  headers: HeaderList,
  named: ReadonlySet<string>,
): { readonly own: string[]; readonly isByBrowser: boolean } {
  const needing = headers.filter(
    ([name, value]) =>
      !isForbiddenRequestHeader(name, value) &&
      !isCorsSafelistedRequestHeader(name, value) &&
      !ofBrowsers.test(name.toLowerCase()),
  );
  const login = needing.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const isByBrowser = /^(?:basic|digest|negotiate|ntlm) /i.test(login) && !named.has('authorization');
  const own = needing.map(([name]) => name.toLowerCase());
  return { own: isByBrowser ? own.filter((name) => name !== 'authorization') : own, isByBrowser };
}

/** Chromium says so, for a `204 No Content` as well; Firefox shows the response that it has kept from the page. */
function isBlocked(
  { status, error, url, responseHeaders: headerList }: HarEntry,
  origin: SerializedOrigin,
  isSent: boolean,
): boolean {
  if (status === 0 || error === 'net::ERR_FAILED') return true;
  // Behind it is what the cache holds.
  if (status === 304) return false;
  const credentialsMode = isSent ? 'include' : 'same-origin';
  return corsCheck({ urlList: [url.href], origin, credentialsMode }, { headerList }) !== null;
}
