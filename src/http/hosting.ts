import * as http from 'node:http';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { UsageError } from '../errors/usage-error.js';
import { Connections } from './connections.js';
import type { FrameworkName } from './framework-name.js';
import { Http2Connection } from './http2-connection.js';
import { IdleClose } from './idle-close.js';
import { keepAliveAgent } from './keep-alive-agent.js';
import { responseOn } from './left-stream.js';
import { realPause } from '../runner/real-time.js';
import { type Address, channelOf } from './wire.js';

export type RequestListener = (request: http.IncomingMessage, response: http.ServerResponse) => unknown;
export type ResponseHook = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** The part of `http.Server` and `https.Server` a target is recognised by. */
export interface ServerLike {
  listen(...args: never[]): unknown;
  address(): unknown;
  emit(event: string, ...args: never[]): boolean;
}

/** What a request listener did to the exchange on a connection: it threw, or its promise was rejected. */
export interface ListenerFailure {
  readonly code: 'listener-threw' | 'listener-rejected';
  readonly error: unknown;
}

/** Milliseconds a proxy has to end its side of a connection. */
const longestEnd = 100;

/** What we listen with in the place of a server that does not. */
interface Front {
  readonly server: net.Server;
  readonly address: Address;
}

/**
 * An app in hand (a request listener or an http(s).Server), reachable on loopback while it is used. A server that
 * listens is connected to where it listens. Any other is never made to listen: connections to a listener of ours are
 * handed to it. Closed, with its sockets, when idle; nothing of it keeps the process alive.
 */
