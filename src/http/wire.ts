import * as http from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { HeadGate } from './head-gate.js';
import { type Background, bodyOfMessage, type ResponseBody } from './response-body.js';

// Taken when this file is loaded: interceptors replace http.ClientRequest later, and would rewrite the bytes.
const { ClientRequest } = http;

/** One request, byte for byte: every header line is given, nothing is added. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
}

/** Where to connect to. */
export interface Address {
  readonly protocol: 'http:' | 'https:';
  readonly host: string;
  readonly port: number;
}

/** Told before anybody else of what a request meets on its way. */
export interface WireListener {
  /** The port of ours it leaves from, of HTTP/2 the channel. */
  onPort(port: number): void;
  onResponse(response: ResponseBody): void;
  /** Of a body that nobody reads. */
  readonly background: Background;
}

/** Called once: with what went wrong, or with the head of the response. */
export type Settle = (error: Error | null, response?: { res: RawHead }) => void;

/** What is judged by. */
export type RawHead = Pick<http.IncomingMessage, 'statusCode' | 'rawHeaders'>;

// Node says so only of a connection that was idle, not of one that a waiting request takes over.
const used = new WeakSet<Socket>();

/** Of a response that is read, in bytes. */
export const maxHeaderSize = 256 * 1024;

/** Puts exactly these bytes on the wire and settles at the head of the response. */
export class Wire {
  /** The bytes of the response so far, as long as its head has not come. */
  readonly seen: Buffer[] = [];
  /** Whether the connection has carried a request before. */
  isReused = false;
  req?: http.ClientRequest;
  failure?: NodeJS.ErrnoException;
  readonly #address: Address;
  readonly #carrier: http.Agent | Duplex;
  readonly #listener: WireListener;

  constructor(
    readonly request: WireRequest,
    address: Address,
    carrier: http.Agent | Duplex,
    listener: WireListener,
  ) {
    this.#address = address;
    this.#carrier = carrier;
    this.#listener = listener;
  }

  /** The URL that is connected to. */
  get base(): string {
    return baseOf(this.#address);
  }

  destroy(): void {
    this.req?.destroy();
  }

  /** Sends the request. */
  end(settle: Settle): void {
    let isSettled = false;
    const once: Settle = (error, response) => {
      if (isSettled) return;
      isSettled = true;
      if (error !== null) this.failure = error;
      settle(error, response);
    };
    const req = this.open(once);
    req.once('response', (res) => {
      once(null, { res });
    });
    req.end();
  }

  /** The request with its head written, to be sent by `end()`. Whatever becomes of it, `fail` is called or a response came. */
  open(fail: (error: Error) => void): http.ClientRequest {
    const { method, body } = this.request;
    const carrier = this.#carrier;
    const options: http.RequestOptions = {
      ...this.#address,
      path: '/',
      ...(carrier instanceof Duplex ? { createConnection: () => carrier } : { agent: carrier }),
      setHost: false,
      maxHeaderSize,
    };
    const req = new ClientRequest(options);
    this.req = req;
    req.method = method;
    req.maxHeadersCount = 0; // the default drops lines beyond the 1,000th without a word
    req.useChunkedEncodingByDefault = false;
    // A head set here goes out as latin-1, unchecked and in order. Node keeps it as a string until the first write.
    Reflect.set(req, '_header', headOf(this.request));
    const end = req.end.bind(req);
    req.end = () => (body === null ? end() : end(body));
    this.#settle(req, fail);
    req.once('socket', (socket) => {
      this.#watch(socket, req);
    });
    return req;
  }

  #settle(req: http.ClientRequest, fail: (error: Error) => void): void {
    req.on('error', fail);
    req.on('upgrade', (_, socket) => {
      socket.destroy();
      fail(protocolSwitched());
    });
    req.once('close', () => {
      fail(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    });
    req.once('response', (res) => {
      this.#listener.onResponse(bodyOfMessage(res));
      if (res.statusCode !== 101) return;
      fail(protocolSwitched()); // without an Upgrade line there is no 'upgrade' event
      req.destroy();
    });
  }

  #watch(socket: Socket, req: http.ClientRequest): void {
    this.isReused = used.has(socket);
    used.add(socket);
    const gate = new HeadGate(socket, this.seen, maxHeaderSize);
    req.once('close', () => {
      gate.close();
    });
    if (socket.connecting)
      socket.once('connect', () => {
        this.#listener.onPort(socket.localPort ?? 0);
      });
    else this.#listener.onPort(socket.localPort ?? 0);
  }
}

/**
 * One number for what carries one exchange at a time: our port, and the stream behind it where a connection has several.
 */
export function channelOf(port = 0, stream = 0): number {
  return port + stream * 0x10000;
}

export function baseOf({ protocol, host, port }: Address): string {
  return `${protocol}//${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

function protocolSwitched(): NodeJS.ErrnoException {
  return Object.assign(new Error('101 Switching Protocols'), { code: 'EUPGRADE' });
}

export function headOf({ method, target, headers }: WireRequest): string {
  return `${method} ${target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
