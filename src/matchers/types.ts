import type { RequestAfterOrigin, RequestOrOrigin } from './questions.js';

/** The matchers, one documented method each. All are asynchronous: `await` them. */
export interface CorsMatchers {
  /**
   * Every browser lets a page at each of these origins make this request and read the answer.
   *
   * Under `.not`: none of them. A mixed answer, disagreeing browsers and (where a path is given) a 404 or 405 fail in
   * both polarities.
   *
   * @param origins One origin or several, exactly as browsers serialize them: `https://app.example`.
   * @param request The request the page makes; a string is its path. Default `GET /` without credentials.
   * @throws {UsageError} for what no browser would send.
   * @throws {ExchangeError} when no HTTP answer came back.
   * @example
   * await expect(app).toAllowOrigin('https://app.example', '/users');
   * await expect(app).toAllowOrigin('https://app.example', { path: '/users', method: 'PUT', json: { name: 'Ada' } });
   * @see https://fetch.spec.whatwg.org/#http-cors-protocol
   */
  toAllowOrigin(origins: string | readonly string[], request?: RequestAfterOrigin): Promise<void>;

  /**
   * Every browser refuses each of these origins **by an origin rule** (an Allow-Origin or Allow-Credentials fault). A
   * refusal for another reason, or a 404, 405 or 429 without CORS headers, fails in both polarities: it proves nothing
   * about the origin. `control` names an origin that must be allowed for the same request.
   *
   * @param origins One origin or several.
   * @param request The request the page makes; a string is its path. Default `GET /` without credentials.
   * @example
   * await expect(app).toRejectOrigin('https://evil.example', { path: '/users', control: 'https://app.example' });
   * @see https://fetch.spec.whatwg.org/#concept-cors-check
   */
  toRejectOrigin(origins: string | readonly string[], request?: RequestAfterOrigin): Promise<void>;

  /**
   * The request with credentials mode `include` is allowed by every browser.
   *
   * @param request The request the page makes; a string is its origin.
   * @example
   * await expect(app).toAllowCredentials({ origin: 'https://app.example', path: '/me' });
   * @see https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
   */
  toAllowCredentials(request: RequestOrOrigin): Promise<void>;

  /**
   * The preflight alone succeeds: one OPTIONS is sent and nothing else, whether the request needs a preflight or not.
   *
   * @param request The request the preflight asks for; a string is its origin.
   * @example
   * await expect(app).toHandlePreflight({ origin: 'https://app.example', path: '/users', method: 'DELETE' });
   * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
   */
  toHandlePreflight(request: RequestOrOrigin): Promise<void>;
}
