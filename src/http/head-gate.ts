import type { Socket } from 'node:net';
import { HeadScanner } from './head-scanner.js';

type Listener = (this: Socket, bytes: Buffer) => void;

/**
 * Holds back what arrives on a connection until the head of the response is whole, then hands it on at once: what a head
 * means must not depend on how TCP has cut it, and Node's parser ends the connection at the first byte it refuses.
 */
export class HeadGate {
  readonly #socket: Socket;
  readonly #held: Buffer[];
  readonly #most: number;
  readonly #listeners: readonly Listener[];
  readonly #scanner = new HeadScanner();
  #length = 0;

  /**
   * @param held Takes all bytes up to the end of the head, and what came with it.
   * @param most Bytes that are held back. What is longer is handed on, to be refused.
   */
  constructor(socket: Socket, held: Buffer[], most: number) {
    this.#socket = socket;
    this.#held = held;
    this.#most = most;
    this.#listeners = socket.listeners('data') as Listener[];
    // Never without a listener, which would change what the stream does.
    socket.on('data', this.#hold);
    for (const listener of this.#listeners) socket.off('data', listener);
  }

  close(): void {
    this.#socket.off('data', this.#hold);
  }

  readonly #hold = (bytes: Buffer): void => {
    this.#held.push(bytes);
    this.#length += bytes.length;
    const state =
      this.#length === bytes.length && isPlainlyWhole(bytes) ? 'whole' : this.#scanner.take(bytes);
    if (state === 'under way' && this.#length <= this.#most) return;
    if (state !== 'under way' && state !== 'whole') {
      this.#socket.destroy(Object.assign(new Error('the head is not read'), { code: state }));
      return;
    }
    for (const listener of this.#listeners) this.#socket.on('data', listener);
    this.close();
    const [first = bytes, ...others] = this.#held;
    const whole = others.length === 0 ? first : Buffer.concat(this.#held);
    for (const listener of this.#listeners) listener.call(this.#socket, whole);
  };
}

/** What nearly every response is, found without a look at each byte. */
function isPlainlyWhole(bytes: Buffer): boolean {
  if (!/^HTTP\/1\.1 [2-9]\d\d /.test(bytes.toString('latin1', 0, 13))) return false;
  const end = bytes.indexOf('\r\n\r\n', 0, 'latin1');
  return end >= 0 && !bytes.subarray(0, end).includes(0);
}
