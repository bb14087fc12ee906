import * as http from 'node:http';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { IdleClose } from './idle-close.js';
import type { Address } from './wire.js';

export type RequestListener = (request: http.IncomingMessage, response: http.ServerResponse) => unknown;
export type ResponseHook = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** What a request listener did to the exchange on a connection: it threw, or its promise was rejected. */
export interface ListenerFailure {
  readonly code: 'listener-threw' | 'listener-rejected';
  readonly error: unknown;
}

/**
 * An app in hand (a request listener or an http(s).Server), reachable on loopback while it is used. A server that
 * listens is connected to where it listens. Any other is never made to listen: connections to a listener of ours are
 * handed to it. Closed, with its sockets, one second after the last exchange; nothing of it keeps the process alive.
 */
export class Hosting {
  readonly protocol: Address['protocol'];
  readonly agent: http.Agent;
  readonly #server: http.Server;
  readonly #failures = new Map<number, ListenerFailure>();
  readonly #hooks = new Map<number, ResponseHook>();
  readonly #sockets = new Set<net.Socket>();
  readonly #ownsServer: boolean;
  #front: Promise<net.Server> | undefined;
  readonly #idle = new IdleClose(() => {
    this.#close();
  });

  constructor(
    app: RequestListener | http.Server,
    createAgent: (protocol: Address['protocol']) => http.Agent,
  ) {
    this.#ownsServer = typeof app === 'function';
    this.#server =
      typeof app === 'function' ? http.createServer({ keepAliveTimeout: 0 }, this.#guard(app)) : app;
    this.protocol = this.#server instanceof tls.Server ? 'https:' : 'http:';
    this.agent = createAgent(this.protocol);
  }

  /** Begins an exchange: where to connect to. Every `open` needs its `release`. */
  async open(): Promise<Address> {
    this.#idle.begin();
    try {
      const listening = this.#server.listening ? this.#server.address() : null;
      // One that listens at a path of the file system is handed its connections like one that does not listen.
      if (listening !== null && typeof listening === 'object') return this.#addressOf(listening);
      const front = await (this.#front ??= this.#listen());
      return this.#addressOf(front.address() as net.AddressInfo);
    } catch (error) {
      this.#front = undefined;
      this.release();
      throw error;
    }
  }

  release(): void {
    this.#idle.end();
  }

  /** Takes what the listener did on the connection from this client port. */
  takeFailure(port: number): ListenerFailure | undefined {
    const failure = this.#failures.get(port);
    this.#failures.delete(port);
    return failure;
  }

  /** Calls `hook` with the next request from this client port, before the app sees it; returns how to take it back. */
  onResponse(port: number, hook: ResponseHook): () => void {
    if (!this.#ownsServer && this.#hooks.size === 0) this.#server.prependListener('request', this.#callHook);
    this.#hooks.set(port, hook);
    return () => {
      this.#hooks.delete(port);
      if (!this.#ownsServer && this.#hooks.size === 0) this.#server.off('request', this.#callHook);
    };
  }

  readonly #callHook: ResponseHook = (request, response) => {
    this.#hooks.get(request.socket.remotePort ?? 0)?.(request, response);
  };

  /** A listener that fails before it answers would end the process; here it ends its exchange. */
  #guard(app: RequestListener): RequestListener {
    return (request, response) => {
      const port = request.socket.remotePort ?? 0;
      const fail = (code: ListenerFailure['code'], error: unknown): void => {
        if (response.headersSent) throw error; // answered: surfaces as it would without us
        // Once the exchange was given up, its port may be another connection's.
        if (!request.socket.destroyed) this.#failures.set(port, { code, error });
        request.socket.destroy();
      };
      this.#failures.delete(port);
      this.#callHook(request, response);
      try {
        const returned = app(request, response);
        if (isThenable(returned)) {
          returned.then(undefined, (error: unknown) => {
            fail('listener-rejected', error);
          });
        }
      } catch (error) {
        fail('listener-threw', error);
      }
    };
  }

  #addressOf({ address, port }: net.AddressInfo): Address {
    return { protocol: this.protocol, host: loopbackFor(address), port };
  }

  #listen(): Promise<net.Server> {
    return new Promise((resolve, reject) => {
      const front = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
        this.#sockets.add(socket);
        socket.unref().once('close', () => this.#sockets.delete(socket));
        this.#server.emit('connection', socket);
      });
      front.once('error', reject);
      front
        .listen(0, '127.0.0.1', () => {
          resolve(front);
        })
        .unref();
    });
  }

  #close(): void {
    this.agent.destroy();
    for (const socket of this.#sockets) socket.destroy();
    this.#front?.then(
      (front) => front.close(),
      () => undefined, // `open` has told it
    );
    this.#front = undefined;
    this.#failures.clear();
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function';
}

/** A server bound to every interface is reached over loopback, as supertest does. */
function loopbackFor(host: string): string {
  return host === '::' || host === '0.0.0.0' ? '127.0.0.1' : host;
}
