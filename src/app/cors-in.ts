import { handlerName } from './handler-name.js';
import { isCorsMiddleware, type KnownLayer, type Layer, type LayerInfo, layersOf } from './layer-info.js';
import { expressAppIn } from './routes.js';

/** Where an app has something that does CORS, or may. */
export interface CorsPlace {
  /** `cors()`, `@fastify/cors`, `@koa/cors`, `hono/cors`, `cors of hapi`; the name of a function of the app, or `<anonymous>`. */
  readonly name: string;
  /** The path it is for, of the router, plug-in or route it is in; null where that is not known. */
  readonly path: string | null;
  /** The layer of an Express app. */
  readonly layer: LayerInfo | null;
  /** Whether it is a CORS middleware. Otherwise it is a function in whose source CORS is mentioned: it may call one. */
  readonly isCertain: boolean;
}

/**
 * Where an app does CORS, or may, whether a request gets there or not: layers of Express 4 and 5, plug-ins of Fastify,
 * middleware of Koa and Hono, routes of hapi.
 *
 * @returns In order; null where nothing is known about such an app.
 */
export function corsIn(target: unknown): readonly CorsPlace[] | null {
  const app = expressAppIn(target);
  if (app !== undefined) return corsPlacesOf(layersOf(app));
  const holder = Object(target) as Holder;
  if (typeof holder.hasPlugin === 'function') return inFastify(holder, '/', false);
  if (Array.isArray(holder.middleware)) return inFunctions(holder.middleware, '@koa/cors');
  if (Array.isArray(holder.routes)) return inHono(holder.routes);
  if (typeof holder.table === 'function') return inHapi(holder);
  return null;
}

/** The same, of layers that are known already. */
export function corsPlacesOf(known: readonly KnownLayer[]): CorsPlace[] {
  return known.flatMap(({ layer, info }): CorsPlace[] => {
    if (info.isCors) return [{ name: 'cors()', path: info.path, layer: info, isCertain: true }];
    const mentions = functionsOf(layer).some((inner) => mentionsCors(inner.handle));
    return mentions ? [{ name: info.name, path: info.path, layer: info, isCertain: false }] : [];
  });
}

interface Holder {
  readonly hasPlugin?: (name: string) => boolean;
  readonly prefix?: string;
  readonly middleware?: unknown;
  readonly routes?: unknown;
  readonly table?: () => readonly HapiRoute[];
}

interface HapiRoute {
  readonly path: string;
  readonly settings?: { readonly cors?: unknown };
}

type Handler = (...given: never[]) => unknown;

/** Those of a route; a router's are layers of their own. */
function functionsOf(layer: Layer): readonly Layer[] {
  if (layer.handle.stack !== undefined || layer.handle.name === 'mounted_app') return [];
  return layer.route?.stack.filter((inner) => !isCorsMiddleware(inner)) ?? [layer];
}

function mentionsCors(handler: unknown): boolean {
  return typeof handler === 'function' && /cors|access-control-/i.test(String(handler));
}

/** A child has the plug-ins of its parents, which is not worth saying again. */
function inFastify(instance: Holder, path: string, isInherited: boolean): CorsPlace[] {
  const has = instance.hasPlugin?.('@fastify/cors') === true;
  const name = '@fastify/cors';
  const own = has && !isInherited ? [{ name, path, layer: null, isCertain: true }] : [];
  const key = Object.getOwnPropertySymbols(instance).find(
    ({ description }) => description === 'fastify.children',
  );
  const children = (key === undefined ? [] : Reflect.get(instance, key)) as readonly Holder[];
  return [...own, ...children.flatMap((child) => inFastify(child, child.prefix || '/', has))];
}

function inFunctions(handlers: readonly unknown[], packaged: string, path = '/'): CorsPlace[] {
  return handlers.flatMap((handler) => {
    if (typeof handler !== 'function') return [];
    const name = handlerName(handler as Handler) ?? '<anonymous>';
    // The packages for it give their function this name.
    const isCertain = name === 'cors';
    if (!isCertain && !mentionsCors(handler)) return [];
    return [{ name: isCertain ? packaged : name, path, layer: null, isCertain }];
  });
}

function inHono(routes: readonly unknown[]): CorsPlace[] {
  return routes.flatMap((route) => {
    const { path, handler } = Object(route) as { path?: string; handler?: unknown };
    return inFunctions([handler], 'hono/cors', path);
  });
}

function inHapi(server: Holder): CorsPlace[] {
  const routes = server.table?.() ?? [];
  return routes.flatMap(({ path, settings }) =>
    settings?.cors === undefined || settings.cors === false
      ? []
      : [{ name: 'cors of hapi', path, layer: null, isCertain: true }],
  );
}
