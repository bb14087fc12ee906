import type { IncomingMessage } from 'node:http';

/** More tell nothing new, and each costs a stack. */
const enough = 8;

/**
 * Tells whenever somebody looks at the `Origin` of this request: a response for which nobody did is the same for all
 * origins. Returns how to stop, which leaves the headers as they were.
 */
export function onOriginRead(
  { headers }: IncomingMessage,
  listener: (below: (...given: never[]) => unknown) => void,
): () => void {
  const before = Object.getOwnPropertyDescriptor(headers, 'origin');
  if (before?.configurable !== true || !('value' in before)) return () => undefined;
  const value: unknown = before.value;
  let count = 0;
  const get = (): unknown => {
    count += 1;
    if (count <= enough) listener(get);
    return value;
  };
  const set = (given: unknown): void => {
    Object.defineProperty(headers, 'origin', { ...before, value: given });
  };
  Object.defineProperty(headers, 'origin', { get, set, enumerable: true, configurable: true });
  return () => {
    if (Object.getOwnPropertyDescriptor(headers, 'origin')?.get === get)
      Object.defineProperty(headers, 'origin', before);
  };
}
