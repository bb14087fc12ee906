import { STATUS_CODES } from 'node:http';
import { loadSupertest } from './supertest.js';
import type { HeaderList } from '../standard/header-list.js';
import type { ResponseHead } from './response-head.js';

/** One whole answer: the body as it was sent, without transfer coding. */
export interface CheckedResponse extends ResponseHead {
  readonly body: Buffer;
}

/** What a function in `.expect(fn)` is called with: supertest's own response, the part of it that is documented there. */
export interface SupertestResponse {
  /** The status code. */
  readonly status: number;
  /** The Content-Type without its parameters. */
  readonly type: string;
  /** The body as text. */
  readonly text: string;
  /** Parsed by its Content-Type. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as @types/supertest has it
  readonly body: any;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** One header, in any case. */
  get(field: string): string | undefined;
}

/** supertest's `.expect(…)` in all its forms but callbacks. */
export type SupertestExpectation = readonly [first: unknown, ...second: unknown[]];

interface Test extends PromiseLike<unknown> {
  expect(...expected: unknown[]): this;
}
type Request = (app: (req: { socket: { end(bytes: Buffer): void } }) => void) => {
  options(path: string): Test;
};

/**
 * Lets supertest itself check a response in hand: it is given once more, byte for byte, to a request of supertest's own.
 *
 * @returns What does not hold; undefined if all does.
 */
export async function checkWithSupertest(
  answer: CheckedResponse,
  [first, ...rest]: SupertestExpectation,
): Promise<unknown> {
  const request = loadSupertest() as Request;
  let returned: unknown;
  const check =
    typeof first === 'function'
      ? (response: unknown) => (returned = (first as (response: unknown) => unknown)(response))
      : first;
  try {
    await request(({ socket }) => {
      socket.end(bytesOf(answer));
    })
      .options('/')
      .expect(check, ...rest);
    // supertest waits for no promise, so what an asynchronous function finds would be lost.
    returned = await returned;
  } catch (error) {
    return error;
  }
  return returned instanceof Error ? returned : undefined;
}

function bytesOf({ status, headerList, body }: CheckedResponse): Buffer {
  const lines = headerList.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), ...(isChunked(headerList) ? chunked(body) : [body])]);
}

function isChunked(headerList: HeaderList): boolean {
  return headerList.some(([name, value]) => /^transfer-encoding$/i.test(name) && /chunked/i.test(value));
}

function chunked(body: Buffer): Buffer[] {
  const last = Buffer.from('0\r\n\r\n');
  if (body.length === 0) return [last];
  return [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n'), last];
}
