import { memoized } from './memoize.js';

/**
 * https://html.spec.whatwg.org/#concept-origin, held serialized: `https://app.example`, or `null` for an opaque one.
 */
export type SerializedOrigin = string;

/** The serialized origin of an HTTP(S) URL. */
export const originOf: (url: string) => SerializedOrigin = memoized((url) => new URL(url).origin);

/** https://html.spec.whatwg.org/#same-origin: an opaque origin is the same as no other, not even another opaque one. */
export function isSameOrigin(a: SerializedOrigin, b: SerializedOrigin): boolean {
  return a !== 'null' && a === b;
}
