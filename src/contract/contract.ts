import type { ExpectedStatus } from '../request/cross-origin-request.js';

/** The origins of pages, exactly as browsers serialize them, or `null` for opaque ones. */
export interface DeclaredOrigins {
  /** Origins whose pages may read the responses. Empty only on a route, where no page may. */
  readonly allowed: readonly string[];
  /** Origins that must be rejected. All others must be, too, but these are the ones that are tested. */
  readonly rejected?: readonly string[] | undefined;
}

/** `*` is a value: any page may read the responses, without credentials. */
export type OriginsOrAny = '*' | DeclaredOrigins;

/** What a route may not allow beyond what it declares. */
export type ExactPart = 'methods' | 'headers';

/** What a route declares, and `defaults` for all that do not. */
export interface RouteTerms {
  /** Request headers a page may set, in any case. Those that need no permission, such as `accept`, are misuse. */
  readonly requestHeaders?: readonly string[] | undefined;
  /** Whether a page may send credentials. Default false: then a request with credentials must be rejected. */
  readonly credentials?: boolean | undefined;
  /** Response headers a page may read, in any case. */
  readonly exposedHeaders?: readonly string[] | undefined;
  /** Seconds for which each browser caches the preflight, or its own maximum where that is less. */
  readonly maxAge?: number | undefined;
  /** The status of the response to a request that is sent. */
  readonly status?: ExpectedStatus | undefined;
  /** Values of the parameters in paths: `{ "id": "1" }` for `/users/:id`. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Sends unsafe methods as well. Default false: they are judged by their preflight. */
  readonly send?: boolean | undefined;
}

/** One path and its methods. What it leaves out is taken from `defaults`. */
export interface RouteContract extends RouteTerms {
  /** As Express writes it, `/users/:id`, with a value in `params` for each parameter. */
  readonly path: string;
  /** As `fetch()` sends them: `GET`, `PUT`; `patch` is not `PATCH`. */
  readonly methods: readonly string[];
  /** Instead of those of the contract. */
  readonly origins?: OriginsOrAny | undefined;
  /** Instead of those of the contract. */
  readonly exact?: readonly ExactPart[] | undefined;
  /** The JSON body of methods that have one. */
  readonly json?: unknown;
  /** The body of methods that have one, as text. */
  readonly body?: string | undefined;
}

/**
 * A CORS policy, written down once. Plain data: it may be a JSON file, for which `cors-contract.schema.json` lets editors
 * suggest and check keys. Secrets stay out of it: pass them as `request` where the contract is tested.
 */
export interface CorsContract {
  /** Of a JSON file: where its schema is. */
  readonly $schema?: string | undefined;
  /** For all routes that do not name their own. */
  readonly origins: OriginsOrAny;
  /** Which undeclared things fail. Default none: undeclared methods and headers are only reported. */
  readonly exact?: readonly ExactPart[] | undefined;
  /** Whether origins that careless checks mistake for allowed ones are tested, too. Default false. */
  readonly audit?: boolean | undefined;
  readonly defaults?: RouteTerms | undefined;
  readonly routes: readonly RouteContract[];
}
