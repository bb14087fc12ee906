import type * as http from 'node:http';
import type { BehindProxy } from './behind-proxy.js';
import type { Connections } from './connections.js';
import type { Http2Connection } from './http2-connection.js';
import type { FrameworkName } from './framework-name.js';
import { Hosting, type ListenerFailure, type RequestListener, type ResponseHook } from './hosting.js';
import { Proxied } from './proxied.js';
import { Remote } from './remote.js';
import type { Address, WireRequest } from './wire.js';

/** Where a target can be asked: one per app or URL, with its own kept-alive connections. */
export interface Endpoint {
  /** The URL paths are appended to. The port of an app in hand is left out: it says nothing about the deployment. */
  readonly base: string;
  /** Whether the app runs in this process, so that the port we reach it at is ours. */
  readonly inHand: boolean;
  /** The app that responds there; undefined for a URL. */
  readonly app?: RequestListener | http.Server;
  /** What an instance it came from is; undefined where the app itself was given. */
  readonly framework?: FrameworkName | undefined;
  readonly agent: http.Agent;
  /** For lean exchanges. */
  readonly connections: Connections;
  /** For servers that do not speak HTTP/1.1. */
  readonly http2: Http2Connection;
  /** Begins an exchange; every `open` that succeeds needs its `release`. */
  open(): Promise<Address>;
  release(): void;
  /** Keeps what an exchange has used beyond its `release`, for a body that is still being read; returns how to let it go. */
  retain(): () => void;
  /** The response an app in hand is sending to this client port, where it can be known. */
  responseAt?(port: number): http.ServerResponse | undefined;
  /** Takes what the listener did on the connection from this client port. Only for apps in hand. */
  takeFailure(port: number): ListenerFailure | undefined;
  /** Only for apps in hand. */
  onResponse?(port: number, hook: ResponseHook): () => void;
  /** Only for apps in hand behind a proxy: follows the request of an exchange from its `open`; returns how to stop. */
  watch?(wire: WireRequest, hook: ResponseHook | undefined): () => BehindProxy;
}

const hosted = new WeakMap<object, Endpoint>();
const remotes = new Map<string, Remote>();
const proxied = new WeakMap<object, Map<string, Endpoint>>();

/** The endpoint of an app that was asked before; undefined for anything else. */
export function knownEndpoint(target: unknown): Endpoint | undefined {
  return hosted.get(target as object);
}

/** One endpoint per app, however often it is asked for. */
export function endpointOf(app: RequestListener | http.Server, framework?: FrameworkName): Endpoint {
  const known = hosted.get(app);
  if (known !== undefined) return known;
  const endpoint = new Hosting(app, framework);
  hosted.set(app, endpoint);
  return endpoint;
}

/** The endpoint of a URL; its path, if any, is a prefix. With `ca`, it alone is trusted. */
export function endpointOfUrl(url: URL, ca?: string | Buffer): Endpoint {
  return remoteAt(url, ca);
}

/** The endpoint of what listens at a URL in front of an app in hand, which it expects at the port. */
export function endpointOfProxy(
  url: URL,
  ca: string | Buffer | undefined,
  {
    app,
    framework,
    port,
  }: {
    readonly app: RequestListener | http.Server;
    readonly framework?: FrameworkName;
    readonly port: number;
  },
): Endpoint {
  const known = proxied.get(app) ?? new Map<string, Endpoint>();
  proxied.set(app, known);
  const key = `${keyOf(url, ca)} ${String(port)}`;
  const endpoint = known.get(key) ?? new Proxied(remoteAt(url, ca), new Hosting(app, framework, port), port);
  known.set(key, endpoint);
  return endpoint;
}

function keyOf(url: URL, ca: string | Buffer | undefined): string {
  return `${url.origin}${url.pathname.replace(/\/$/, '')} ${ca?.toString() ?? ''}`;
}

function remoteAt(url: URL, ca: string | Buffer | undefined): Remote {
  const key = keyOf(url, ca);
  const known = remotes.get(key);
  if (known !== undefined) return known;
  const endpoint = new Remote(url, ca);
  remotes.set(key, endpoint);
  return endpoint;
}
