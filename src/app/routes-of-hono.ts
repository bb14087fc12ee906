import { matcherOf } from './route-pattern.js';
import { isForMethod, isMethodForCors, type RouteTable, type TableRoute } from './known-routes.js';

interface HonoRoute {
  readonly method: string;
  readonly path: string;
  readonly handler: Handler;
}

type Handler = ((...given: unknown[]) => unknown) & {
  /** What a sub-app with an error handler of its own wraps. */
  readonly __COMPOSED_HANDLER?: Handler;
};

/** Hono lists what `app.use()` and `app.mount()` add among its routes, for all methods. */
export function honoTable(target: unknown): RouteTable | undefined {
  const { routes: added, fetch, basePath } = Object(target) as Record<string, unknown>;
  if (!Array.isArray(added) || typeof fetch !== 'function' || typeof basePath !== 'function')
    return undefined;
  const table = new Map<string, TableRoute>();
  const why: string[] = [];
  for (const { method, path, handler } of added as readonly HonoRoute[]) {
    const own = handler.__COMPOSED_HANDLER ?? handler;
    // A middleware takes `next`; so does what enters a mounted app, which has this name.
    if (method !== 'ALL' || own.length < 2)
      table.set(`${method} ${path}`, { method, path, isForCors: isMethodForCors(method) });
    else if (own.name === 'handler' && path.endsWith('/*'))
      why.push(`The routes of the app mounted at ${path.slice(0, -2) || '/'} are not known.`);
  }
  const routes = [...table.values()];
  const patterns = new Map(routes.map(({ path }) => [path, matcherOf(path, { takesPrefix: true })]));
  return {
    routes,
    entered: (method, path) =>
      routes
        .filter((route) => isForMethod(route, method) && patterns.get(route.path)?.test(path) === true)
        .map((route) => [route]),
    why,
    catchAlls: [],
  };
}
