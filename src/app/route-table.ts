import type { AppRoutes, RouteTable, TableRoute } from './known-routes.js';
import { isForCors, listed, type RouteNode, treeOf } from './routes.js';
import { routesEntered } from './routes-entered.js';
import { fastifyTable } from './routes-of-fastify.js';
import { honoTable } from './routes-of-hono.js';
import { koaTable } from './routes-of-koa.js';

const unknown: RouteTable = {
  routes: [],
  entered: () => [],
  why: ['Only the routes of Express 4 and 5, Fastify, @koa/router, Hono and Nest apps are known.'],
  catchAlls: [],
};

/**
 * The routes of an app: of Express 4 and 5, those of nested routers and mounted apps included; of Fastify, of the routers
 * of `@koa/router`, of Hono, and of Nest on Express and Fastify.
 *
 * @param app The app, or a server of an Express app. Fastify and Nest know their routes once they are ready.
 * @returns For anything else no routes, and that they are not known.
 * @example
 * routesOf(express().get('/users/:id', show)).routes; // [{ method: 'GET', path: '/users/:id' }]
 */
export function routesOf(app: unknown): AppRoutes {
  const { routes, why, catchAlls } = routeTableOf(app);
  const reasons = [...why, ...catchAlls.map((one) => one.why)];
  return {
    routes: routes.map(({ method, path }) => ({ method, path })),
    isComplete: reasons.length === 0,
    why: reasons,
  };
}

export function routeTableOf(target: unknown): RouteTable {
  const app = underNest(target);
  const table = fastifyTable(app) ?? koaTable(app) ?? honoTable(app) ?? expressTable(app) ?? unknown;
  if (Reflect.get(Object(target) as object, 'isInitialized') !== false || app === target) return table;
  return {
    ...table,
    why: [...table.why, 'The app is not initialized: its routes are known after app.init().'],
  };
}

/** What Nest runs on. */
function underNest(target: unknown): unknown {
  const { getHttpAdapter } = Object(target) as { getHttpAdapter?: unknown };
  if (typeof getHttpAdapter !== 'function') return target;
  const adapter: unknown = Reflect.apply(getHttpAdapter, target, []);
  const { getInstance } = Object(adapter) as { getInstance?: unknown };
  return typeof getInstance === 'function' ? Reflect.apply(getInstance, adapter, []) : target;
}

function expressTable(target: unknown): RouteTable | undefined {
  const tree = treeOf(target);
  if (tree === undefined) return undefined;
  const { nodes, why, catchAlls } = tree;
  const known = nodes.flatMap((node) => listed(node, ['']));
  const ofNode = new Map<RouteNode, TableRoute[]>();
  const routes = known.map((one) => {
    const route = { method: one.method, path: one.path, isForCors: isForCors(one) };
    ofNode.set(one.node, [...(ofNode.get(one.node) ?? []), route]);
    return route;
  });
  return {
    routes,
    entered: (method, path) => routesEntered(nodes, method, path).map((node) => ofNode.get(node) ?? []),
    why,
    catchAlls,
  };
}
