import type { BrowserName } from '../browser/browser-name.js';
import type { RequestInitiator } from '../browser/request-initiator.js';
import type { CredentialsMode, Mode, RedirectMode } from '../standard/request.js';
import type { Target } from '../http/target.js';

/**
 * What `fetch()`'s `init.headers` may hold: an object, pairs, or a `Headers` object.
 *
 * @see https://fetch.spec.whatwg.org/#typedefdef-headersinit
 */
export type HeadersInput =
  Readonly<Record<string, string>> | Iterable<readonly [name: string, value: string]>;

/**
 * What `fetch()`'s `init.body` may hold, streams aside.
 *
 * @see https://fetch.spec.whatwg.org/#bodyinit
 */
export type BodyInput = string | Uint8Array | ArrayBuffer | URLSearchParams | Blob | FormDataLike;

/** The part of `FormData` it is recognised by: lib DOM is not asked of users. */
export interface FormDataLike {
  /** Adds a field. */
  append(name: string, value: string): void;
  /** The values of all fields of a name. */
  getAll(name: string): unknown[];
}

/** A status, several of which one must be it, or a class of them. */
export type ExpectedStatus = number | readonly number[] | '2xx' | '3xx' | '4xx' | '5xx';

/**
 * The request that the page's JavaScript would make. Unknown keys are misuse.
 *
 * @see https://fetch.spec.whatwg.org/#requestinit
 */
export interface CrossOriginRequest {
  /** The page's origin, exactly as a browser serializes it (`https://app.example`), or `null` for an opaque one. */
  readonly origin?: string | undefined;
  /** Where, from the root of the target; may hold a query. Default `/`. */
  readonly path?: string | undefined;
  /** Default `GET`, for a beacon `POST`. Normalized exactly as `fetch()` does and sent with its exact bytes: `patch` stays `patch`. */
  readonly method?: string | undefined;
  /** What the page sets, secrets included; the headers that only a browser sets are misuse. */
  readonly headers?: HeadersInput | undefined;
  /** As `fetch()`; the Content-Type it implies counts. */
  readonly body?: BodyInput | null | undefined;
  /** A JSON body with `content-type: application/json`, unless `headers` gives another. */
  readonly json?: unknown;
  /** Default `same-origin`, as `fetch()`: a cross-origin request carries no credentials. For a beacon always `include`. */
  readonly credentials?: CredentialsMode | undefined;
  /** Default `cors`. */
  readonly mode?: Mode | undefined;
  /** Default `follow`. */
  readonly redirect?: RedirectMode | undefined;
  /**
   * Default `fetch`. For `xhr` and `eventsource`, `credentials: "include"` is `withCredentials`. For an element `"same-origin"`
   * is `crossorigin="anonymous"`, `"include"` is `crossorigin="use-credentials"`, and `mode: "no-cors"` is no such attribute.
   * What it cannot set (a method, headers, a body) is misuse.
   */
  readonly initiator?: RequestInitiator | undefined;
  /** Whether something listens to `xhr.upload`: that alone causes a preflight. Default false. */
  readonly uploadListener?: boolean | undefined;
  /**
   * What the user decides where a browser asks whether a public page may reach the local network or this machine. Default
   * `granted`, with a warning that it asks.
   */
  readonly localNetworkAccess?: 'granted' | 'denied' | undefined;
  /**
   * The cookies the browser already has for the target. A string is a `Cookie` header (`sid=1; theme=dark`) of cookies that go
   * to every site; a list is taken as `Set-Cookie` lines, by their attributes. Needs `credentials: "include"`.
   */
  readonly cookies?: string | readonly string[] | undefined;
  /** The status the response must have, besides CORS: a number, several, or a class such as `2xx`. */
  readonly status?: ExpectedStatus | undefined;
  /**
   * An origin that must be allowed for the same request, so that a rejection proves something. `null` removes a
   * configured one; `undefined` is misuse where the key is written: an unset variable must not weaken a test.
   */
  readonly control?: string | null;
  /** The public URL the app is deployed at, `https://api.example`: sets Host, and makes scheme and address count. */
  readonly servedAt?: string | undefined;
  /** Origin -> app, for redirects that lead elsewhere. */
  readonly otherTargets?: Readonly<Record<string, Target>> | undefined;
  /** Default Chromium, Firefox and WebKit; `fetch-standard` is the strict fourth. */
  readonly browsers?: readonly BrowserName[] | undefined;
  /** Milliseconds for the whole assertion. Default 4000, below every runner's own limit. */
  readonly timeout?: number | undefined;
  /** Lets unsafe methods through where they are held back by default. */
  readonly send?: boolean | undefined;
}
