import { hostileOrigins } from '../audit/hostile-origins.js';
import { isSafeMethod } from '../standard/method.js';
import { enumerate, plural } from '../text/sentence.js';
import type { CellKind } from './contract-report.js';
import type { CorsContract } from './contract.js';
import { isSent, type ResolvedRoute, resolvedRoutes } from './resolved-route.js';

/** One check of a contract, with one result. */
export interface Cell {
  /** A sentence that holds: `PUT /users/:id from https://evil.example is rejected`. No two cells share it. */
  readonly name: string;
  readonly kind: CellKind;
  readonly route: ResolvedRoute;
  readonly method: string;
  readonly origin: string;
  /** Whether the request has credentials. */
  readonly credentials: boolean;
  /** Whether it fails only what is `exact`. */
  readonly isNote: boolean;
}

/**
 * Everything a contract says, one after the other, the control first: the first origin that is allowed. Cells with one
 * route, method and origin stand together.
 */
export function cellsOf(contract: CorsContract): Cell[] {
  const cells = new Map<string, Cell>();
  for (const route of resolvedRoutes(contract)) {
    for (const cell of cellsOfRoute(route, contract.audit === true)) {
      // Routes with one path say the same of other methods.
      if (!cells.has(cell.name)) cells.set(cell.name, cell);
    }
  }
  const allowed = [...cells.values()].filter(({ kind }) => kind === 'allowed');
  const control = allowed.find(({ method }) => isSafeMethod(method)) ?? allowed[0];
  if (control === undefined) return [...cells.values()];
  cells.delete(control.name);
  return [control, ...cells.values()];
}

function cellsOfRoute(route: ResolvedRoute, audit: boolean): Cell[] {
  return [
    ...route.methods.flatMap((method) => cellsOfMethod(route, method)),
    ...cellsOfUndeclared(route),
    ...(audit ? hostileCells(route) : []),
  ];
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
      ...(credentials ? [] : [cell('no-credentials', origin, 'with credentials is rejected', true)]),
      ...(exposedHeaders.length > 0 && isSent(method, route)
        ? [cell('exposed', origin, `may read ${enumerate(exposedHeaders)}`)]
        : []),
      ...(maxAge !== undefined && isMethodOfPreflights(method, route)
        ? [cell('max-age', origin, `has its preflight cached for ${plural(maxAge, 'second')}`)]
        : []),
    ]),
    ...rejected.map((origin) => cell('refused', origin, 'is rejected', false)),
  ];
}

/** Where no method needs a preflight, the first one stands for all. */
function isMethodOfPreflights(method: string, { methods, requestHeaders }: ResolvedRoute): boolean {
  const needsOne = (name: string): boolean =>
    requestHeaders.length > 0 || !['GET', 'HEAD', 'POST'].includes(name);
  return methods.some(needsOne) ? needsOne(method) : method === methods[0];
}

function cellsOfUndeclared(route: ResolvedRoute): Cell[] {
  const { methods, methodsOfPath, headersOfPath, exact, credentials, allowed } = route;
  const [method = ''] = methods;
  const headers =
    headersOfPath.length > 0 ? `no headers except ${enumerate(headersOfPath)}` : 'no extra headers';
  const of = (origin: string, kind: CellKind, name: string, isNote: boolean): Cell => ({
    name,
    kind,
    route,
    method,
    origin,
    credentials,
    isNote,
  });
  return (route.isForAny ? allowed.slice(0, 1) : allowed).flatMap((origin) => [
    of(
      origin,
      'no-other-methods',
      `${route.name} from ${origin} allows only ${enumerate(methodsOfPath)}`,
      !exact.includes('methods'),
    ),
    of(
      origin,
      'no-other-headers',
      `${enumerate(methods)} ${route.name} from ${origin} may send ${headers}`,
      !exact.includes('headers'),
    ),
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
      name: `${method} ${route.name} from ${origin} is rejected`,
      kind: 'refused',
      route,
      method,
      origin,
      credentials: false,
      isNote: false,
    }));
}
