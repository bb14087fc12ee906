import { shownUrl } from '../state/disclosure.js';
import { isSafeMethod } from '../standard/method.js';
import type { BehindProxy } from './behind-proxy.js';
import { BodyExcerpt, keepExcerpt } from './body-excerpt.js';
import type { Deadline } from './deadline.js';
import type { Endpoint } from './endpoint.js';
import { bodyIncomplete, exchangeError, type FailedExchange, noAnswer } from './exchange-failure.js';
import type { ListenerFailure, ResponseHook } from './hosting.js';
import { Http2Wire, refusedStream } from './http2-wire.js';
import { freshAgent } from './keep-alive-agent.js';
import { LeanWire } from './lean-wire.js';
import { watchLeftStream } from './left-stream.js';
import { afterRealTime, realNow } from '../runner/real-time.js';
import { type NoBody, type ReceivedBody, receivedBody } from './received-body.js';
import { type Background, drain, readWhole, type ResponseBody } from './response-body.js';
import { headerListFromRaw, parseResponseHead, type ResponseHead } from './response-head.js';
import { loadSupertestWire, type SupertestWireConstructor } from './supertest-wire.js';
import { type Address, type RawHead, Wire, type WireListener, type WireRequest } from './wire.js';

export interface ExchangeOptions {
  readonly deadline: Deadline;
  /** Called with the request and response objects of an app in hand, before the app sees them. */
  readonly onResponse?: ResponseHook | undefined;
  /** Called before it is resolved, for an app in hand behind a proxy, with what happened there. */
  readonly onBehindProxy?: ((behind: BehindProxy) => void) | undefined;
  /** Called with the body. Without it the body is dropped: no browser judges by it. */
  readonly onBody?: ((body: ReceivedBody) => void) | undefined;
  /** Whether no supertest object is made, for those who make many exchanges. The bytes, answers and errors are the same. */
  readonly lean?: boolean | undefined;
}

/**
 * One request out, the head of one response back. Redirects are not followed.
 *
 * @throws {ExchangeError} when no HTTP response came back.
 */
export async function exchange(
  endpoint: Endpoint,
  wire: WireRequest,
  options: ExchangeOptions,
): Promise<ResponseHead> {
  const Test = options.lean === true ? undefined : loadSupertestWire();
  const address = await endpoint.open();
  const watched = endpoint.watch?.(wire, options.onResponse);
  try {
    const isHttp2 = await endpoint.http2.isNeeded(address, options.deadline);
    const head = await attempt({ Test, endpoint, address, isHttp2, wire, options }, 'first');
    if (watched !== undefined) options.onBehindProxy?.(watched());
    return head;
  } finally {
    watched?.();
    endpoint.release();
  }
}

interface Attempt {
  /** What carries the request; undefined where it is sent as it is. */
  readonly Test: SupertestWireConstructor | undefined;
  readonly endpoint: Endpoint;
  readonly address: Address;
  readonly isHttp2: boolean;
  readonly wire: WireRequest;
  readonly options: ExchangeOptions;
}

type Failure = ListenerFailure | NodeJS.ErrnoException;

/** What is known of a request on its way. */
type Sent = Pick<LeanWire, 'base' | 'seen' | 'isReused'>;

const noop = (): void => undefined;

/** Bodies that are read, and TLS, are left to Node's client. */
function wireFor(
  { Test, endpoint, address, isHttp2, wire, options }: Attempt,
  time: 'first' | 'last',
  listener: WireListener,
): Wire | LeanWire | Http2Wire {
  if (isHttp2) return new Http2Wire(wire, address, endpoint.http2, listener);
  return Test === undefined && options.onBody === undefined && address.protocol === 'http:'
    ? new LeanWire(wire, address, endpoint.connections, listener)
    : new Wire(wire, address, time === 'first' ? endpoint.agent : freshAgent(endpoint.agent), listener);
}

