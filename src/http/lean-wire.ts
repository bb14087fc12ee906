import type { Duplex } from 'node:stream';
import type { LeanRequest, Connection } from './connection.js';
import type { Connections } from './connections.js';
import type { PlainHead } from './plain-answer.js';
import type { Background } from './response-body.js';
import { type Address, baseOf, type Settle, Wire, type WireListener, type WireRequest } from './wire.js';

/** A wire without Node's HTTP client, which is asked only for what is not plain. The bytes, heads and errors are the same. */
export class LeanWire implements LeanRequest {
  failure?: NodeJS.ErrnoException;
  isReused = false;
  #connection: Connection | undefined;
  #reader: Wire | undefined;
  #settle: Settle | undefined;

  constructor(
    readonly request: WireRequest,
    readonly address: Address,
    private readonly connections: Connections,
    private readonly listener: WireListener,
  ) {}

  get base(): string {
    return baseOf(this.address);
  }

  get seen(): readonly Buffer[] {
    return this.#reader?.seen ?? [];
  }

  end(settle: Settle): void {
    this.#settle = settle;
    this.connections.ask(this);
  }

  destroy(): void {
    this.connections.takeBack(this);
    this.#connection?.destroy();
  }

  get background(): Background {
    return this.listener.background;
  }

  onConnection(connection: Connection): void {
    this.#connection = connection;
  }

  onSend({ port, isReused }: Connection): void {
    this.isReused = isReused;
    this.listener.onPort(port);
  }

  onHead(head: PlainHead): void {
    this.#settle?.(null, { res: head });
  }

  onOddAnswer(answer: Duplex): void {
    const { listener } = this;
    this.#reader = new Wire(this.request, this.address, answer, {
      onPort: () => undefined, // told before
      background: listener.background,
      onResponse: (response) => {
        listener.onResponse(response);
      },
    });
    this.#reader.end((error, response) => this.#settle?.(error, response));
  }

  onFailure(error: NodeJS.ErrnoException): void {
    this.#settle?.(error);
  }
}
