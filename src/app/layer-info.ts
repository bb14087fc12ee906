import { handlerName } from './handler-name.js';
import type { Layer, Route } from './layer.js';
import { mountedApp } from './routes-mounted.js';

export type { Layer, Route } from './layer.js';

/** A layer of an Express app: what `app.use`, `app.get` and the like have made. */
export interface LayerInfo {
  /** From 1, in the order they were added; `3.1` is the first of a router that is the third. */
  readonly number: string;
  /** Of the function; the methods and the path of a route. */
  readonly name: string;
  /** `/`, or where it is mounted; null where this version of Express does not keep it. */
  readonly path: string | null;
  /** What the layer is. */
  readonly kind: 'middleware' | 'route' | 'router' | 'error-handler';
  /** Whether it is the middleware of the package `cors`, or a route that has it. */
  readonly isCors: boolean;
}

interface Router {
  readonly stack: readonly Layer[];
}

export interface KnownLayer {
  readonly layer: Layer;
  readonly info: LayerInfo;
}

/** The layers of an app in order, those of nested routers behind their router. */
export function layersOf(app: unknown, mountedBy?: LayerInfo): KnownLayer[] {
  return flatten(stackOf(app), mountedBy === undefined ? '' : `${mountedBy.number}.`);
}

/** Of Express 5 (`app.router`) or 4 (`app._router`, whose `app.router` throws). */
export function stackOf(app: unknown): readonly Layer[] {
  const holder = Object(app) as { _router?: Partial<Router>; router?: Partial<Router> };
  if (holder._router?.stack !== undefined) return holder._router.stack;
  try {
    return holder.router?.stack ?? [];
  } catch {
    return []; // Express 4 without a single layer
  }
}

// Express 4 puts these two in front by itself.
const builtIn = new Set(['query', 'expressInit']);

/** A router inside itself is told once. */
function flatten(
  stack: readonly Layer[],
  prefix: string,
  around: readonly (readonly Layer[])[] = [],
): KnownLayer[] {
  const own = stack.filter(({ name = '' }) => !builtIn.has(name));
  return own.flatMap((layer, index) => {
    const info = infoOf(layer, `${prefix}${String(index + 1)}`);
    const inner = stackIn(layer);
    const isAround = inner === stack || around.includes(inner);
    return [{ layer, info }, ...(isAround ? [] : flatten(inner, `${info.number}.`, [...around, stack]))];
  });
}

/** Of a nested router, or a mounted app. */
function stackIn({ handle }: Layer): readonly Layer[] {
  if (handle.stack !== undefined) return handle.stack;
  return handle.name === 'mounted_app' ? stackOf(mountedApp({ handle })) : [];
}

function infoOf(layer: Layer, number: string): LayerInfo {
  const { route, handle } = layer;
  if (route !== undefined) {
    const path = pathText(route.path);
    const isCors = route.stack.some((inner) => isCorsMiddleware(inner));
    return { number, name: `${methodsOf(route)} ${path}`, path, kind: 'route', isCors };
  }
  const name = handlerName(handle) ?? '<anonymous>';
  return { number, name, path: mountPathOf(layer), kind: kindOf(layer), isCors: isCorsMiddleware(layer) };
}

/** `app.all()` adds one route with every method of Node. */
function methodsOf({ methods }: Route): string {
  const names = Object.keys(methods);
  const isAll = names.includes('_all') || names.length > 20;
  return isAll ? 'ALL' : names.map((name) => name.toUpperCase()).join(', ');
}

/** A path, a regular expression, or a list of them. */
function pathText(path: unknown): string {
  return Array.isArray(path) ? path.map(pathText).join(', ') : String(path);
}

function kindOf({ handle }: Layer): LayerInfo['kind'] {
  // Express gives this name to what enters a mounted app.
  if (handle.stack !== undefined || handle.name === 'mounted_app') return 'router';
  return handle.length === 4 ? 'error-handler' : 'middleware';
}

/** The package `cors` gives its function this name. */
export function isCorsMiddleware({ handle }: Layer): boolean {
  return handle.name === 'corsMiddleware';
}

export function mountPathOf({ rawPath, regexp, keys = [], slash }: Layer): string | null {
  if (rawPath !== undefined) return pathText(rawPath);
  if (slash === true || regexp?.fast_slash === true) return '/';
  if (regexp === undefined) return null;
  // Express 4 has made /^\/users(?:\/([^\/]+?))\/?(?=\/|$)/i of /users/:user
  const source = /^\^(.*)\\\/\?\(\?=\\\/\|\$\)$/.exec(regexp.source)?.[1];
  const names = keys.values();
  const path = source
    ?.replaceAll(/\(\?:\\\/\(\[\^\\?\/\]\+\?\)\)/g, () => `/:${String(names.next().value?.name)}`)
    .replaceAll(/\\([/.])/g, '$1');
  // Whatever else a path may hold cannot be told from its expression.
  return path !== undefined && /^[\w/:.~-]+$/.test(path) ? path : null;
}
