import { tracingChannel } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { type KnownLayer, type Layer, type LayerInfo, layersOf } from './layer-info.js';

/** What Express 5.3 publishes of every function it calls. */
interface Published {
  readonly req: unknown;
  readonly layer: Layer;
}

const channel = tracingChannel('express.router.request');

/**
 * Follows one request through the layers of its Express app. Express 5.3 publishes each function it calls; earlier
 * versions give `req.params` anew for each layer that matches.
 */
export class LayerTracker {
  readonly #entered: KnownLayer[] = [];
  #layers: readonly KnownLayer[] | undefined;
  #params: unknown;

  constructor(private readonly request: IncomingMessage) {
    this.#params = Reflect.get(request, 'params');
    Object.defineProperty(request, 'params', {
      configurable: true,
      enumerable: true,
      get: () => this.#params,
      set: (params: unknown) => {
        this.#params = params;
        if (params !== undefined) this.#enter(({ layer }) => layer.params === params);
      },
    });
    channel.start.subscribe(this.#onStart);
  }

  /** The layer that was entered last; null before the first, and where it is no Express app. */
  current(): LayerInfo | null {
    return this.#entered.at(-1)?.info ?? null;
  }

  stop(): { layers: LayerInfo[] | null; entered: string[] } {
    channel.start.unsubscribe(this.#onStart);
    // What Express has given it since is the request's own.
    Object.defineProperty(this.request, 'params', {
      configurable: true,
      enumerable: true,
      writable: true,
      value: this.#params,
    });
    const layers = this.#known();
    return {
      layers: layers.length > 0 ? layers.map(({ info }) => info) : null,
      entered: this.#entered.map(({ info }) => info.number),
    };
  }

  readonly #onStart = (message: unknown): void => {
    const { req, layer } = message as Published;
    if (req === this.request) this.#enter((known) => known.layer === layer || holds(known.layer, layer));
  };

  #enter(is: (known: KnownLayer) => boolean): void {
    const known = this.#known().find(is);
    if (known !== undefined && known !== this.#entered.at(-1)) this.#entered.push(known);
  }

  #known(): readonly KnownLayer[] {
    const app: unknown = Reflect.get(this.request, 'app');
    if (app === undefined) return this.#layers ?? [];
    return (this.#layers ??= layersOf(app));
  }
}

/** A route's functions are layers of its own. */
function holds({ route }: Layer, inner: Layer): boolean {
  return route?.stack.includes(inner) === true;
}