function attempt(asked: Attempt, time: 'first' | 'last'): Promise<ResponseHead> {
  const { Test, endpoint, options } = asked;
  const timeLeft = options.deadline.due - realNow();
  return new Promise((resolve, reject) => {
    let port = 0;
    let timedOut = false;
    let removeHook = noop;
    let body: Promise<Buffer | undefined> | undefined;
    const excerpt = new BodyExcerpt();
    const onPort = (ours: number): void => {
      port = ours;
      endpoint.takeFailure(port); // one that came too late, on an earlier connection from this port
      if (options.onResponse !== undefined)
        removeHook = endpoint.onResponse?.(port, options.onResponse) ?? noop;
    };
    const onResponse = (response: ResponseBody): void => {
      if (options.onBody === undefined) drain(response, excerpt, background);
      else body = readWhole(response);
    };
    const background: Background = {
      retain: () => endpoint.retain(),
      onDrop: () => {
        const response = endpoint.responseAt?.(port);
        if (response !== undefined) watchLeftStream(response, nameOf(asked.wire));
      },
    };
    const sent = wireFor(asked, time, { onPort, onResponse, background });
    if (timeLeft <= 0) {
      reject(noAnswer(failedExchange(asked, sent)));
      return;
    }
    const cancelTimeout = afterRealTime(timeLeft, () => {
      timedOut = true;
      removeHook();
      const failed = failedExchange(asked, sent);
      reject(body === undefined ? noAnswer(failed) : bodyIncomplete(failed, 'not whole'));
      sent.destroy();
    });
    // Over HTTP/2 supertest would keep neither order nor duplicates of the lines of a response, so it is left out.
    (Test !== undefined && sent instanceof Wire ? new Test(sent) : sent).end((error, response) => {
      if (timedOut) return; // this is the destroyed request, not a response
      removeHook();
      if (response !== undefined) {
        const head = headOf(response.res);
        if (head.status >= 300) keepExcerpt(head.headerList, excerpt);
        void readBody(body, head, () => timedOut).then((received) => {
          cancelTimeout();
          if (typeof received === 'string') reject(bodyIncomplete(failedExchange(asked, sent), received));
          else if (received !== undefined) options.onBody?.(received);
          resolve(head);
        });
      } else {
        cancelTimeout();
        const failure = endpoint.takeFailure(port) ?? sent.failure ?? error ?? new Error('no response');
        resolve(recover(failure, asked, sent, time));
      }
    });
  });
}

/** What can be made of a failed attempt: a head only browsers read, another attempt, or a named error. */
function recover(
  failure: Failure,
  asked: Attempt,
  sent: Sent,
  time: 'first' | 'last',
): Promise<ResponseHead> {
  const lenient = readLeniently(failure, sent.seen);
  if (lenient !== null) return Promise.resolve(lenient);
  if (time === 'first' && isStaleConnection(failure, asked, sent)) {
    closeIdleConnections(asked.endpoint);
    return attempt(asked, 'last');
  }
  const named = beginsHttp2(sent.seen)
    ? Object.assign(new Error('HTTP/2', { cause: failure }), { code: 'EHTTP2' })
    : failure;
  return Promise.reject(exchangeError(named, failedExchange(asked, sent)));
}

/** Undefined where nobody reads it. */
async function readBody(
  body: Promise<Buffer | undefined> | undefined,
  { headerList }: ResponseHead,
  isGivenUp: () => boolean,
): Promise<ReceivedBody | NoBody | undefined> {
  if (body === undefined) return undefined;
  const sent = await body;
  return sent === undefined ? 'not whole' : receivedBody(sent, headerList, isGivenUp);
}

function headOf({ statusCode = 0, rawHeaders }: RawHead): ResponseHead {
  return { status: statusCode, headerList: headerListFromRaw(rawHeaders) };
}

/** What Node's parser refuses and browsers read. One that was cut short is no evidence, though some browsers go by it. */
function readLeniently(failure: Failure, seen: readonly Buffer[]): ResponseHead | null {
  const { code = '' } = failure;
  const refusedByParser = code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW';
  return refusedByParser ? parseResponseHead(Buffer.concat(seen)) : null;
}

/** Whether it is the frame an HTTP/2 server begins with, its settings: https://www.rfc-editor.org/rfc/rfc9113.html#section-3.4 */
function beginsHttp2([first]: readonly Buffer[]): boolean {
  return first !== undefined && first.length >= 9 && first.readUIntBE(3, 6) === 0x04_00_00_00_00_00;
}

/** A server may close a kept-alive connection just as it is used again; only then is a request sent twice. */
function isStaleConnection({ code }: Failure, { wire }: Attempt, { isReused, seen }: Sent): boolean {
  if (code === refusedStream) return true; // the server has not begun with it
  const reset = code === 'ECONNRESET' || code === 'EPIPE';
  return reset && isReused && seen.length === 0 && isSafeMethod(wire.method);
}

/** They are as old as the one that proved stale. */
function closeIdleConnections({ agent, connections, http2 }: Endpoint): void {
  connections.closeIdle();
  http2.leave();
  for (const sockets of Object.values(agent.freeSockets))
    for (const socket of sockets ?? []) socket.destroy();
}

function nameOf({ method, target }: WireRequest): string {
  return `${method} ${shownUrl(target.split('?')[0] ?? '')}`;
}

function failedExchange({ wire, options }: Attempt, { base, seen }: Sent): FailedExchange {
  return {
    what: nameOf(wire),
    where: shownUrl(base),
    received: seen.reduce((sum, bytes) => sum + bytes.length, 0),
    timeout: options.deadline.milliseconds,
  };
}