export class Hosting {
  readonly base: string;
  readonly inHand = true;
  readonly agent: http.Agent;
  readonly connections = new Connections();
  readonly http2: Http2Connection;
  readonly #protocol: Address['protocol'];
  readonly #server: http.Server;
  readonly #ownsServer: boolean;
  readonly #failures = new Map<number, ListenerFailure>();
  readonly #hooks = new Map<number, ResponseHook>();
  #anyHook: ResponseHook | undefined;
  readonly #sockets = new Set<net.Socket>();
  readonly #idle = new IdleClose(() => {
    this.#close();
  });
  #front: Promise<Front> | undefined;

  /** @param port Where it is listened for. Default: any that is free. */
  constructor(
    readonly app: RequestListener | http.Server,
    readonly framework?: FrameworkName,
    private readonly port = 0,
  ) {
    this.#ownsServer = typeof app === 'function';
    this.#server =
      typeof app === 'function' ? http.createServer({ keepAliveTimeout: 0 }, this.#guard(app)) : app;
    this.#protocol = this.#server instanceof tls.Server ? 'https:' : 'http:';
    this.base = `${this.#protocol}//127.0.0.1`;
    // The certificate of a server in hand is the test's own: there is nobody to impersonate it.
    const trust = { rejectUnauthorized: false };
    this.agent = keepAliveAgent(this.#protocol, trust);
    // Over TLS it may speak HTTP/1.1 as well. Without, it is behind a proxy that ends TLS, which we stand for.
    const isUnsure = isHttp2Server(this.#server) && this.#protocol === 'https:';
    this.http2 = new Http2Connection(trust, isUnsure ? undefined : isHttp2Server(this.#server));
  }

  async open(): Promise<Address> {
    this.#idle.begin();
    try {
      return this.#ownAddress() ?? (await (this.#front ??= this.#listen())).address;
    } catch (error) {
      this.#idle.end();
      throw error;
    }
  }

  release(): void {
    this.#idle.end();
  }

  retain(): () => void {
    return this.#idle.hold();
  }

  /** Of a connection we have handed to the server ourselves, without TLS. */
  responseAt(port: number): http.ServerResponse | undefined {
    return responseOn(this.#sockets, port);
  }

  takeFailure(port: number): ListenerFailure | undefined {
    const failure = this.#failures.get(port);
    this.#failures.delete(port);
    return failure;
  }

  /** Calls `hook` with the next request from this client port or channel, before the app sees it; returns how to take it back. */
  onResponse(port: number, hook: ResponseHook): () => void {
    // An HTTP/2 server that listens to 'stream' alone would begin to make requests and responses for us.
    if (!this.#ownsServer && this.#server.listenerCount('request') === 0) return () => undefined;
    if (!this.#ownsServer && this.#hooks.size === 0) this.#server.prependListener('request', this.#callHook);
    this.#hooks.set(port, hook);
    return () => {
      if (this.#hooks.get(port) !== hook) return;
      this.#hooks.delete(port);
      if (!this.#ownsServer && this.#hooks.size === 0) this.#server.off('request', this.#callHook);
    };
  }

  /** Calls `hook` with every request that comes to the port, before the app sees it; returns how to take it back. */
  onAnyResponse(hook: ResponseHook): () => void {
    this.#anyHook = hook;
    const isServers = !this.#ownsServer && this.#server.listenerCount('request') > 0;
    if (isServers) this.#server.prependListener('request', this.#callHook);
    return () => {
      this.#anyHook = undefined;
      if (isServers) this.#server.off('request', this.#callHook);
    };
  }

  readonly #callHook: ResponseHook = (request, response) => {
    // The same server may be asked without the proxy, too.
    if (request.socket.localPort === this.port) this.#anyHook?.(request, response);
    const stream = Reflect.get(request, 'stream') as { readonly id?: number } | undefined; // of HTTP/2
    this.#hooks.get(channelOf(request.socket.remotePort, stream?.id))?.(request, response);
  };

  /** A listener that fails before it answers would end the process; here it ends its exchange. */
  #guard(app: RequestListener): RequestListener {
    return (request, response) => {
      const port = request.socket.remotePort ?? 0; // unknown once the socket is destroyed
      const fail = (code: ListenerFailure['code'], error: unknown): void => {
        if (response.headersSent) throw error; // answered: surfaces as it would without us
        this.#failures.set(port, { code, error });
        request.socket.destroy();
      };
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

  /** Where the server itself listens. One that listens on a path (a Unix socket) is reached through the front. */
  #ownAddress(): Address | undefined {
    const address = this.#server.listening ? this.#server.address() : null;
    if (address === null || typeof address === 'string') return undefined;
    if (this.port !== 0 && this.port !== address.port) throw listensElsewhere(address.port, this.port);
    return { protocol: this.#protocol, host: loopbackFor(address.address), port: address.port };
  }

  #listen(): Promise<Front> {
    return new Promise((resolve, reject) => {
      const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
        this.#sockets.add(socket);
        socket.unref().once('close', () => this.#sockets.delete(socket));
        this.#server.emit('connection', socket);
      });
      server.once('error', (error) => {
        this.#front = undefined; // the next exchange tries again
        reject(error);
      });
      server.listen(this.port, '127.0.0.1', () => {
        const { port } = server.address() as net.AddressInfo;
        resolve({ server, address: { protocol: this.#protocol, host: '127.0.0.1', port } });
      });
      server.unref();
    });
  }

  /** Stops listening, and ends every connection so that whoever keeps it alive sees it in time. */
  async leave(): Promise<void> {
    const front = this.#front;
    const ended = [...this.#sockets].map(
      (socket) => new Promise((resolve) => socket.end().once('close', resolve)),
    );
    if (ended.length > 0) await Promise.race([Promise.all(ended), realPause(longestEnd)]);
    this.#close();
    await front;
  }

  #close(): void {
    this.agent.destroy();
    this.connections.closeIdle();
    this.http2.close();
    for (const socket of this.#sockets) socket.destroy();
    void this.#front?.then(({ server }) => server.close());
    this.#front = undefined;
    this.#failures.clear();
  }
}

/** `node:http2` exports no class to compare with. */
function isHttp2Server(server: object): boolean {
  return typeof Reflect.get(server, 'updateSettings') === 'function';
}

export function isServer(value: unknown): value is http.Server {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['listen', 'address', 'emit', 'prependListener'].every(
      (name) => typeof Reflect.get(value, name) === 'function',
    )
  );
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function';
}

function listensElsewhere(port: number, expected: number): UsageError {
  const message = `the server listens at port ${String(port)}, and { url, app, port } says that the proxy sends its requests to port ${String(expected)}.`;
  const suggestion = `port: ${String(port)}`;
  return new UsageError(
    'unknown-target',
    `${message}\nWrite ${suggestion}, or pass a server that does not listen.`,
    {
      option: 'target',
      value: expected,
      suggestion,
    },
  );
}

/** A server bound to every interface is reached over loopback, as supertest does. */
function loopbackFor(host: string): string {
  return host === '::' || host === '0.0.0.0' ? '127.0.0.1' : host;
}
