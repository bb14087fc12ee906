import * as net from 'node:net';
import { Duplex } from 'node:stream';
import { bodyCounter, type PlainHead, readPlainHead } from './plain-answer.js';
import { Drain } from './drain.js';
import type { Background } from './response-body.js';
import { type Address, headOf, type WireRequest } from './wire.js';

// Taken when this file is loaded: interceptors replace it later, and would answer in our target's place.
const { connect } = net;

/** A request, and who is told once what became of it. */
export interface LeanRequest {
  readonly request: WireRequest;
  readonly address: Address;
  readonly background: Background;
  /** The connection it will be sent on, which may not be there yet. */
  onConnection(connection: Connection): void;
  /** It is sent now. */
  onSend(connection: Connection): void;
  onHead(head: PlainHead): void;
  /** Neither whole nor plain: what has arrived and what follows, for a reader that knows more. */
  onOddAnswer(answer: Duplex): void;
  onFailure(error: NodeJS.ErrnoException): void;
}

export interface ConnectionListener {
  onFree(connection: Connection): void;
  /** What it carries takes longer: it serves no other request. */
  onLeave(connection: Connection): void;
  onClose(connection: Connection): void;
}

const noop = (): void => undefined;

/** A connection that carries one request after the other. Its listeners are set once: that is what makes it cheap. */
export class Connection {
  /** Our own port, 0 before it is connected. */
  port = 0;
  /** Whether it has carried a request before the present one. */
  isReused = false;
  readonly #socket: net.Socket;
  readonly #address: Address;
  readonly #listener: ConnectionListener;
  /** Whose answer has not begun. */
  #asked: LeanRequest | undefined;
  /** Of the response that is being dropped. */
  #missingAfter: ((piece: string) => number) | undefined;
  #keepsAlive = true;
  #isLeft = false;
  /** For a body that has not come with its head. */
  #begin: (() => Drain) | undefined;
  #drain: Drain | undefined;
  #odd: OddAnswer | undefined;

  constructor(asked: LeanRequest, listener: ConnectionListener) {
    this.#address = asked.address;
    this.#listener = listener;
    this.#asked = asked;
    asked.onConnection(this);
    const { host, port } = asked.address;
    this.#socket = connect({ host, port, noDelay: true })
      .once('connect', () => {
        this.port = this.#socket.localPort ?? 0;
        if (this.#asked !== undefined) this.#send(this.#asked);
      })
      .on('data', (bytes) => {
        this.#read(bytes);
      })
      .on('end', () => this.#odd?.push(null))
      .on('error', (error) => {
        this.#fail(error);
      })
      .once('close', () => {
        this.#drain?.end();
        this.#fail(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
        this.#listener.onClose(this);
      });
  }

  /** Whether it leads to the right place, and still does. */
  serves({ address: { host, port } }: LeanRequest): boolean {
    return this.#socket.writable && host === this.#address.host && port === this.#address.port;
  }

  ask(asked: LeanRequest): void {
    this.isReused = true;
    this.#asked = asked;
    asked.onConnection(this);
    this.#socket.ref();
    this.#send(asked);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #send(asked: LeanRequest): void {
    asked.onSend(this);
    const { request } = asked;
    this.#socket.write(headOf(request), 'latin1');
    if (request.body !== null) this.#socket.write(request.body);
  }

  #read(bytes: Buffer): void {
    const asked = this.#asked;
    if (asked !== undefined) {
      this.#asked = undefined;
      const text = bytes.toString('latin1');
      const head = readPlainHead(text, asked.request.method);
      if (head === undefined) {
        this.#odd = new OddAnswer(this.#socket, bytes).once('agentRemove', () => {
          this.#leave();
        });
        asked.onOddAnswer(this.#odd);
        return;
      }
      asked.onHead(head);
      this.#missingAfter = bodyCounter(head.body);
      this.#keepsAlive = head.keepsAlive;
      this.#begin = () => this.#drainOf(head, asked);
      this.#drop(text.slice(head.length));
    } else if (this.#odd !== undefined) this.#odd.push(bytes);
    else this.#drop(bytes.toString('latin1'));
  }

  #drainOf({ isEndless, body }: PlainHead, { background }: LeanRequest): Drain {
    return new Drain({
      isEndless,
      hasLength: () => typeof body === 'number',
      leave: () => {
        this.#leave();
        return background.retain();
      },
      drop: () => {
        background.onDrop();
        this.destroy();
      },
    });
  }

  /** A short body is read so that the connection can be used again, a longer one so that it ends. */
  #drop(piece: string): void {
    // Nothing may come while nothing is asked.
    const missing = this.#missingAfter?.(piece) ?? -1;
    if (missing > 0) {
      this.#drain ??= this.#begin?.();
      this.#drain?.take(piece.length);
      return;
    }
    this.#missingAfter = undefined;
    this.#drain?.end();
    this.#drain = undefined;
    const isUsable = missing === 0 && !this.#isLeft && this.#keepsAlive && this.#socket.writableLength === 0;
    if (!isUsable) this.destroy();
    else {
      this.#socket.unref();
      this.#listener.onFree(this);
    }
  }

  #leave(): void {
    this.#isLeft = true;
    this.#socket.unref();
    this.#listener.onLeave(this);
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#odd?.destroy(error);
    const asked = this.#asked;
    this.#asked = undefined;
    asked?.onFailure(error);
  }
}

/** The rest of a connection, from the first bytes of a response on. What is written to it was sent before. */
class OddAnswer extends Duplex {
  constructor(socket: net.Socket, seen: Buffer) {
    super({
      read: noop,
      write: (_bytes, _encoding, done) => {
        done();
      },
      final: (done) => {
        socket.destroy();
        done();
      },
      destroy: (error, done) => {
        socket.destroy();
        done(error);
      },
    });
    this.on('error', noop); // also when nobody reads it any more
    this.push(seen);
  }

  /** As of a socket. Whoever is left by it sees to that. */
  unref(): this {
    return this;
  }
}
