import { tracingChannel } from 'node:diagnostics_channel';
import { type Layer, stackOf } from './layer-info.js';

interface Listener {
  readonly called: (layer: Layer) => void;
  /** A function has thrown, or has called `next(error)`; also told when others pass the error on. */
  readonly failed: (error: unknown) => void;
}

const { start, error: errors } = tracingChannel('express.router.request');
const listeners = new Map<unknown, Listener>();

/** Tells of each function of its app that is called for this request; returns how to stop. */
export function onCalledFor(request: object, listener: Listener): () => void {
  // Express 5.3 publishes them.
  if (listeners.size === 0) {
    start.subscribe(onStart);
    errors.subscribe(onError);
  }
  listeners.set(request, listener);
  return () => {
    if (!listeners.delete(request) || listeners.size > 0) return;
    start.unsubscribe(onStart);
    errors.unsubscribe(onError);
  };
}

function onStart(message: unknown): void {
  const { req, layer } = message as { req: unknown; layer: Layer };
  listeners.get(req)?.called(layer);
}

function onError(message: unknown): void {
  const { req, error } = message as { req: unknown; error: unknown };
  listeners.get(req)?.failed(error);
}

interface Watch {
  count: number;
  readonly undo: readonly (() => void)[];
}

const watches = new Map<object, Watch>();

/**
 * Earlier versions publish nothing. There the two methods all layers are called by tell as much, for as long as somebody
 * watches; returns how to stop.
 */
export function watchLayersOf(app: unknown): () => void {
  const [layer] = stackOf(app);
  if (layer === undefined || 'rawPath' in layer) return () => undefined;
  const shared = Object.getPrototypeOf(layer) as object;
  const watch = watches.get(shared) ?? { count: 0, undo: begin(shared) };
  watches.set(shared, watch);
  watch.count += 1;
  return () => {
    watch.count -= 1;
    if (watch.count > 0) return;
    watches.delete(shared);
    for (const step of watch.undo) step();
  };
}

/** (req, res, next) and (error, req, res, next), in Express 4 and 5 */
function begin(shared: object): (() => void)[] {
  return [
    ...['handle_request', 'handleRequest'].map((name) => wrap(shared, name, 0)),
    ...['handle_error', 'handleError'].map((name) => wrap(shared, name, 1)),
  ];
}

/** @param offset Where `req` is among the parameters. */
function wrap(shared: object, name: string, offset: 0 | 1): () => void {
  const original: unknown = Reflect.get(shared, name);
  if (typeof original !== 'function') return () => undefined;
  const wrapper = function (this: Layer, ...given: unknown[]): unknown {
    // An error handler is passed over where there is no error, and all others where there is one.
    const listener = listeners.get(given[offset]);
    if (offset === 1) listener?.failed(given[0]);
    if (this.handle.length === 4 ? offset === 1 : offset === 0) listener?.called(this);
    return Reflect.apply(original, this, given);
  };
  Reflect.set(shared, name, wrapper);
  return () => {
    if (Reflect.get(shared, name) === wrapper) Reflect.set(shared, name, original);
  };
}
