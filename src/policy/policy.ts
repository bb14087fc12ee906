import { UsageError } from '../errors/usage-error.js';

/** What an app lets pages do, seen from outside. Plain, stable data: sorted, without dates and ports. */
export interface CorsPolicy {
  /** The origins that were tried, sorted: the given ones, `null`, and two unrelated ones. */
  readonly origins: readonly string[];
  /** As they were given, sorted by path. */
  readonly routes: readonly RoutePolicy[];
}

/** What an app allows on one path. */
export interface RoutePolicy {
  /** As it was given: `/users/:id`. */
  readonly path: string;
  /** The values its parameters had. */
  readonly params: Readonly<Record<string, string>>;
  /** The request headers and methods it was asked about by name, beside the usual ones. */
  readonly asked: { readonly methods: readonly string[]; readonly requestHeaders: readonly string[] };
  /**
   * The methods the app itself has a route for on this path, sorted, `ALL` for any. Null where that cannot be read from it,
   * or a response shows that it is not all.
   */
  readonly routed: readonly string[] | null;
  /** One, unless origins are allowed on different terms. If no origin is allowed, one without origins. */
  readonly rules: readonly PolicyRule[];
}

/** On what terms some origins are allowed. */
export interface PolicyRule {
  /** Of those that were tried. */
  readonly origins: readonly string[];
  /** Whether unrelated origins are allowed. */
  readonly strangers: boolean;
  /** How Access-Control-Allow-Origin is made; where preflights and actual requests differ, in this order. Null: it is not sent. */
  readonly allowOrigin: AllowOrigin | null | readonly [AllowOrigin | null, AllowOrigin | null];
  /**
   * `in vain`: it is announced, and no request with credentials passes. `preflights only`, `actual requests only`: the
   * other of the two does not allow it.
   */
  readonly credentials: boolean | 'in vain' | 'preflights only' | 'actual requests only';
  /**
   * That pass, of GET, POST, PUT, PATCH, DELETE, those given, and those the app lists; `any` where a made-up one does. GET
   * and HEAD are judged by the response, all others by their preflight.
   */
  readonly methods: readonly string[] | 'any';
  /** Where `methods` is `any`: those of GET and HEAD whose response is blocked all the same. Absent if there are none. */
  readonly blockedReads?: readonly string[];
  /** In lower case: those that pass, of the usual ones, those given, and those the app lists; `any` where a made-up one does. */
  readonly requestHeaders: readonly string[] | 'any';
  /** Methods with which other request headers pass than those. Absent if there are none. */
  readonly otherHeaders?: readonly string[];
  /** In lower case, as listed on a response. Null if no response to GET or HEAD may be read. */
  readonly exposedHeaders: readonly string[] | null;
  /** In seconds. Null: it is not sent, and browsers keep a preflight for five. `differs`: by the method that is asked for. */
  readonly maxAge: number | 'invalid' | 'differs' | null;
  /** What of `Vary` has to do with CORS, in lower case. */
  readonly vary: { readonly preflight: readonly string[]; readonly answer: readonly string[] };
  /** Of the responses: to the preflight, to GET and, where it was asked about, to HEAD. */
  readonly status: { readonly preflight: number; readonly GET: number; readonly HEAD?: number };
}

/** `*`; `repeated`: the origin of the request; anything else: this value, for any origin. */
export type AllowOrigin = string;

/** @throws {UsageError} `invalid-value`. */
export function checkPolicy(given: unknown, call: string): void {
  const { routes } = Object(given) as { routes?: unknown };
  if (Array.isArray(routes)) return;
  const advice = given instanceof Promise ? ' Await it first.' : '';
  throw new UsageError('invalid-value', `${call} needs the result of observeCorsPolicy().${advice}`);
}
