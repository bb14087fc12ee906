import type { CookieContext, StoredCookie } from '../browser/cookie-jar.js';
import type { BrowserName } from '../browser/browser-name.js';
import { HttpCache } from '../browser/http-cache.js';
import { implementations } from '../browser/implementations.js';
import { placing } from '../runner/call-site.js';
import type { PreflightCache } from '../standard/cors-preflight-cache.js';
import { keysOf } from '../text/keys-of.js';
import { checkTarget, type Target } from '../http/target.js';
import { cookieLines } from '../request/check-cookies.js';
import { checkOrigin } from '../request/check-origin.js';
import { checkBrowsers, checkObject, mustBe, oneOf } from '../request/check-values.js';
import { checkKeys, configured } from '../request/configuration.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { FetchOutcome } from './fetch-outcome.js';
import { questionFrom } from '../request/question.js';
import type { Deployed } from './addressed.js';
import { type Jars, jarsFor } from './jars.js';
import { Session } from './session.js';

/** A browser with one page open. */
export interface BrowserOptions extends Pick<
  CrossOriginRequest,
  'origin' | 'servedAt' | 'otherTargets' | 'cookies' | 'localNetworkAccess' | 'timeout' | 'send'
> {
  /** Default `chromium`. */
  readonly browser?: BrowserName | undefined;
  /**
   * Whether cookies of another site than the page's are stored and sent; partitioned ones always are. Has an effect only
   * with `servedAt`, which says where the app is deployed. Default `allowed`.
   */
  readonly thirdPartyCookies?: CookieContext['thirdPartyCookies'] | undefined;
}

/** The request of the page, as `fetch()` takes it. */
export type BrowserRequest = Pick<
  CrossOriginRequest,
  | 'method'
  | 'headers'
  | 'body'
  | 'json'
  | 'credentials'
  | 'mode'
  | 'redirect'
  | 'initiator'
  | 'uploadListener'
  | 'timeout'
  | 'send'
>;

/**
 * One simulated browser with one page: cookies, cached preflights and cached responses carry over to the requests that
 * follow.
 */
export interface SimulatedBrowser {
  /**
   * Makes the page request `path`, from the root of the target.
   *
   * @throws {UsageError} for a request that no page could make.
   * @throws {ExchangeError} when no HTTP response came back.
   */
  fetch(path: string, init?: BrowserRequest): Promise<FetchOutcome>;
  /** What the cookie jar holds, by the time of the last request. */
  readonly cookies: readonly StoredCookie[];
  /** Empties the preflight cache. */
  clearPreflightCache(): void;
  /** Empties the HTTP cache, as a hard reload passes it by. */
  clearHttpCache(): void;
  /** Moves the browser's clock forward, for cookies, cached preflights and cached responses. */
  advance(seconds: number): void;
}

const optionKeys = keysOf<BrowserOptions>({
  origin: true,
  servedAt: true,
  otherTargets: true,
  cookies: true,
  localNetworkAccess: true,
  timeout: true,
  send: true,
  browser: true,
  thirdPartyCookies: true,
});
const requestKeys = keysOf<BrowserRequest>({
  method: true,
  headers: true,
  body: true,
  json: true,
  credentials: true,
  mode: true,
  redirect: true,
  initiator: true,
  uploadListener: true,
  timeout: true,
  send: true,
});

/**
 * One browser with its cookie jar, preflight cache and HTTP cache, for tests of several requests: log in, then call the API.
 *
 * @param target An Express app, a `(req, res)` listener, a server, a URL, or `{ target: () => app }`.
 * @throws {UsageError} for an origin no browser sends, an unknown key, a target of no known kind.
 * @example
 * const browser = createBrowser(app, { origin: 'https://app.example', servedAt: 'https://api.example' });
 * await browser.fetch('/login', { method: 'POST', json: { user: 'ada' }, credentials: 'include' });
 * const outcome = await browser.fetch('/me', { credentials: 'include' });
 * outcome.allowed; // true
 * @see https://fetch.spec.whatwg.org/#cors-preflight-cache
 */
export function createBrowser(target: Target, options: BrowserOptions = {}): SimulatedBrowser {
  checkTarget(target);
  checkObject('the options of createBrowser()', options, '{ origin, browser }');
  checkKeys(options, optionKeys, 'createBrowser()');
  const { browser = 'chromium', thirdPartyCookies = 'allowed', cookies: held, ...rest } = options;
  const origin = checkOrigin(rest.origin ?? configured().origin);
  const browsers = checkBrowsers([browser], 'browser');
  oneOf('thirdPartyCookies', thirdPartyCookies, ['allowed', 'blocked']);
  const cookies = held === undefined ? [] : cookieLines(held);

  let advanced = 0;
  const now = (): number => Date.now() + advanced * 1000;
  const cache: PreflightCache = { entries: [], now: () => now() / 1000 };
  const httpCache = new HttpCache(implementations[browser].httpCache, { page: origin, now });
  let jars: Jars | undefined;
  const session = new Session(target, { allowsSameOrigin: true });
  const ask = async (path: string, init: BrowserRequest): Promise<FetchOutcome> => {
    checkKeys(init, requestKeys, 'a request of this browser');
    const question = await questionFrom({ ...rest, ...init, origin, path, browsers });
    const ownJars = (addressed: Deployed): Jars =>
      (jars ??= jarsFor(addressed, { browsers, cookies }, { now, thirdPartyCookies }));
    return session.askWhole(question, { cache, httpCache, jars: ownJars });
  };
  const fetch: SimulatedBrowser['fetch'] = (path, init = {}) => placing(ask(path, init), fetch);
  return {
    fetch,
    get cookies() {
      return jars?.get(browser)?.cookies ?? [];
    },
    clearPreflightCache() {
      cache.entries = [];
    },
    clearHttpCache() {
      httpCache.clear();
    },
    advance(seconds) {
      if (!Number.isFinite(seconds) || seconds < 0) {
        throw mustBe('seconds', seconds, 'a number of seconds, zero or more');
      }
      advanced += seconds;
    },
  };
}
