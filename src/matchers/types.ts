import type { CheckContractOptions } from '../contract/check-cors-contract.js';
import type { CorsContract } from '../contract/contract.js';
import type { CorsErrorCode } from '../standard/decision.js';
import type { AuditOptions } from '../audit/audit-options.js';
import type { OnlyOriginsOptions } from './to-allow-only-origins.js';
import type { OnApp, OnAppOnly, OnEvidence, OriginLiteral } from './checked-call.js';
import type { RejectedRequest, RequestAfterOrigin, RequestOrOrigin, RequestOrPath } from './questions.js';

/**
 * The matchers, one documented method each. All are asynchronous: `await` them.
 *
 * @typeParam Received What was given to `expect`: a call that could only be misuse does not compile.
 *
 * They take an app (anything that is a `Target`) or, where one response is enough, an outcome of `simulateFetch`,
 * `createBrowser` or `preflight`, or a response of supertest: those are judged for the request that was sent, and for no
 * other. Wrong calls throw a `UsageError`, an app that sends no HTTP response an `ExchangeError`, under `.not` as well.
 */
export interface CorsMatchers<Received = unknown> {
  /**
   * Every browser lets a page at each of these origins make this request and read the response.
   *
   * Under `.not`: none of them, by an origin rule or (whatever the rule) where a `control` origin is allowed the same
   * request. A block for another reason, a mixed result, disagreeing browsers and (where a path is given) a 404 or 405
   * fail in both polarities.
   *
   * @param origins One origin or several, exactly as browsers serialize them: `https://app.example`.
   * @param request The request the page makes; a string is its path. Default `GET /` without credentials.
   * @throws {UsageError} for a request that no browser would send.
   * @throws {ExchangeError} when no HTTP response came back.
   * @example
   * await expect(app).toAllowOrigin('https://app.example', '/users');
   * await expect(app).toAllowOrigin('https://app.example', { path: '/users', method: 'PUT', json: { name: 'Ada' } });
   * @see https://fetch.spec.whatwg.org/#http-cors-protocol
   */
  toAllowOrigin<const Origin extends string>(
    this: OnApp<Received>,
    origins: OriginLiteral<Origin> | readonly OriginLiteral<Origin>[],
    request?: RequestAfterOrigin,
  ): Promise<void>;

  /**
   * Every browser blocks each of these origins **by an origin rule** (an Allow-Origin or Allow-Credentials fault). A block
   * for another reason, or a 404, 405 or 429 without CORS headers, fails in both polarities: it proves nothing about the
   * origin. `control` names an origin that must be allowed for the same request; `code` pins the reason.
   *
   * @param origins One origin or several.
   * @param request The request the page makes; a string is its path. Default `GET /` without credentials.
   * @example
   * await expect(app).toRejectOrigin('https://evil.example', { path: '/users', control: 'https://app.example' });
   * @see https://fetch.spec.whatwg.org/#concept-cors-check
   */
  toRejectOrigin<const Origin extends string>(
    this: OnApp<Received>,
    origins: OriginLiteral<Origin> | readonly OriginLiteral<Origin>[],
    request?: RejectedRequest,
  ): Promise<void>;

  /**
   * Any origin may read the response: two unrelated origins are allowed without credentials, and blocked with them. An
   * unsafe method is judged by its preflight, unless `send` is true.
   *
   * Under `.not`: both are blocked by an origin rule. An app that allows them with credentials fails in both polarities.
   *
   * @param request The request a page makes; a string is its path. Default `GET /`.
   * @example
   * await expect(app).toAllowAnyOrigin('/public');
   * @see https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
   */
  toAllowAnyOrigin(this: OnAppOnly<Received>, request?: RequestOrPath): Promise<void>;

