import type { LayerInfo } from '../../app/layer-info.js';
import type { StackFrame } from '../../runner/stack-frame.js';
import type { OriginRead } from '../../app/trace-event.js';
import { allowOriginIn, endOf, type Facts } from '../facts.js';
import { coversOrigin } from '../vary.js';
import { reaches } from './reach.js';

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

/** The function that cors() called to check the origin, if the stack of what ended the exchange still holds it. */
export function originFunctionOf(facts: Facts): StackFrame | undefined {
  const stack = endOf(facts)?.stack ?? [];
  const index = stack.findLastIndex((frame, at) => {
    if (!isCorsPackage(frame.package) || stack[at + 1]?.package !== null) return false;
    // cors() has called it, or it has waited for something. What has called cors() was called by a router.
    const outer = stack.slice(at + 2);
    const caller = outer.find(({ package: name }) => isCorsPackage(name) || isRouter(name));
    return caller === undefined || isCorsPackage(caller.package);
  });
  return index < 0 ? undefined : stack[index + 1];
}

function isRouter(name: string | null): boolean {
  return /^(router|express)@/.test(name ?? '');
}

/** Whether cors() was called, and handed on: a layer of the app, or one that a function of the app calls. */
export function isCorsCalled(facts: Facts): boolean {
  const isLayer = corsLayersOf(facts).some((layer) => layer.kind !== 'route' && isEntered(facts, layer));
  return isLayer || endOf(facts)?.stack.some((frame) => isCorsPackage(frame.package)) === true;
}

/** The layer an error came from, where one did. */
export function lastEntered({ recording }: Facts): LayerInfo | undefined {
  const layers = recording?.layers ?? [];
  const entered = recording?.entered.map((number) => layers.find((layer) => layer.number === number));
  return entered?.findLast((layer) => layer !== undefined && layer.kind !== 'error-handler');
}

/** Whether nothing changed a CORS header, nor said that the response depends on the origin. */
export function isUntouched({ recording }: Facts): boolean {
  return (
    recording?.events.some(
      ({ header, value }) =>
        header.startsWith('access-control-') || (header === 'vary' && coversOrigin(value)),
    ) === false
  );
}

/** Whether something read the origin and rejected it, or has no origin to allow: then what came later is not the cause. */
export function hasCorsDecided(facts: Facts): boolean {
  if (allowOriginIn(facts) !== null) return false;
  return (
    isCorsCalled(facts) || hasCorsRun(facts) || hasCorsReadOrigin(facts) || originReadBy(facts) !== undefined
  );
}

/** Whether cors() read Origin: it does not if it has no origin to compare it with. */
export function hasCorsReadOrigin({ recording }: Facts): boolean {
  return recording?.originReads.some(({ by }) => isCorsPackage(by?.package)) === true;
}

/** The function of the app that read Origin, as one with a list of its own does. */
export function originReadBy({ recording }: Facts): OriginRead | undefined {
  return recording?.originReads.find(({ by }) => by?.package === null);
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
  const first = corsLayersOf(facts).find(
    (layer) => layer.kind !== 'route' && reaches(facts, layer) !== false,
  );
  return first !== undefined && isBefore(end, first) ? first : undefined;
}

/** Whether an error handler, Express's own included, responded. */
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
export function describeEvent(event: OriginRead | undefined): string {
  if (event === undefined) return 'the app';
  const { by, layer } = event;
  const inLayer = layer === null ? '' : `, ${describeLayer(layer)}`;
  if (by === null) return layer === null ? 'the web framework' : describeLayer(layer);
  if (by.package?.startsWith('finalhandler@') === true) return "Express's final handler";
  const name = by.function ?? 'an anonymous function';
  if (by.package !== null) return `${by.package}${inLayer}`;
  return `${name} (${by.file}:${String(by.line)})${inLayer}`;
}

/** Whether the app has functions, or routers, that this request did not reach: what they do is not known. */
export function hasUncalled(facts: Facts): boolean {
  return (
    facts.recording?.layers?.some(
      (layer) => ['middleware', 'router'].includes(layer.kind) && !isEntered(facts, layer),
    ) === true
  );
}

/** Whether routes, or routers, come after this layer. */
export function hasRoutesBehind({ recording }: Facts, layer: LayerInfo): boolean {
  return (
    recording?.layers?.some((other) => ['route', 'router'].includes(other.kind) && isBefore(layer, other)) ===
    true
  );
}

/** Whether another function of a route with cors() responded before it was cors()'s turn. */
export function isEndedInFrontOfRoutesCors(facts: Facts): boolean {
  const end = endOf(facts);
  const isInRoute = end?.layer?.kind === 'route' && end.layer.isCors;
  return isInRoute && !hasCorsRun(facts) && !isCorsCalled(facts) && !hasCorsReadOrigin(facts);
}
