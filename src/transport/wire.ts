import * as http from 'node:http';
import type { Socket } from 'node:net';

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

/** A supertest `Test` that puts exactly these bytes on the wire and settles at the head of the answer. */
export interface Wire {
  /** The bytes of the answer so far, as long as its head has not come. */
  readonly seen: readonly Buffer[];
  readonly req?: http.ClientRequest & { reusedSocket: boolean };
  readonly failure?: NodeJS.ErrnoException | undefined;
  end(callback: (error: Error | null, response?: { res: http.IncomingMessage }) => void): void;
}

export type WireConstructor = new (
  address: Address,
  wire: WireRequest,
  agent: http.Agent,
  onSocket: (socket: Socket) => void,
  onResponse: (response: http.IncomingMessage) => void,
) => Wire;

/** What this file uses of supertest and superagent, typed structurally: their types are not asked of users. */
interface TestInternals {
  method: string;
  called?: boolean;
  _aborted?: boolean;
  res?: http.IncomingMessage;
  response?: unknown;
  redirects(count: number): this;
  buffer(on: boolean): this;
  ok(accept: () => boolean): this;
  parse(parser: (res: unknown, done: (error: null, body: null) => void) => void): this;
  callback(error: Error | null, response?: unknown): void;
}
type TestConstructor = new (app: string, method: string, path: string) => TestInternals;

const maxHeaderSize = 256 * 1024;
let loaded: Promise<WireConstructor> | undefined;

/** Loads supertest on first use: an eager import would break every jsdom test file of a mixed project. */
export function loadWire(): Promise<WireConstructor> {
  loaded ??= import('supertest').then((supertest) =>
    defineWire(supertest.Test as unknown as TestConstructor),
  );
  return loaded;
}

function defineWire(Test: TestConstructor): WireConstructor {
  return class extends Test {
    readonly seen: Buffer[] = [];
    req?: http.ClientRequest & { reusedSocket: boolean };
    failure?: NodeJS.ErrnoException;

    constructor(
      private readonly address: Address,
      private readonly wire: WireRequest,
      private readonly agent: http.Agent,
      private readonly onSocket: (socket: Socket) => void,
      private readonly onResponse: (response: http.IncomingMessage) => void,
    ) {
      super(`${address.protocol}//${address.host}:${String(address.port)}`, wire.method, wire.target);
      this.method = wire.method; // Test has upper-cased it, and `patch` is not `PATCH`
      this.redirects(0)
        .buffer(true)
        .ok(() => true)
        .parse((_, done) => {
          done(null, null); // settle at the head: a body may be endless, broken or compressed
        });
    }

    _shouldDecompress(): boolean {
      return false;
    }

    /** superagent's own would listen to the body, and pass its late errors on to the process. */
    _emitResponse(): { res: http.IncomingMessage | undefined } {
      const response = { res: this.res };
      this.response = response;
      return response;
    }

    override callback(error: NodeJS.ErrnoException | null, response?: unknown): void {
      if (this.called === true) return;
      if (error !== null) this.failure = error; // supertest replaces some errors by shorter ones
      super.callback(error, response);
    }

    /** Instead of superagent's own: the same ClientRequest, with the head written by us. */
    request(): http.ClientRequest {
      if (this.req !== undefined) return this.req;
      const { wire, address } = this;
      const options: http.RequestOptions = {
        host: address.host,
        port: address.port,
        protocol: address.protocol,
        path: '/',
        agent: this.agent,
        setHost: false,
        maxHeaderSize,
      };
      const req = new ClientRequest(options) as http.ClientRequest & { reusedSocket: boolean };
      this.req = req;
      req.method = wire.method;
      req.maxHeadersCount = 0; // the default drops lines beyond the 1,000th without a word
      req.useChunkedEncodingByDefault = false;
      // A head set here goes out as latin-1, unchecked and in order. Node keeps it as a string until the first write.
      Reflect.set(req, '_header', headOf(wire));
      const end = req.end.bind(req);
      req.end = () => (wire.body === null ? end() : end(wire.body));
      this.#settle(req);
      req.once('socket', (socket) => {
        this.#watch(socket, req);
      });
      return req;
    }

    /** Whatever becomes of the request, the callback is called once. superagent only sees to 'response'. */
    #settle(req: http.ClientRequest): void {
      req.on('error', (error) => {
        if (this._aborted !== true && this.response === undefined) this.callback(error);
      });
      req.on('upgrade', (_, socket) => {
        socket.destroy();
        this.callback(protocolSwitched());
      });
      req.once('close', () => {
        this.callback(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      });
      req.once('response', (res) => {
        this.onResponse(res);
        if (res.statusCode !== 101) return;
        this.callback(protocolSwitched()); // without an Upgrade line there is no 'upgrade' event
        req.destroy();
      });
    }

    #watch(socket: Socket, req: http.ClientRequest): void {
      let left = maxHeaderSize;
      const tap = (bytes: Buffer): void => {
        if (left > 0) this.seen.push(bytes);
        left -= bytes.length;
      };
      socket.prependListener('data', tap);
      req.once('close', () => socket.off('data', tap));
      req.once('response', () => socket.off('data', tap));
      if (socket.connecting)
        socket.once('connect', () => {
          this.onSocket(socket);
        });
      else this.onSocket(socket);
    }
  } as unknown as WireConstructor;
}

function protocolSwitched(): NodeJS.ErrnoException {
  return Object.assign(new Error('101 Switching Protocols'), { code: 'EUPGRADE' });
}

function headOf({ method, target, headers }: WireRequest): string {
  return `${method} ${target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
