import type { IncomingMessage } from 'node:http';
import { isByteCaseInsensitiveMatch } from '../standard/infra.js';
import type { BodyExcerpt } from './body-excerpt.js';
import { Drain, isEndlessType } from './drain.js';

/** The body of a response, that of an `IncomingMessage` or of an HTTP/2 stream. */
export interface ResponseBody {
  /** Whether it came whole, once it is closed. */
  readonly complete: boolean;
  /** A header by its name in lower case; undefined where there is none. */
  valueOf(name: string): string | undefined;
  on(event: 'data' | 'error', listener: (bytes: Buffer) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
  destroy(): unknown;
  /** The connection serves no other exchange, and does not keep the process alive. */
  leave(): void;
}

/** What else depends on a body that is read in the background. */
export interface Background {
  /** Keeps up what the body comes from; returns how to let it go. */
  retain(): () => void;
  /** It is about to be dropped. */
  onDrop(): void;
}

const noop = (): void => undefined;

/** In what Node gives, name and value by turns: its object of all headers is only made when somebody asks for it. */
export function valueIn(rawHeaders: readonly string[], name: string): string | undefined {
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (isByteCaseInsensitiveMatch(rawHeaders[at] ?? '', name)) return rawHeaders[at + 1];
  return undefined;
}

/** That of Node's client. */
export function bodyOfMessage(res: IncomingMessage): ResponseBody {
  const { rawHeaders, socket } = res;
  return {
    get complete() {
      return res.complete;
    },
    valueOf: (name) => valueIn(rawHeaders, name),
    on: (event, listener) => res.on(event, listener),
    once: (event, listener) => res.once(event, listener),
    destroy: () => res.destroy(),
    leave: () => {
      // https://nodejs.org/api/http.html#class-httpagent: others may have its place in the pool.
      socket.emit('agentRemove');
      socket.unref();
      res.once('close', () => socket.destroy());
    },
  };
}

/** Reads it, within bounds, and keeps its beginning. */
export function drain(res: ResponseBody, excerpt: BodyExcerpt, background: Background): void {
  const draining = new Drain({
    isEndless: isEndlessType(res.valueOf('content-type')),
    hasLength: () => res.valueOf('content-length') !== undefined,
    leave: () => {
      res.leave();
      return background.retain();
    },
    drop: () => {
      background.onDrop();
      res.destroy();
    },
  });
  res.on('data', (bytes: Buffer) => {
    excerpt.add(bytes);
    draining.take(bytes.length);
  });
  res.on('error', noop); // a body cut short after its head was judged is nobody's concern
  res.once('close', () => {
    draining.end();
  });
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
