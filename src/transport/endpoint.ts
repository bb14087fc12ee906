import * as http from 'node:http';
import * as https from 'node:https';
import { Hosting, type ListenerFailure, type RequestListener, type ResponseHook } from './hosting.js';
import { IdleClose } from './idle-close.js';
import type { Address } from './wire.js';

/** Where a target can be asked: one per app or URL, with its own kept-alive connections. */
export interface Endpoint {
  /** The URL paths are appended to. The port of an app in hand is left out: it says nothing about the deployment. */
  readonly base: string;
  /** Whether the app runs in this process, so that the port we reach it at is ours. */
  readonly inHand: boolean;
  readonly agent: http.Agent;
  /** Begins an exchange; every `open` needs its `release`. */
  open(): Promise<Address>;
  release(): void;
  takeFailure(port: number): ListenerFailure | undefined;
  /** Only for apps in hand. */
  onResponse?(port: number, hook: ResponseHook): () => void;
}

const connections = { keepAlive: true, maxSockets: 16, maxFreeSockets: 16 };
const hosted = new WeakMap<object, Endpoint>();
const remote = new Map<string, Endpoint>();

/** One endpoint per app, however often it is asked for. */
export function endpointOf(app: RequestListener | http.Server): Endpoint {
  const known = hosted.get(app);
  if (known !== undefined) return known;
  // The certificate of a server in hand is the test's own: there is nobody to impersonate it.
  const hosting = new Hosting(app, (protocol) =>
    protocol === 'https:'
      ? new https.Agent({ ...connections, rejectUnauthorized: false })
      : new http.Agent(connections),
  );
  const endpoint: Endpoint = {
    base: `${hosting.protocol}//127.0.0.1`,
    inHand: true,
    agent: hosting.agent,
    open: () => hosting.open(),
    release: () => {
      hosting.release();
    },
    takeFailure: (port) => hosting.takeFailure(port),
    onResponse: (port, hook) => hosting.onResponse(port, hook),
  };
  hosted.set(app, endpoint);
  return endpoint;
}

/** The endpoint of a URL; its path, if any, is a prefix. `ca` is trusted besides what Node trusts. */
export function endpointOfUrl(url: URL, ca?: string | Buffer): Endpoint {
  const base = (url.origin + url.pathname).replace(/\/$/, '');
  const key = `${base} ${ca?.toString() ?? ''}`;
  const known = remote.get(key);
  if (known !== undefined) return known;
  const secure = url.protocol === 'https:';
  const agent = secure ? new https.Agent({ ...connections, ca }) : new http.Agent(connections);
  const address: Address = {
    protocol: secure ? 'https:' : 'http:',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
  };
  const idle = new IdleClose(() => {
    agent.destroy();
  });
  const endpoint: Endpoint = {
    base,
    inHand: false,
    agent,
    open: () => {
      idle.begin();
      return Promise.resolve(address);
    },
    release: () => {
      idle.end();
    },
    takeFailure: () => undefined,
  };
  remote.set(key, endpoint);
  return endpoint;
}
