import * as net from 'node:net';
import { Duplex } from 'node:stream';
import { bodyCounter, type PlainHead, readPlainHead } from './plain-answer.js';
import { afterRealTime } from '../runner/real-time.js';
import { longestDrain, shortBody } from './response-body.js';
import { type Address, headOf, type WireRequest } from './wire.js';

// Taken when this file is loaded: interceptors replace it later, and would answer in our target's place.
const { connect } = net;

/** A request, and who is told once what became of it. */
export interface LeanRequest {
  readonly request: WireRequest;
  readonly address: Address;
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
  #left = 0;
  #cancel = noop;
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
        this.#cancel();
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
        this.#odd = new OddAnswer(this.#socket, bytes);
        asked.onOddAnswer(this.#odd);
        return;
      }
      asked.onHead(head);
      this.#missingAfter = bodyCounter(head.body);
      this.#keepsAlive = head.keepsAlive;
      this.#left = shortBody;
      this.#drop(text.slice(head.length));
      if (this.#missingAfter !== undefined)
        this.#cancel = afterRealTime(longestDrain, () => {
          this.destroy();
        });
    } else if (this.#odd !== undefined) this.#odd.push(bytes);
    else this.#drop(bytes.toString('latin1'));
  }

  /** A short body is read so that the connection can be used again, a long or endless one is dropped with it. */
  #drop(piece: string): void {
    // Nothing may come while nothing is asked.
    const missing = this.#missingAfter?.(piece) ?? -1;
    this.#left -= piece.length;
    if (missing > 0 && this.#left >= 0) return;
    this.#missingAfter = undefined;
    this.#cancel();
    const isUsable =
      missing === 0 && this.#left >= 0 && this.#keepsAlive && this.#socket.writableLength === 0;
    if (!isUsable) this.destroy();
    else {
      this.#socket.unref();
      this.#listener.onFree(this);
    }
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
}
