import type { LayerInfo } from '../../express/layer-info.js';
import type { StackFrame } from '../../trace/stack-frame.js';
import type { TraceEvent } from '../../trace/trace-event.js';
import { endOf, type Facts } from '../facts.js';

/** The layers of the package `cors`, in order. */
export function corsLayersOf({ recording }: Facts): LayerInfo[] {
  return recording?.layers?.filter(({ isCors }) => isCors) ?? [];
}

export function isEntered({ recording }: Facts, { number }: LayerInfo): boolean {
  return recording?.entered.includes(number) === true;
}

/** Whether a CORS middleware has left a header. */
export function hasCorsRun({ recording }: Facts): boolean {
  return recording?.events.some(({ kind, by }) => kind !== 'end' && isCorsPackage(by?.package)) === true;
}

/** Whether it belongs to a package that does CORS. */
export function isCorsPackage(name: string | null | undefined): boolean {
  return /^(cors|@koa\/cors|@fastify\/cors)@/.test(name ?? '');
}

/**
 * Whose function cors() has asked about the origin; null if it asked nobody; undefined where the stack of what ended the
 * exchange does not tell, because something waited in between.
 */
export function originFunctionOf(facts: Facts): StackFrame | null | undefined {
  const stack = endOf(facts)?.stack ?? [];
  const index = stack.findLastIndex(
    (frame, at) => isCorsPackage(frame.package) && stack[at + 1]?.package === null,
  );
  if (index >= 0) return stack[index + 1];
  return stack.some((frame) => isCorsPackage(frame.package)) ? null : undefined;
}

/** `3.1` comes before `3.2` and before `4`. */
export function isBefore(one: LayerInfo, other: LayerInfo): boolean {
  const [a, b] = [one, other].map(({ number }) => number.split('.').map(Number));
  if (a === undefined || b === undefined) return false;
  for (const [index, part] of a.entries()) {
    const against = b[index];
    if (against === undefined) return false;
    if (part !== against) return part < against;
  }
  return a.length < b.length;
}

/** The cors layer behind the one that ended the exchange, where it would have run. */
export function corsLayerBehind(facts: Facts): LayerInfo | undefined {
  const end = endOf(facts)?.layer;
  if (end === undefined || end === null || hasCorsRun(facts)) return undefined;
  const [first] = corsLayersOf(facts);
  if (first === undefined || first.kind === 'route') return undefined;
  return isBefore(end, first) ? first : undefined;
}

/** Whether an error handler, Express's own included, has answered. */
export function isEndedByErrorHandler(facts: Facts): boolean {
  const end = endOf(facts);
  if (end === undefined) return false;
  const byExpress = end.packages.some((name) => name.startsWith('finalhandler@')) && end.status !== 404;
  return byExpress || end.layer?.kind === 'error-handler';
}

/** `layer 2, requireAuth, mounted at /api`. */
export function describeLayer({ number, name, path, kind }: LayerInfo): string {
  const shown = name === 'corsMiddleware' ? 'cors()' : name;
  const where = kind === 'route' || path === '/' ? '' : path === null ? ' (mounted router)' : ` at ${path}`;
  return `layer ${number} (${shown}${where})`;
}

/** `requireAuth (src/auth.ts:12), layer 2`. */
export function describeEvent(event: TraceEvent | undefined): string {
  if (event === undefined) return 'the app';
  const { by, layer } = event;
  const inLayer = layer === null ? '' : `, ${describeLayer(layer)}`;
  if (by === null) return layer === null ? 'the web framework' : describeLayer(layer);
  if (by.package?.startsWith('finalhandler@') === true) return "Express's own last handler";
  const name = by.function ?? 'a function without a name';
  if (by.package !== null) return `${by.package}${inLayer}`;
  return `${name} (${by.file}:${String(by.line)})${inLayer}`;
}

/** Whether routes, or routers, come after this layer. */
export function hasRoutesBehind({ recording }: Facts, layer: LayerInfo): boolean {
  return (
    recording?.layers?.some((other) => ['route', 'router'].includes(other.kind) && isBefore(layer, other)) ===
    true
  );
}

/** Whether another function of a route that has cors() has answered, before it was cors()'s turn. */
export function isEndedInFrontOfRoutesCors(facts: Facts): boolean {
  const end = endOf(facts);
  const isInRoute = end?.layer?.kind === 'route' && end.layer.isCors;
  return isInRoute && !hasCorsRun(facts) && originFunctionOf(facts) === undefined;
}
