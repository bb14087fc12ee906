import type { IncomingMessage, ServerResponse } from 'node:http';
import { onCalledFor, watchLayersOf } from './called-layers.js';
import { type AppCall, trailOf, type Trail } from './layer-trail.js';

/** An error on its way to what handles errors, and how many functions had been called when it came up. */
export interface Failure {
  readonly error: unknown;
  readonly position: number;
}

/** Follows one request through the layers of its Express app, if it is one's. */
export class LayerTracker {
  readonly #calls: AppCall[] = [];
  readonly #undo: (() => void)[] = [];
  #root: unknown;
  #failure: Failure | null = null;

  constructor(
    private readonly request: IncomingMessage,
    response: ServerResponse,
  ) {
    const stop = onCalledFor(request, {
      called: (layer) => {
        this.#calls.push({ layer, app: this.#app() });
        // Whatever is called that does not handle errors is called where there is none, or no longer.
        if (layer.handle.length !== 4) this.#failure = null;
      },
      failed: (error) => {
        this.#failure ??= { error, position: this.position };
      },
    });
    this.#undo.push(stop, this.#awaitApp(response));
  }

  /** How many functions have been called by now. */
  get position(): number {
    return this.#calls.length;
  }

  /** What is being handled now. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** @returns How to tell, once it is asked for, which layers these were. */
  stop(): () => Trail {
    for (const undo of this.#undo.splice(0)) undo();
    const calls = this.#calls;
    const root = this.#root ?? this.#app();
    return () => trailOf(root, calls);
  }

  #app(): unknown {
    return Reflect.get(this.request, 'app');
  }

  /**
   * All versions of Express look at `response.locals` once the request is theirs, before they call anything of the user's:
   * from there on it is a plain property again.
   */
  #awaitApp(response: ServerResponse): () => void {
    let isGiven = false;
    let given: unknown;
    const settle = (): void => {
      Reflect.deleteProperty(response, 'locals');
      if (isGiven) Reflect.set(response, 'locals', given);
    };
    const meet = (): void => {
      this.#root = this.#app();
      if (this.#root === undefined) return;
      settle();
      this.#undo.push(watchLayersOf(this.#root));
    };
    const get = (): unknown => {
      meet();
      return given;
    };
    const set = (value: unknown): void => {
      [isGiven, given] = [true, value];
      // Enumerable, and behind what else the response has been given, as without us.
      Reflect.deleteProperty(response, 'locals');
      define(true);
      meet();
    };
    const define = (enumerable: boolean): void => {
      Object.defineProperty(response, 'locals', { get, set, enumerable, configurable: true });
    };
    define('locals' in response);
    return () => {
      if (Object.getOwnPropertyDescriptor(response, 'locals')?.get === get) settle();
    };
  }
}
