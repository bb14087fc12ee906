import type * as http from 'node:http';
import type { Address } from './wire.js';

export type RequestListener = (request: http.IncomingMessage, response: http.ServerResponse) => unknown;
export type ResponseHook = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** What a request listener did to the exchange on a connection: it threw, or its promise was rejected. */
export interface ListenerFailure {
  readonly code: 'listener-threw' | 'listener-rejected';
  readonly error: unknown;
}

/** Where a target can be asked: one per app or URL, with its own kept-alive connections. */
export interface Endpoint {
  /** The URL paths are appended to. The port of an app in hand is left out: it says nothing about the deployment. */
  readonly base: string;
  /** Whether the app runs in this process, so that the port we reach it at is ours. */
  readonly inHand: boolean;
  readonly agent: http.Agent;
  /** Begins an exchange; every `open` that succeeds needs its `release`. */
  open(): Promise<Address>;
  release(): void;
  /** Takes what the listener did on the connection from this client port. Only for apps in hand. */
  takeFailure(port: number): ListenerFailure | undefined;
  /**
   * Calls `hook` with the next request from this client port, before the app sees it; returns how to take it back.
   * Only for apps in hand.
   */
  onResponse?(port: number, hook: ResponseHook): () => void;
}

export const keptAlive = { keepAlive: true, maxSockets: 16, maxFreeSockets: 16 };
