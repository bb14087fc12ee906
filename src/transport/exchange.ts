import type { Socket } from 'node:net';
import type { Endpoint } from './endpoint.js';
import { exchangeError, type FailedExchange, noAnswer } from './exchange-failure.js';
import type { ResponseHook } from './hosting.js';
import { headerListFromRaw, parseResponseHead, type ResponseHead } from './response-head.js';
import { type Address, loadWire, type WireConstructor, type WireRequest } from './wire.js';

/** The time an assertion has for all its exchanges. */
export interface Deadline {
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

export function deadlineIn(milliseconds: number): Deadline {
  return { milliseconds, signal: AbortSignal.timeout(milliseconds) };
}

export interface ExchangeOptions {
  readonly deadline: Deadline;
  /** Called with the request and response objects of an app in hand, before the app sees them. */
  readonly onResponse?: ResponseHook;
}

/**
 * One request out, the head of one answer back. Redirects are not followed, the body is dropped.
 *
 * @throws {ExchangeError} when no HTTP answer came back.
 */
export async function exchange(
  endpoint: Endpoint,
  wire: WireRequest,
  options: ExchangeOptions,
): Promise<ResponseHead> {
  const Wire = await loadWire();
  const address = await endpoint.open();
  try {
    const first = await attempt(Wire, endpoint, address, wire, options);
    if (first !== 'stale-connection') return first;
    // A kept-alive connection may be closed by the server just as it is used again. No other retry is made.
    const second = await attempt(Wire, endpoint, address, wire, options);
    if (second !== 'stale-connection') return second;
    throw exchangeError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), {
      ...described(wire, address, options),
      received: 0,
    });
  } finally {
    endpoint.release();
  }
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

function attempt(
  Wire: WireConstructor,
  endpoint: Endpoint,
  address: Address,
  wire: WireRequest,
  options: ExchangeOptions,
): Promise<ResponseHead | 'stale-connection'> {
  const { signal } = options.deadline;
  return new Promise((resolve, reject) => {
    let port = 0;
    let removeHook = (): void => undefined;
    const test = new Wire(address, wire, endpoint.agent, (socket: Socket) => {
      port = socket.localPort ?? 0;
      if (options.onResponse !== undefined)
        removeHook = endpoint.onResponse?.(port, options.onResponse) ?? removeHook;
    });
    const failed = (): FailedExchange => ({
      ...described(wire, address, options),
      received: test.seen.reduce((sum, bytes) => sum + bytes.length, 0),
    });
    let settled = false;
    const settle = (finish: () => void): void => {
      if (settled) return; // destroying the request of a timeout reports an error of its own
      settled = true;
      signal.removeEventListener('abort', onTimeout);
      removeHook();
      finish();
    };
    const onTimeout = (): void => {
      settle(() => {
        reject(noAnswer(failed()));
      });
      test.req?.destroy();
    };
    if (signal.aborted) {
      reject(noAnswer(failed()));
      return;
    }
    signal.addEventListener('abort', onTimeout, { once: true });
    test.end((error, response) => {
      settle(() => {
        if (error === null && response !== undefined) {
          response.on('error', () => undefined); // it repeats those of the body, and the head is judged already
          const { statusCode = 0, rawHeaders } = response.res;
          resolve({ status: statusCode, headerList: headerListFromRaw(rawHeaders) });
          return;
        }
        const failure = endpoint.takeFailure(port) ?? test.failure ?? error ?? new Error('no response');
        const lenient = 'error' in failure ? null : readLeniently(failure, test.seen);
        const stale = test.req?.reusedSocket === true && isReset(failure) && test.seen.length === 0;
        if (lenient !== null) resolve(lenient);
        else if (stale && safeMethods.includes(wire.method)) resolve('stale-connection');
        else reject(exchangeError(failure, failed()));
      });
    });
  });
}

/** What Node's parser refuses and browsers read. */
function readLeniently({ code = '' }: NodeJS.ErrnoException, seen: readonly Buffer[]): ResponseHead | null {
  const refusedByParser = code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW';
  return refusedByParser ? parseResponseHead(Buffer.concat(seen)) : null;
}

function isReset(failure: object): boolean {
  return 'code' in failure && (failure.code === 'ECONNRESET' || failure.code === 'EPIPE');
}

function described(
  wire: WireRequest,
  address: Address,
  { deadline }: ExchangeOptions,
): Omit<FailedExchange, 'received'> {
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    what: `${wire.method} ${wire.target.split('?')[0] ?? ''}`,
    where: `${address.protocol}//${host}:${String(address.port)}`,
    timeout: deadline.milliseconds,
  };
}
