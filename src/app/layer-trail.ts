import { type CorsPlace, corsPlacesOf } from './cors-in.js';
import { type KnownLayer, type Layer, type LayerInfo, layersOf } from './layer-info.js';

/** A function that was called, and the app (or mounted app) the request was in then. */
export interface AppCall {
  readonly layer: Layer;
  readonly app: unknown;
}

export interface Trail {
  /** Null where it is no Express app. */
  readonly layers: readonly LayerInfo[] | null;
  readonly entered: readonly LayerInfo[];
  readonly corsPlaces: readonly CorsPlace[];
  /** The layer entered last when so many functions had been called. */
  readonly at: (position: number) => LayerInfo | null;
  /** The function called last by then; of a route its own. */
  readonly handlerAt: (position: number) => Layer['handle'] | undefined;
}

/** Which layers of the app the calls were of. */
export function trailOf(root: unknown, calls: readonly AppCall[]): Trail {
  const known = layersOf(root);
  const entered: LayerInfo[] = [];
  const mountedFrom = new Map<LayerInfo, unknown>();
  const current = calls.map(({ layer, app }) => {
    const last = entered.at(-1);
    // What a mounted app holds is not known before it is entered.
    if (last !== undefined && mountedFrom.has(last) && mountedFrom.get(last) !== app) {
      mountedFrom.delete(last);
      const index = known.findIndex(({ info }) => info === last);
      if (known[index + 1]?.info.number !== `${last.number}.1`)
        known.splice(index + 1, 0, ...layersOf(app, last));
    }
    const found = nearest(
      known.filter((candidate) => isOf(candidate, layer)),
      entered,
    );
    if (found === undefined || found === last) return last ?? null;
    if (found.name === 'mounted_app') mountedFrom.set(found, app);
    entered.push(found);
    return found;
  });
  return {
    layers: known.length > 0 ? known.map(({ info }) => info) : null,
    entered,
    corsPlaces: corsPlacesOf(known),
    at: (position) => current[position - 1] ?? null,
    handlerAt: (position) => calls[position - 1]?.layer.handle,
  };
}

/** A route's functions are layers of its own. */
function isOf({ layer }: KnownLayer, called: Layer): boolean {
  return layer === called || layer.route?.stack.includes(called) === true;
}

/** A router may be mounted twice: the layer is that of the one that was entered last. */
function nearest(candidates: readonly KnownLayer[], entered: readonly LayerInfo[]): LayerInfo | undefined {
  const infos = candidates.map(({ info }) => info);
  const numbers = entered.map(({ number }) => number);
  const parentEntered = ({ number }: LayerInfo): number =>
    numbers.lastIndexOf(number.slice(0, Math.max(0, number.lastIndexOf('.'))));
  return infos.toSorted((a, b) => parentEntered(b) - parentEntered(a))[0];
}
