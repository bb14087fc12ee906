import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export type Fields = Record<string, unknown>;
interface Message {
  id?: number;
  method?: string;
  params?: Fields;
  result?: Fields;
  error?: { message: string };
  sessionId?: string;
}

/** The devtools protocol over `--remote-debugging-pipe`: JSON messages, each ended by a zero byte. */
export class DevtoolsPipe {
  readonly #output: Writable;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #nextId = 1;
  #pending: Buffer[] = [];
  onEvent: (method: string, params: Fields, sessionId: string | undefined) => void = () => undefined;

  constructor(child: ChildProcess) {
    this.#output = child.stdio[3] as Writable;
    this.#output.on('error', () => undefined);
    const input = child.stdio[4] as Readable;
    input.on('error', () => undefined);
    input.on('data', (chunk: Buffer) => this.#receive(chunk));
    input.on('close', () => this.#closed());
  }

  async send(method: string, params: Fields = {}, sessionId?: string): Promise<Fields> {
    const id = this.#nextId++;
    const answered = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.#pending, rest.subarray(0, end)]).toString();
      this.#pending = [];
      rest = rest.subarray(end + 1);
      this.#dispatch(JSON.parse(text) as Message);
    }
    this.#pending.push(rest);
  }

  #dispatch(message: Message): void {
    if (message.id === undefined) {
      this.onEvent(message.method ?? '', message.params ?? {}, message.sessionId);
      return;
    }
    this.#waiting.get(message.id)?.(message);
    this.#waiting.delete(message.id);
  }

  #closed(): void {
    for (const resolve of this.#waiting.values()) resolve({ error: { message: 'the browser is gone' } });
    this.#waiting.clear();
  }
}
