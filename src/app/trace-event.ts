import type { CorsPlace } from './cors-in.js';
import type { LayerInfo } from './layer-info.js';
import type { StackFrame } from '../runner/stack-frame.js';

/** What happened to a CORS or Vary header on its way out, or that the head was sent. */
export interface TraceEvent {
  /** `end`: the head was sent. */
  readonly kind: 'set' | 'append' | 'replace' | 'remove' | 'end';
  /** Lower-cased; empty for `end`. */
  readonly header: string;
  /** Of the header after the event; for `end` empty. */
  readonly value: string;
  /** For `end`: the status that was sent. */
  readonly status: number | null;
  /**
   * Who did it: the user's function, or a package that is not the web framework itself. Null where the framework did, or the
   * stack does not show it. For `end` not what wraps `res.end`, as compression does, but who called it.
   */
  readonly by: StackFrame | null;
  /**
   * The user's function that decided so: `by` where it is the user's own, or what has called the package, or the helper,
   * that did it. Null where the stack shows none; then the layer did.
   */
  readonly decidedBy: StackFrame | null;
  /**
   * The packages on the stack, innermost first, the framework's own included: `finalhandler@2.1.0`. Those of a middleware
   * that has merely called `next()` are not among them; a router alone has handled OPTIONS itself.
   */
  readonly packages: readonly string[];
  /** Every caller, innermost first, Node's own left out. */
  readonly stack: readonly StackFrame[];
  /** The layer that was entered last. */
  readonly layer: LayerInfo | null;
}

/** Everything one exchange has left behind in the app. */
export interface Recording {
  readonly events: readonly TraceEvent[];
  /** The app's layers in order, nested routers included; null where it is not an Express app. */
  readonly layers: readonly LayerInfo[] | null;
  /** The numbers of the layers that were entered, in order. */
  readonly entered: readonly string[];
  /** Who looked at the `Origin` of the request, in order; the first few. */
  readonly originReads: readonly Actor[];
  /**
   * Where the error came from that the response is about: what has thrown or called `next(error)`, whoever wrote the
   * response. Null where there was none.
   */
  readonly failedIn: Actor | null;
  /** Where an Express app does CORS, or may; empty where it is not one. */
  readonly corsPlaces: readonly CorsPlace[];
}

export type OriginRead = Actor;

/** Who did something in an app: a function, a package, or as far as is known a layer. */
export type Actor = Pick<TraceEvent, 'by' | 'decidedBy' | 'packages' | 'stack' | 'layer'>;
