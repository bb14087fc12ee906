import type * as http from 'node:http';
import { realNow, realPause } from '../runner/real-time.js';
import { get } from '../standard/header-list.js';
import { type AppSide, appSideOf, type BehindProxy } from './behind-proxy.js';
import type { Connections } from './connections.js';
import { portInUse } from './exchange-failure.js';
import type { Hosting, ResponseHook } from './hosting.js';
import type { Http2Connection } from './http2-connection.js';
import type { Remote } from './remote.js';
import { turnAt } from './turns.js';
import type { Address, WireRequest } from './wire.js';

/** Milliseconds another test file, or process, has to leave the port: twice what it takes one that is idle. */
const patience = 2000;
/** Milliseconds between two attempts. */
const pause = 50;
/** Responses of the app that are remembered: a cache may serve them later. */
const mostKept = 100;

type Passed = readonly [http.IncomingMessage, http.ServerResponse];

/**
 * A proxy at a URL, and the app behind it, which is listened for at the port the proxy sends its requests to, as long as it
 * is used. One exchange at a time: what arrives at the app meanwhile is its.
 */
export class Proxied {
  readonly inHand = false;
  readonly base: string;
  readonly agent: http.Agent;
  readonly connections: Connections;
  readonly http2: Http2Connection;
  readonly #earlier: AppSide[] = [];
  #endTurn = (): void => undefined;
  /** Whether waiting for the port was in vain. */
  #isGivenUp = false;

  constructor(
    private readonly proxy: Remote,
    private readonly hosting: Hosting,
    private readonly port: number,
  ) {
    ({ base: this.base, agent: this.agent, connections: this.connections, http2: this.http2 } = proxy);
  }

  get app(): Hosting['app'] {
    return this.hosting.app;
  }

  get framework(): Hosting['framework'] {
    return this.hosting.framework;
  }

  /** @throws {ExchangeError} `port-in-use`. */
  async open(): Promise<Address> {
    const endTurn = await turnAt(this.port, this.hosting);
    try {
      await this.#listen();
    } catch (error) {
      endTurn();
      throw error;
    }
    this.#endTurn = endTurn;
    return this.proxy.open();
  }

  release(): void {
    this.proxy.release();
    this.hosting.release();
    this.#endTurn();
  }

  /** The app's side is listened for by turns, and ends with each of them. */
  retain(): () => void {
    return this.proxy.retain();
  }

  takeFailure(): undefined {
    return undefined;
  }

  /** Follows this request to the app, from now on; returns how to stop, and what became of it there. */
  watch(wire: WireRequest, hook: ResponseHook | undefined): () => BehindProxy {
    let found: Passed | undefined;
    let likeness = 1;
    let others = 0;
    const stop = this.hosting.onAnyResponse((request, response) => {
      const like = likenessOf(wire, request);
      // A proxy may try again, and others may ask as well: health checks, or what a cache brings up to date.
      if (like === 0) others += 1;
      if (like < likeness) return;
      likeness = like;
      found = [request, response];
      hook?.(request, response);
    });
    let behind: BehindProxy | undefined;
    return () => {
      stop();
      return (behind ??= this.#settled(wire, found, others));
    };
  }

  #settled(wire: WireRequest, found: Passed | undefined, others: number): BehindProxy {
    if (found === undefined)
      return { app: null, earlier: this.#earlier.filter((other) => isSameAsked(wire, other)), others };
    const app = appSideOf(...found);
    this.#earlier.push(app);
    if (this.#earlier.length > mostKept) this.#earlier.shift();
    return { app, earlier: [], others };
  }

  async #listen(): Promise<void> {
    const end = realNow() + (this.#isGivenUp ? 0 : patience);
    for (;;) {
      try {
        await this.hosting.open();
        this.#isGivenUp = false;
        return;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
        if (code === 'EACCES' || realNow() >= end) {
          this.#isGivenUp = true;
          throw portInUse(this.port, this.base, error);
        }
        await realPause(pause);
      }
    }
  }
}

/** 0: it is another request. A proxy may rewrite the path, or leave out the origin, not both. */
function likenessOf(wire: WireRequest, { method, url = '', headers }: http.IncomingMessage): number {
  // A cache asks for the whole of what it is asked the head of.
  if (method !== wire.method && !(wire.method === 'HEAD' && method === 'GET')) return 0;
  const isSameOrigin = headers.origin !== undefined && headers.origin === get('origin', [...wire.headers]);
  return (isSameOrigin ? 2 : 0) + (isSamePath(wire.target, url) ? 1 : 0);
}

function isSameAsked(wire: WireRequest, { method, url }: AppSide): boolean {
  return (method === wire.method || wire.method === 'HEAD') && isSamePath(wire.target, url);
}

/** Whether one is the other with a prefix. */
function isSamePath(one: string, other: string): boolean {
  const [a = '', b = ''] = [one, other].map((target) => (target.split('?')[0] ?? '').replace(/\/$/, ''));
  return a.endsWith(b) || b.endsWith(a);
}
