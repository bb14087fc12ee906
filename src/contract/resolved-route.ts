import { shownUrl } from '../state/disclosure.js';
import { unrelatedOrigins } from '../request/unrelated-origins.js';
import type { ExpectedStatus } from '../request/cross-origin-request.js';
import { isSafeMethod } from '../standard/method.js';
import type { CorsContract, ExactPart, OriginsOrAny, RouteContract } from './contract.js';
import { filledPath } from '../request/path-template.js';

/** A route with everything it inherits. */
export interface ResolvedRoute {
  /** Its place in the contract. */
  readonly index: number;
  /** As the contract writes it without secrets, unless another route is written the same. */
  readonly name: string;
  /** As it is asked for. */
  readonly path: string;
  readonly methods: readonly string[];
  /** Whether every page may read: then two stand for all. */
  readonly isForAny: boolean;
  readonly allowed: readonly string[];
  /** Also one that nobody has heard of. Empty where every page may read. */
  readonly rejected: readonly string[];
  /** Of all routes with this path. */
  readonly methodsOfPath: readonly string[];
  /** Lower case. */
  readonly headersOfPath: readonly string[];
  /** Lower case. */
  readonly requestHeaders: readonly string[];
  readonly credentials: boolean;
  /** Lower case. */
  readonly exposedHeaders: readonly string[];
  readonly maxAge: number | undefined;
  readonly status: ExpectedStatus | undefined;
  readonly send: boolean;
  readonly exact: readonly ExactPart[];
  readonly json: unknown;
  readonly body: string | undefined;
}

/** The routes of a contract that has no fault. */
export function resolvedRoutes(contract: CorsContract): ResolvedRoute[] {
  const routes = contract.routes.map((route, index) => resolved(route, index, contract));
  return routes.map((route) => {
    const ofPath = routes.filter(({ path }) => path === route.path);
    // Without their secrets, two may look the same.
    const isAlike = routes.some(({ name, path }) => name === route.name && path !== route.path);
    return {
      ...route,
      name: isAlike ? `${route.name} (routes[${String(route.index)}])` : route.name,
      methodsOfPath: [...new Set(ofPath.flatMap(({ methods }) => methods))],
      headersOfPath: [...new Set(ofPath.flatMap(({ requestHeaders }) => requestHeaders))],
    };
  });
}

type OwnTerms = Omit<ResolvedRoute, 'methodsOfPath' | 'headersOfPath'>;

function resolved(route: RouteContract, index: number, contract: CorsContract): OwnTerms {
  const terms = { ...contract.defaults, ...withoutUndefined(route) };
  const path = filledPath(route.path, { ...contract.defaults?.params, ...route.params });
  const sharesName = contract.routes.some(
    (other) => other !== route && other.path === route.path && other.methods.some(isIn(route.methods)),
  );
  const isForAny = (route.origins ?? contract.origins) === '*';
  return {
    index,
    name: shownUrl(sharesName ? path : route.path),
    path,
    methods: route.methods,
    isForAny,
    ...originsOf(route.origins, contract.origins),
    requestHeaders: lowered(terms.requestHeaders),
    credentials: terms.credentials ?? false,
    exposedHeaders: lowered(terms.exposedHeaders),
    maxAge: terms.maxAge,
    status: terms.status,
    send: terms.send ?? false,
    exact: route.exact ?? contract.exact ?? [],
    json: route.json,
    body: route.body,
  };
}

/** What a route does not reject itself it inherits, unless it allows it. */
function originsOf(
  own: OriginsOrAny | undefined,
  inherited: OriginsOrAny,
): Pick<ResolvedRoute, 'allowed' | 'rejected'> {
  const origins = own ?? inherited;
  if (origins === '*') return { allowed: unrelatedOrigins, rejected: [] };
  const { allowed } = origins;
  const rejected = origins.rejected ?? (inherited === '*' ? [] : (inherited.rejected ?? []));
  const unrelated = strangers.find((origin) => !allowed.includes(origin)) ?? '';
  return {
    allowed,
    rejected: [...new Set([...rejected, unrelated])].filter((origin) => !allowed.includes(origin)),
  };
}

/** The last one stands for all where a contract allows the others, which are for examples. */
const strangers = [...unrelatedOrigins, 'https://undeclared.invalid'];

/** Whether the request itself is sent; otherwise its preflight has to do. */
export function isSent(method: string, { send }: Pick<ResolvedRoute, 'send'>): boolean {
  return send || isSafeMethod(method);
}

function lowered(names: readonly string[] = []): string[] {
  return names.map((name) => name.toLowerCase());
}

function isIn(list: readonly string[]): (item: string) => boolean {
  return (item) => list.includes(item);
}

function withoutUndefined(route: RouteContract): Partial<RouteContract> {
  return Object.fromEntries(Object.entries(route).filter(([, value]) => value !== undefined));
}
