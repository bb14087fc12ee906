import { tracingChannel } from 'node:diagnostics_channel';
import { type Layer, stackOf } from './layer-info.js';

/** One function of an Express app that is called for a request. */
export interface LayerCall {
  readonly req: unknown;
  readonly layer: Layer;
}

type Listener = (call: LayerCall) => void;

const { start } = tracingChannel('express.router.request');

/** Express 5.3 publishes each function it calls; returns how to stop listening. */
export function onPublishedCall(listener: Listener): () => void {
  const onStart = (message: unknown): void => {
    listener(message as LayerCall);
  };
  start.subscribe(onStart);
  return () => {
    start.unsubscribe(onStart);
  };
}

type Method = (this: Layer, ...given: unknown[]) => unknown;

interface Watch {
  readonly listeners: Set<Listener>;
  readonly undo: () => void;
}

const watches = new Map<object, Watch>();

/**
 * Earlier versions publish nothing. There the two methods all layers are called by tell as much, for as long as somebody
 * listens; returns how to stop.
 */
export function onCall(app: unknown, listener: Listener): () => void {
  const [layer] = stackOf(app);
  if (layer === undefined || 'rawPath' in layer) return () => undefined;
  const shared = Object.getPrototypeOf(layer) as object;
  const watch = watches.get(shared) ?? begin(shared);
  watch.listeners.add(listener);
  return () => {
    if (!watch.listeners.delete(listener) || watch.listeners.size > 0) return;
    watch.undo();
    watches.delete(shared);
  };
}

function begin(shared: object): Watch {
  const listeners = new Set<Listener>();
  const undo = [
    // (req, res, next) and (error, req, res, next), in Express 4 and 5
    ...['handle_request', 'handleRequest'].map((name) => wrap(shared, name, 0, listeners)),
    ...['handle_error', 'handleError'].map((name) => wrap(shared, name, 1, listeners)),
  ];
  const watch = {
    listeners,
    undo: () => {
      for (const step of undo) step();
    },
  };
  watches.set(shared, watch);
  return watch;
}

/** @param offset Where `req` is among the parameters. */
function wrap(shared: object, name: string, offset: 0 | 1, listeners: ReadonlySet<Listener>): () => void {
  const original: unknown = Reflect.get(shared, name);
  if (typeof original !== 'function') return () => undefined;
  const wrapper: Method = function (...given) {
    // An error handler is passed over where there is no error, and all others where there is one.
    if (this.handle.length === 4 ? offset === 1 : offset === 0) {
      for (const listener of listeners) listener({ req: given[offset], layer: this });
    }
    return Reflect.apply(original, this, given);
  };
  Reflect.set(shared, name, wrapper);
  return () => {
    if (Reflect.get(shared, name) === wrapper) Reflect.set(shared, name, original);
  };
}
