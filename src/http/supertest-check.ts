import { STATUS_CODES } from 'node:http';
import { loadSupertest } from './supertest.js';
import { get, type HeaderList } from '../standard/header-list.js';
import { isByteCaseInsensitiveMatch, isToken } from '../standard/infra.js';
import { type Deadline, inTime } from './deadline.js';
import type { ReceivedBody } from './received-body.js';
import type { ResponseHead } from './response-head.js';
import { maxHeaderSize } from './wire.js';

/** One whole response. */
export interface CheckedResponse extends ResponseHead {
  readonly body: ReceivedBody;
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
  /** Before anything is sent. */
  on(event: 'request', listener: (test: { readonly req: ClientRequest }) => void): this;
}
/** What Node reads of a request when its connection is there. */
interface ClientRequest {
  maxHeaderSize?: number;
  maxHeadersCount: number;
  insecureHTTPParser?: boolean;
}
type Request = (app: (req: { socket: { end(bytes: Buffer): void } }) => void) => {
  options(path: string): Test;
};

/**
 * Lets supertest itself check a response in hand: it is given once more, byte for byte, to a request of supertest's own.
 *
 * @param deadline Of the check as well, which may wait for something.
 * @returns What does not hold; undefined if all does.
 */
export async function checkWithSupertest(
  answer: CheckedResponse,
  expected: SupertestExpectation,
  deadline: Deadline,
): Promise<unknown> {
  const late = (): Error => new Error(`not checked within ${String(deadline.milliseconds)} ms`);
  try {
    const returned = await inTime(checked(answer, expected), deadline, late);
    return returned instanceof Error ? returned : undefined;
  } catch (error) {
    return error;
  }
}

/** What the function returned, where it is one. */
async function checked(answer: CheckedResponse, [first, ...rest]: SupertestExpectation): Promise<unknown> {
  const request = loadSupertest() as Request;
  let returned: unknown;
  const check =
    typeof first === 'function'
      ? (response: unknown) => (returned = (first as (response: unknown) => unknown)(response))
      : first;
  await request(({ socket }) => {
    socket.end(bytesOf(answer));
  })
    .options('/')
    .on('request', ({ req }) => {
      readAll(req);
    })
    .expect(check, ...rest);
  // supertest waits for no promise, so what an asynchronous function finds would be lost.
  return returned;
}

/** What we have read is to be read: larger heads than Node takes by itself, more lines, and odd ones. */
function readAll(req: ClientRequest): void {
  req.maxHeaderSize = 2 * maxHeaderSize;
  req.maxHeadersCount = 0;
  req.insecureHTTPParser = true;
}

function bytesOf({ status, headerList, body: { sent, decoded } }: CheckedResponse): Buffer {
  const isDecoded = !isDecodedBySupertest(headerList);
  const body = isDecoded ? decoded : sent;
  const lines = headerList
    .filter(
      ([name]) => !(isDecoded && sent !== decoded && isByteCaseInsensitiveMatch(name, 'content-length')),
    )
    .map(([name, value]) => [name.trimEnd(), value] as const) // a blank before the colon is refused in any case
    .filter(([name]) => isToken(name))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const head = `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), ...(isChunked(headerList) ? chunked(body) : [body])]);
}

/** What it does not know stays compressed there, and was not asked for by it. */
function isDecodedBySupertest(headerList: HeaderList): boolean {
  return /^(?:gzip|deflate|br)$/i.test(get('content-encoding', headerList) ?? '');
}

function isChunked(headerList: HeaderList): boolean {
  return headerList.some(([name, value]) => /^transfer-encoding$/i.test(name) && /chunked/i.test(value));
}

function chunked(body: Buffer): Buffer[] {
  const last = Buffer.from('0\r\n\r\n');
  if (body.length === 0) return [last];
  return [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n'), last];
}
