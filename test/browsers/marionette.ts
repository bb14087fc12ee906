import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

type Reply = [1, number, { error: string; message: string } | null, unknown];

/** Firefox's own remote protocol: packets of JSON, each preceded by its length and a colon. */
export class Marionette {
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #pending = Buffer.alloc(0);
  #nextId = 1;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('close', () => {
      for (const [id, resolve] of this.#waiting)
        resolve([1, id, { error: 'closed', message: 'the browser is gone' }, null]);
      this.#waiting.clear();
    });
  }

  /** Connects as soon as Firefox has written down its port; never gives up by itself. */
  static async connect(profile: string): Promise<Marionette> {
    const file = join(profile, 'MarionetteActivePort');
    for (;;) {
      const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
      const socket = port > 0 ? await open(port) : null;
      if (socket) return new Marionette(socket);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async send(command: string, parameters: object = {}): Promise<unknown> {
    const id = this.#nextId++;
    const packet = Buffer.from(JSON.stringify([0, id, command, parameters]));
    const replied = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    this.socket.write(Buffer.concat([Buffer.from(`${packet.length}:`), packet]));
    const [, , error, result] = await replied;
    if (error) throw new Error(`${command}: ${error.message || error.error}`);
    return result;
  }

  #receive(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    for (;;) {
      const colon = this.#pending.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#pending.subarray(0, colon).toString());
      if (this.#pending.length < end) return;
      const packet = JSON.parse(this.#pending.subarray(colon + 1, end).toString()) as Reply | object;
      this.#pending = this.#pending.subarray(end);
      // The very first packet is a greeting.
      if (!Array.isArray(packet)) continue;
      const reply = packet as Reply;
      this.#waiting.get(reply[1])?.(reply);
      this.#waiting.delete(reply[1]);
    }
  }
}

function open(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => resolve(null));
  });
}
