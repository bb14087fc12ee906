import type { Layer } from './layer-info.js';

type Matching = Layer & { readonly path?: string; readonly match?: (path: string) => unknown };

/** The part of the path that the layer takes; undefined where it does not match. */
export function matchedBy(layer: Matching, path: string): string | undefined {
  let match: unknown;
  try {
    match = layer.match?.(path);
  } catch {
    return undefined; // a parameter that is no percent-encoding
  }
  // Up to router 2.2 the layer itself holds what matched.
  if (match === true) return layer.path ?? '';
  return match === false || match === undefined ? undefined : (match as { path: string }).path;
}