  /**
   * Each of these origins is allowed, and no look-alike is: at most 200 hostile origins, derived from them, are tested with
   * the request and with a preflight, and every browser has to block them. An unsafe method is judged by its preflight
   * alone.
   *
   * Under `.not`: at least one hostile origin is allowed. A listed origin that is blocked, a 429 and a 503 make it
   * inconclusive: an `InconclusiveError` in both polarities.
   *
   * @param origins One origin or several.
   * @param request The request the pages make; a string is its path. Default `GET /`.
   * @param options What else the app allows on purpose, and `allowRemote` for a target that is not this machine.
   * @example
   * await expect(app).toAllowOnlyOrigins(['https://app.example', 'https://admin.example'], '/users');
   * await expect(app).toAllowOnlyOrigins('https://app.example', '/users', { allowSubdomains: true });
   * @see https://portswigger.net/web-security/cors
   */
  toAllowOnlyOrigins<const Origin extends string>(
    this: OnAppOnly<Received>,
    origins: OriginLiteral<Origin> | readonly OriginLiteral<Origin>[],
    request?: RequestAfterOrigin,
    options?: OnlyOriginsOptions,
  ): Promise<void>;

  /**
   * Only the trusted origins are allowed on each path, as in `toAllowOnlyOrigins`, and no rule finds a mistake in the
   * responses: a missing `Vary`, `*` with credentials, a preflight that needs a login. See docs/audit.md.
   *
   * Under `.not`: there is at least one finding. A trusted origin that is blocked, a 429 and a 503 make it inconclusive: an
   * `InconclusiveError` in both polarities.
   *
   * @param options `trusted`, and what else `auditCors` takes.
   * @example
   * await expect(app).toPassCorsAudit({ trusted: 'https://app.example', paths: ['/users', '/orders'] });
   * @see https://portswigger.net/web-security/cors
   */
  toPassCorsAudit(this: OnAppOnly<Received>, options: AuditOptions): Promise<void>;

  /**
   * The request with credentials mode `include` is allowed by every browser.
   *
   * Under `.not` it is blocked by an origin or credentials rule; a block for another reason fails in both polarities.
   *
   * @param request The request the page makes; a string is its origin.
   * @example
   * await expect(app).toAllowCredentials({ origin: 'https://app.example', path: '/me' });
   * @see https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
   */
  toAllowCredentials(this: OnApp<Received>, request?: RequestOrOrigin): Promise<void>;

  /**
   * The preflight alone succeeds: one OPTIONS is sent and nothing else, whether the request needs a preflight or not.
   *
   * @param request The actual request; a string is its origin.
   * @example
   * await expect(app).toHandlePreflight({ origin: 'https://app.example', path: '/users', method: 'DELETE' });
   * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
   */
  toHandlePreflight(this: OnApp<Received>, request?: RequestOrOrigin): Promise<void>;

  /**
   * After its preflight every browser would go on to send each of these methods. One OPTIONS for each method is sent, and
   * nothing else unless `send` is true; whether a route handles the method is therefore not tested.
   *
   * Under `.not`: each is blocked because it is not listed. A block for another reason fails in both polarities.
   *
   * @param methods One method or several, as `fetch()` takes them: `patch` is not `PATCH`.
   * @param request The rest of the request; a string is its origin.
   * @example
   * await expect(app).toAllowMethods(['PUT', 'DELETE'], { origin: 'https://app.example', path: '/users/1' });
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-methods
   */
  toAllowMethods(
    this: OnApp<Received>,
    methods: string | readonly string[],
    request?: RequestOrOrigin,
  ): Promise<void>;

  /**
   * After its preflight every browser would go on to send a request with each of these headers. One OPTIONS requests all.
   *
   * Under `.not`: each is blocked because it is not listed. A block for another reason fails in both polarities.
   *
   * @param names Header names in any case. Those that need no permission, such as `accept`, are misuse.
   * @param request The request that has them; a string is its origin. Values count where `headers` gives them.
   * @example
   * await expect(app).toAllowHeaders(['authorization', 'content-type'], 'https://app.example');
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-headers
   */
  toAllowHeaders(
    this: OnApp<Received>,
    names: string | readonly string[],
    request?: RequestOrOrigin,
  ): Promise<void>;

