import { matcherOf, specificity } from './route-pattern.js';
import { isForMethod, isMethodForCors, type RouteTable, type TableRoute } from './known-routes.js';

type Call = (...given: unknown[]) => unknown;

/** Fastify shows the whole of its routes as text only. A hook for each route comes too late for an app in hand. */
export function fastifyTable(target: unknown): RouteTable | undefined {
  const { printRoutes, findRoute } = Object(target) as { printRoutes?: Call; findRoute?: Call };
  if (typeof printRoutes !== 'function' || typeof findRoute !== 'function') return undefined;
  const printed = Reflect.apply(printRoutes, target, [{ includeHooks: false }]);
  const routes = routesIn(String(printed));
  const patterns = new Map(routes.map(({ path }) => [path, matcherOf(path, { takesPrefix: false })]));
  return {
    routes,
    entered(method, path) {
      const matching = routes.filter(
        (route) => isForMethod(route, method) && patterns.get(route.path)?.test(path) === true,
      );
      // One route responds to a request, whatever else matches.
      const [first] = matching.toSorted((a, b) => (specificity(a.path) < specificity(b.path) ? -1 : 1));
      return first === undefined ? [] : [[first]];
    },
    why: isReady(target)
      ? []
      : ['The app is not ready: routes of plugins are known after await app.ready().'],
    catchAlls: [],
  };
}

function isReady(target: unknown): boolean {
  const app = Object(target) as object;
  const key = Object.getOwnPropertySymbols(app).find((symbol) => String(symbol) === 'Symbol(fastify.state)');
  return key === undefined || (Reflect.get(app, key) as { ready?: boolean } | undefined)?.ready === true;
}

/**
 * The tree has a line for each node, four characters further in than the node above it: `│   ├── sers (GET, HEAD)`. The
 * same node under another constraint has no branch of its own.
 */
export function routesIn(printed: string): TableRoute[] {
  const routes = new Map<string, TableRoute>();
  const above: string[] = [];
  for (const line of printed.split('\n')) {
    const [, indent = '', branch, text = ''] = /^((?:│ {3}| {4})*)([├└]── )?(.*)$/.exec(line) ?? [];
    if (text === '') continue;
    const { label, methods } = partsOf(text);
    const depth = indent.length / 4 + (branch === undefined ? 0 : 1);
    above[depth] = label === '(empty root node)' ? '' : label;
    const path = above.slice(0, depth + 1).join('');
    for (const method of namesIn(methods)) {
      const isForCors = isMethodForCors(method);
      routes.set(`${method} ${path}`, { method, path, isForCors });
    }
  }
  // `/` under a prefix is added with and without a slash at its end.
  return [...routes.values()].filter(
    ({ method, path }) => !path.endsWith('/') || !routes.has(`${method} ${path.slice(0, -1)}`),
  );
}

/** `users (GET, HEAD) {"host":"a.example"}`: what stands in the last parentheses are methods, if they look like it. */
function partsOf(text: string): { readonly label: string; readonly methods: string } {
  const start = text.lastIndexOf(' (');
  const end = text.indexOf(')', start);
  const methods = start < 0 ? '' : text.slice(start + 2, end);
  return /^[A-Z][A-Z, -]*$/.test(methods)
    ? { label: text.slice(0, start), methods }
    : { label: text, methods: '' };
}

/** HEAD comes with GET; `app.all()` has more methods than pages send. */
function namesIn(text: string): string[] {
  const methods = text.split(', ').filter((method) => method !== '');
  const hasAll = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'].every((one) =>
    methods.includes(one),
  );
  if (hasAll) return ['ALL'];
  return methods.filter((method) => method !== 'HEAD' || !methods.includes('GET'));
}
