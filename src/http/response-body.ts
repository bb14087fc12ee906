import { afterRealTime } from '../runner/real-time.js';
import type { BodyExcerpt } from './body-excerpt.js';

/** The body of a response, that of an `IncomingMessage` or of an HTTP/2 stream. */
export interface ResponseBody {
  /** Whether it came whole, once it is closed. */
  readonly complete: boolean;
  on(event: 'data' | 'error', listener: (bytes: Buffer) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
  destroy(): unknown;
}

const noop = (): void => undefined;

/** What is short enough to be read and dropped, in bytes and in milliseconds. */
export const shortBody = 64 * 1024;
export const longestDrain = 50;

/** A short body is read so that the socket can be used again, a long or endless one is dropped with its socket. */
export function drainBriefly(res: ResponseBody, excerpt: BodyExcerpt): void {
  let left = shortBody;
  const cancel = afterRealTime(longestDrain, () => res.destroy());
  res.on('data', (bytes: Buffer) => {
    excerpt.add(bytes);
    left -= bytes.length;
    if (left < 0) res.destroy();
  });
  res.on('error', noop); // a body cut short after its head was judged is nobody's concern
  res.once('close', cancel);
}

export const largestBody = 1024 * 1024;

/** The whole body, as it was sent; undefined if it was cut short, or is longer than `largestBody`. */
export function readWhole(res: ResponseBody): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let left = largestBody;
    res.on('data', (bytes: Buffer) => {
      parts.push(bytes);
      left -= bytes.length;
      if (left < 0) res.destroy();
    });
    res.on('error', noop); // 'close' follows
    res.once('close', () => {
      resolve(res.complete && left >= 0 ? Buffer.concat(parts) : undefined);
    });
  });
}
