import { isForMethod, type AppRoute, type RouteTable, type TableRoute } from '../app/known-routes.js';
import { routeTableOf } from '../app/route-table.js';
import type { CorsContract } from './contract.js';
import { filledPath } from '../request/path-template.js';

/** The routes of an app that no contract mentions. */
export interface UncoveredRoutes {
  /** Sorted by path, then by method. */
  readonly routes: readonly AppRoute[];
  /** Whether all routes of the app are known. */
  readonly isComplete: boolean;
  /** Why they are not, or may not be, a sentence each. */
  readonly why: readonly string[];
}

/**
 * Which routes of an app no contract mentions: each route has a path and a method, and is mentioned where a contract has a
 * path that leads to it, with this method. What is there for CORS only is no route: handlers of `OPTIONS` and `HEAD`, and
 * routes that hold nothing but the package `cors`.
 *
 * @param app Any that `routesOf` reads.
 * @param contracts One, or several that cover the app together.
 * @returns For anything else no routes, and that they are not known.
 * @example
 * uncoveredRoutes(app, contract).routes; // [{ method: 'DELETE', path: '/users/:id' }]
 */
export function uncoveredRoutes(
  app: unknown,
  contracts: CorsContract | readonly CorsContract[],
): UncoveredRoutes {
  const table = routeTableOf(app);
  return uncoveredIn(table, [contracts].flat(), [...table.why, ...table.catchAlls.map(({ why }) => why)]);
}

/** @param why Why the routes of the table may not be all. */
export function uncoveredIn(
  table: RouteTable,
  contracts: readonly CorsContract[],
  why: readonly string[],
): UncoveredRoutes {
  const known = table.routes.filter(({ isForCors }) => !isForCors);
  const covered = new Set(contracts.flatMap(mentionsIn).flatMap((mention) => coveredBy(mention, table)));
  const fallbacks = known.filter((route) => isFallback(route) && !covered.has(route));
  return {
    routes: known
      .filter((route) => !covered.has(route) && !isFallback(route))
      .map(({ method, path }) => ({ method, path }))
      .sort((a, b) => order(a.path, b.path) || order(a.method, b.method)),
    isComplete: why.length === 0 && fallbacks.length === 0,
    why: [
      ...why,
      ...fallbacks.map(({ path }) => `ALL ${path} handles every request that no other route handles.`),
    ],
  };
}

interface Mention {
  readonly method: string;
  /** As the contract has it, `/users/:id`. */
  readonly pattern: string;
  /** With the values of its parameters, `/users/1`. */
  readonly path: string;
}

function mentionsIn({ routes, defaults }: CorsContract): Mention[] {
  return routes.flatMap(({ path: pattern, methods, params }) => {
    const [bare = ''] = pattern.split('?');
    const path = filledPath(bare, { ...defaults?.params, ...params });
    return methods.map((method) => ({ method, pattern: bare, path }));
  });
}

/**
 * All routes a request enters; but where one of them has the very path of the contract, none behind it: `/users/me` does
 * not mention `/users/:id`.
 */
function coveredBy({ method, pattern, path }: Mention, table: RouteTable): TableRoute[] {
  const routes = table
    .entered(method, path)
    .map((together) => together.filter((route) => !route.isForCors && isForMethod(route, method)));
  const isMeant = (route: TableRoute): boolean => comparable(route.path) === comparable(pattern);
  const last = routes.findIndex((together) => together.some(isMeant));
  const reached = last === -1 ? routes : routes.slice(0, last + 1);
  // One route of a list of paths: the one that is meant, where it can be told.
  return reached.flatMap((together) => (together.some(isMeant) ? together.filter(isMeant) : together));
}

/** What parameters are called makes no difference, nor does a slash at the end or, by default, case. */
function comparable(path: string): string {
  return path
    .replaceAll(/([:*])\w+/g, '$1')
    .replace(/\/$/, '')
    .toLowerCase();
}

/** What `app.all('*', …)` adds is middleware, or says 404. */
function isFallback({ method, path }: AppRoute): boolean {
  return method === 'ALL' && /^(\/?\*\w*|\/?\{\/?\*\w+\}|\(\/(\.\*|\^(?=.*\.\*).*)\/\))$/.test(path);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
