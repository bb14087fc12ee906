import { hostileOrigins } from '../audit/hostile-origins.js';
import { isSafeMethod } from '../standard/method.js';
import { enumerate, plural } from '../text/sentence.js';
import type { CellKind } from './contract-report.js';
import type { CorsContract } from './contract.js';
import { isSent, type ResolvedRoute, resolvedRoutes } from './resolved-route.js';

/** One thing a contract says, as a question that has one answer. */
export interface Cell {
  /** A sentence that holds: `PUT /users/:id from https://evil.example is refused`. No two cells share it. */
  readonly name: string;
  readonly kind: CellKind;
  readonly route: ResolvedRoute;
  readonly method: string;
  readonly origin: string;
  /** Whether the page asks with credentials. */
  readonly credentials: boolean;
  /** Whether it fails only what is `exact`. */
  readonly isNote: boolean;
}

/**
 * Everything a contract says, one after the other, the control first: the first page that is let in. Cells with one
 * route, method and origin stand together.
 */
export function cellsOf(contract: CorsContract): Cell[] {
  const cells = resolvedRoutes(contract).flatMap((route) => [
    ...route.methods.flatMap((method) => cellsOfMethod(route, method)),
    ...cellsOfUndeclared(route),
    ...(contract.audit === true ? hostileCells(route) : []),
  ]);
  const allowed = cells.filter(({ kind }) => kind === 'allowed');
  const control = allowed.find(({ method }) => isSafeMethod(method)) ?? allowed[0];
  return control === undefined ? cells : [control, ...cells.filter((cell) => cell !== control)];
}

function cellsOfMethod(route: ResolvedRoute, method: string): Cell[] {
  const { allowed, rejected, credentials, exposedHeaders, maxAge } = route;
  const cell = (kind: CellKind, origin: string, says: string, withCredentials = credentials): Cell => ({
    name: `${method} ${route.name} from ${origin} ${says}`,
    kind,
    route,
    method,
    origin,
    credentials: withCredentials,
    isNote: false,
  });
  return [
    ...allowed.flatMap((origin) => [
      cell('allowed', origin, credentials ? 'with credentials is allowed' : 'is allowed'),
      ...(credentials ? [] : [cell('no-credentials', origin, 'with credentials is refused', true)]),
      ...(exposedHeaders.length > 0 && isSent(method, route)
        ? [cell('exposed', origin, `may read ${enumerate(exposedHeaders)}`)]
        : []),
      ...(maxAge !== undefined && isMethodOfPreflights(method, route)
        ? [cell('max-age', origin, `keeps its preflight for ${plural(maxAge, 'second')}`)]
        : []),
    ]),
    ...rejected.map((origin) => cell('refused', origin, 'is refused', false)),
  ];
}

/** Where no method needs a preflight, the first one stands for all. */
function isMethodOfPreflights(method: string, { methods, requestHeaders }: ResolvedRoute): boolean {
  const needsOne = (name: string): boolean =>
    requestHeaders.length > 0 || !['GET', 'HEAD', 'POST'].includes(name);
  return methods.some(needsOne) ? needsOne(method) : method === methods[0];
}

function cellsOfUndeclared(route: ResolvedRoute): Cell[] {
  const { methods, requestHeaders, exact, credentials, allowed, isForAny } = route;
  const [method = ''] = methods;
  const headers = requestHeaders.length > 0 ? `no header but ${enumerate(requestHeaders)}` : 'no header';
  const of = (origin: string, kind: CellKind, says: string, isNote: boolean): Cell => ({
    name: `${enumerate(methods)} ${route.name} from ${origin} ${says}`,
    kind,
    route,
    method,
    origin,
    credentials,
    isNote,
  });
  return (isForAny ? allowed.slice(0, 1) : allowed).flatMap((origin) => [
    of(origin, 'no-other-methods', 'and no other method is allowed', !exact.includes('methods')),
    of(origin, 'no-other-headers', `may have ${headers}`, !exact.includes('headers')),
  ]);
}

/** With one method of a route: a check of the origin is one for all of them. */
function hostileCells(route: ResolvedRoute): Cell[] {
  const { methods, allowed, rejected, isForAny } = route;
  const trusted = allowed.filter((origin) => origin !== 'null');
  if (isForAny || trusted.length === 0) return [];
  const [first = ''] = methods;
  const method = methods.find((name) => isSafeMethod(name)) ?? first;
  return hostileOrigins(trusted, { allowNull: allowed.includes('null'), except: allowed })
    .filter(({ origin }) => !rejected.includes(origin))
    .map(({ origin }) => ({
      name: `${method} ${route.name} from ${origin} is refused`,
      kind: 'refused',
      route,
      method,
      origin,
      credentials: false,
      isNote: false,
    }));
}
