import { isCorsMiddleware, type Layer, mountPathOf, type Route, stackOf } from './layer-info.js';
import { matchedBy } from './routes-match.js';
import { type AppRoute, type CatchAll, isMethodForCors } from './known-routes.js';
import { mountedApp } from './routes-mounted.js';

/** A route of an app, or what leads to several. */
export type RouteNode =
  | { readonly kind: 'route'; readonly layer: Layer; readonly route: Route }
  | {
      readonly kind: 'router';
      readonly layer: Layer;
      /** Null where this version of Express does not keep it. */
      readonly paths: readonly (string | null)[];
      readonly nodes: readonly RouteNode[];
    };

export interface RouteTree {
  readonly nodes: readonly RouteNode[];
  /** Why these may not be all routes, a sentence each. */
  readonly why: readonly string[];
  readonly catchAlls: readonly CatchAll[];
}

/** Of an Express app of version 4 or 5, or a server of one; undefined for anything else. */
export function treeOf(target: unknown): RouteTree | undefined {
  const app = expressAppIn(target);
  if (app === undefined) return undefined;
  const reasons: Reasons = { why: new Set(), catchAlls: new Map() };
  const nodes = nodesOf(app, [app], '', reasons);
  return { nodes, why: [...reasons.why], catchAlls: [...reasons.catchAlls.values()] };
}

interface Reasons {
  readonly why: Set<string>;
  readonly catchAlls: Map<string, CatchAll>;
}

/**
 * The Express app in a target: an app is a function that has `use`, whatever its version; a server has one as its listener,
 * and a Nest app has a server. Undefined where there is none.
 */
export function expressAppIn(target: unknown): object | undefined {
  if (typeof target === 'function' && 'use' in target && isExpress(target)) return target;
  const { listeners, getHttpServer } = Object(target) as Record<string, unknown>;
  if (typeof getHttpServer === 'function') return expressAppIn(Reflect.apply(getHttpServer, target, []));
  if (typeof target !== 'object' || typeof listeners !== 'function') return undefined;
  const found: unknown = Reflect.apply(listeners, target, ['request']);
  return Array.isArray(found) ? found.map(expressAppIn).find((app) => app !== undefined) : undefined;
}

/** Of version 4 or 5: earlier ones have a `stack` of their own, as connect has. */
function isExpress(app: object): boolean {
  return stackOf(app).length > 0 || ('settings' in app && 'locals' in app && !('stack' in app));
}

function nodesOf(app: unknown, within: readonly unknown[], prefix: string, reasons: Reasons): RouteNode[] {
  return stackOf(app).flatMap((layer): RouteNode[] => {
    const { route, handle } = layer;
    if (route !== undefined) return [{ kind: 'route', layer, route }];
    const inner = handle.name === 'mounted_app' ? mountedApp(layer) : handle;
    const paths = mountPathsOf(layer, inner);
    const place = join(prefix, paths.map((path) => path ?? unknownPath).join(', '));
    if (inner === undefined) {
      reasons.why.add(`The routes of the app mounted at ${place} are not known.`);
      return [];
    }
    if (stackOf(inner).length === 0 && handle.stack === undefined) {
      if (mayRespond(layer))
        addReason(layer, paths.includes(null) ? 'an unknown path' : place, paths, reasons);
      return [];
    }
    if (within.includes(inner)) return [];
    if (paths.includes(null)) reasons.why.add(unknownMount(layer));
    const holder = handle.stack === undefined ? inner : { router: handle };
    return [{ kind: 'router', layer, paths, nodes: nodesOf(holder, [...within, inner], place, reasons) }];
  });
}

function unknownMount(layer: Layer): string {
  return layer.regexp === undefined
    ? 'This version of Express does not record where a router is mounted.'
    : `The mount path of a router cannot be read from ${String(layer.regexp)}.`;
}

/** A function without `next` passes nothing on. */
function mayRespond({ handle }: Layer): boolean {
  return handle.length < 3 || handle.name === 'serveStatic';
}

/** Of what is used on all paths of its router, a request shows whether it only responds 404. */
function addReason(
  layer: Layer,
  place: string,
  paths: readonly (string | null)[],
  { why, catchAlls }: Reasons,
): void {
  const reason = `${nameOf(layer)}, used at ${place}, may handle any path${place === '/' ? '' : ' below it'}.`;
  if (paths.includes('/')) catchAlls.set(reason, { place, why: reason });
  else why.add(reason);
}

function nameOf({ handle }: Layer): string {
  return handle.name === '' ? 'A function' : handle.name;
}

function mountPathsOf(layer: Layer, mounted: unknown): (string | null)[] {
  const { rawPath, regexp, keys = [] } = layer;
  if (rawPath !== undefined) return [rawPath].flat().map(written);
  // Express 4 makes one expression of a list, which holds each path from its `^` on.
  const each = keys.length === 0 ? (regexp?.source.split(/\|(?=\^)/) ?? []) : [];
  if (each.length < 2) return [mountPathOf(layer) ?? mountPathIn(mounted, layer)];
  return each.map((source) => mountPathOf({ ...layer, regexp: new RegExp(source) }));
}

/** An app knows where it was mounted last. */
function mountPathIn(mounted: unknown, layer: Layer): string | null {
  const { mountpath } = Object(mounted) as { mountpath?: unknown };
  return typeof mountpath === 'string' && matchedBy(layer, mountpath) === mountpath ? mountpath : null;
}

function written(path: unknown): string {
  return path instanceof RegExp ? `(${String(path)})` : String(path);
}

/** The routes of a node, and which node each is of. */
export function listed(node: RouteNode, prefixes: readonly string[]): (AppRoute & { node: RouteNode })[] {
  if (node.kind === 'router') {
    const inner = prefixes.flatMap((prefix) => node.paths.map((path) => join(prefix, path ?? unknownPath)));
    return node.nodes.flatMap((child) => listed(child, inner));
  }
  const paths = [node.route.path].flat(Infinity).map(written);
  return prefixes.flatMap((prefix) =>
    paths.flatMap((path) =>
      methodsOf(node.route).map((method) => ({ method, path: join(prefix, path), node })),
    ),
  );
}

const unknownPath = '(mounted router)';

function join(prefix: string, path: string): string {
  const before = prefix.replace(/\/$/, '');
  if (path === '/' && before !== '') return before;
  return before + (path === unknownPath && before !== '' ? `/${path}` : path);
}

/** `app.all()` adds every method of Node; that of a route or a router says so. */
export function methodsOf({ methods }: Route): string[] {
  const names = Object.keys(methods).map((name) => (name === '_all' ? 'ALL' : name.toUpperCase()));
  return names.length > 20 ? ['ALL'] : names;
}

/** Whether it is there for CORS only: nothing but the middleware of the package `cors`, or a preflight's or HEAD's. */
export function isForCors({ method, node }: { readonly method: string; readonly node: RouteNode }): boolean {
  if (isMethodForCors(method)) return true;
  return node.kind === 'route' && node.route.stack.every((layer) => isCorsMiddleware(layer));
}
