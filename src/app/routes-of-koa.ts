import { isMethodForCors, type RouteTable, type TableRoute } from './known-routes.js';

interface KoaLayer {
  readonly path: unknown;
  readonly methods: readonly string[];
  match(path: string): boolean;
}

interface KoaRouter {
  readonly stack: readonly KoaLayer[];
}

type Middleware = ((...given: unknown[]) => unknown) & { readonly router?: Partial<KoaRouter> };

/** Of the routers of `@koa/router` that an app uses: what they hand to it leads back to them. */
export function koaTable(target: unknown): RouteTable | undefined {
  const { middleware, callback } = Object(target) as { middleware?: unknown; callback?: unknown };
  if (!Array.isArray(middleware) || typeof callback !== 'function') return undefined;
  const used = middleware as readonly Middleware[];
  if (!used.some(({ router }) => router !== undefined)) return undefined;
  const layers = used
    .flatMap(({ router }) => router?.stack ?? [])
    .filter(({ methods }) => methods.length > 0);
  const known = layers.map((layer) => ({ layer, routes: routesOf(layer) }));
  const names = used.filter(({ router, length }) => router === undefined && length < 2).map(nameOf);
  return {
    routes: known.flatMap(({ routes }) => routes),
    entered: (method, path) =>
      known
        .filter(({ layer }) => layer.methods.includes(method) && layer.match(path))
        .map(({ routes }) => routes.filter((route) => route.method === method || route.method === 'ALL')),
    why: [],
    catchAlls: names.map((name) => ({ place: '/', why: `${name}, used at /, may handle any path.` })),
  };
}

function nameOf({ name }: Middleware): string {
  return name === '' ? 'A function' : name;
}

/** HEAD comes with GET; `router.all()` has every method of Node. */
function routesOf({ path, methods }: KoaLayer): TableRoute[] {
  const own =
    methods.length > 20 ? ['ALL'] : methods.filter((one) => one !== 'HEAD' || !methods.includes('GET'));
  return own.map((method) => ({
    method,
    path: path instanceof RegExp ? `(${String(path)})` : String(path),
    isForCors: isMethodForCors(method),
  }));
}