  /**
   * The page may read each of these headers of the response. One that this response does not have is reported, but does
   * not fail. Also for a Fetch `Response` (`expect(response).toExposeHeaders('x-total-count', { credentials: 'include' })`).
   *
   * Under `.not`: it may read none of them. A response that no page may read fails in both polarities.
   *
   * @param names Header names in any case. Those every page may read, such as `content-type`, are misuse.
   * @param request The request the page makes; a string is its origin.
   * @example
   * await expect(app).toExposeHeaders('x-total-count', { origin: 'https://app.example', path: '/users' });
   * @see https://fetch.spec.whatwg.org/#http-access-control-expose-headers
   */
  toExposeHeaders(
    this: OnApp<Received>,
    names: string | readonly string[],
    request?: RequestOrOrigin,
  ): Promise<void>;

  /**
   * Each browser caches the preflight for so many seconds, or for its own maximum where that is less (Chromium 7200,
   * Firefox 86400, WebKit 600). Without `Access-Control-Max-Age` it is 5 seconds.
   *
   * @param seconds A whole number, zero or more.
   * @param request The actual request; a string is its origin.
   * @example
   * await expect(app).toCachePreflightFor(600, { origin: 'https://app.example', path: '/users', method: 'PUT' });
   * @see https://fetch.spec.whatwg.org/#http-access-control-max-age
   */
  toCachePreflightFor(this: OnApp<Received>, seconds: number, request?: RequestOrOrigin): Promise<void>;

  /**
   * A shared cache cannot give one page the response to another: for this origin, for another and without one, the CORS
   * headers are the same, or every response has `Vary: Origin` (or `*`). An unsafe method is judged by its preflight,
   * unless `send` is true.
   *
   * @param request The request the page makes; a string is its origin, which has to be an allowed one.
   * @example
   * await expect(app).toVaryOnOrigin({ origin: 'https://app.example', path: '/users' });
   * @see https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
   */
  toVaryOnOrigin(this: OnAppOnly<Received>, request?: RequestOrOrigin): Promise<void>;

  /**
   * For an outcome in hand, or a response of supertest: every browser lets the page read it.
   *
   * @example
   * await expect(await simulateFetch(app, { origin: 'https://app.example' })).toBeReadable();
   * @see https://fetch.spec.whatwg.org/#concept-cors-check
   */
  toBeReadable(this: OnEvidence<Received>): Promise<void>;

  /**
   * For an outcome in hand, or a response of supertest: every browser keeps it from the page. A block for another
   * reason than `code` fails in both polarities, and so does a preflight alone that is allowed: it does not show whether
   * the response is blocked.
   *
   * @param code The reason, as the outcome's `code` names it.
   * @example
   * await expect(await simulateFetch(app, { origin: 'https://evil.example' })).toBeBlocked('MissingAllowOriginHeader');
   * @see https://fetch.spec.whatwg.org/#concept-cors-check
   */
  toBeBlocked(this: OnEvidence<Received>, code?: CorsErrorCode): Promise<void>;

  /**
   * All checks of the contract pass, and nothing else is allowed; `testCorsContract` makes a test of each check.
   * Undeclared methods and headers fail only under `exact`.
   *
   * Under `.not`: at least one check fails. A rate limit, an unavailable app, and one that blocks every origin in the end
   * are an `InconclusiveError` in both polarities.
   *
   * @param contract What `defineCorsContract` gives, or the data itself.
   * @param options `request`, for what the contract leaves out: secrets above all; `uncoveredRoutes: 'error'` fails for a
   *   route of an Express app that no contract mentions.
   * @example
   * await expect(app).toMatchCorsContract(contract, { request: { headers: { authorization: `Bearer ${token}` } } });
   * @see https://fetch.spec.whatwg.org/#http-cors-protocol
   */
  toMatchCorsContract(
    this: OnAppOnly<Received>,
    contract: CorsContract,
    options?: CheckContractOptions,
  ): Promise<void>;
}
