import { UsageError } from '../errors/usage-error.js';
import type { HeaderList } from '../standard/header-list.js';
import { type HttpRequest, sentHeaders } from '../standard/http-network-or-cache-fetch.js';
import { isSafeMethod } from '../standard/method.js';
import { originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import { memoized } from '../standard/memoize.js';
import type { ResponseRecord } from '../standard/response.js';
import type { Endpoint } from '../http/endpoint.js';
import type { Deadline } from '../http/deadline.js';
import { type BehindProxy, keepBehindProxy } from '../http/behind-proxy.js';
import { exchange } from '../http/exchange.js';
import type { ResponseHook } from '../http/hosting.js';
import { redirectLeadsElsewhere } from '../http/exchange-failure.js';
import type { ReceivedBody } from '../http/received-body.js';
import type { WireRequest } from '../http/wire.js';
import { keepRecording } from '../app/recordings.js';
import { ResponseRecorder } from '../app/response-recorder.js';

/** Which endpoint answers for which origin, as the page would see it. */
export interface Network {
  readonly sites: ReadonlyMap<string, Endpoint>;
  readonly deadline: Deadline;
  /** Whether unsafe methods may go to another machine. */
  readonly sendUnsafe: boolean;
  /** Whether exchanges are recorded. Not given, unsafe ones are, which cannot be repeated to look closer. */
  readonly isTraced?: boolean | undefined;
  /** See `ExchangeOptions`. */
  readonly onBody?: ((body: ReceivedBody) => void) | undefined;
  /** See `ExchangeOptions`. */
  readonly lean?: boolean | undefined;
}

/**
 * Carries one exchange main fetch asks for to the endpoint behind its URL.
 *
 * @throws {ExchangeError} no HTTP response, or a URL nobody of `sites` answers for.
 * @throws {UsageError} `unsafe-method-on-remote-target`, also when a redirect leads there.
 */
export async function send(request: HttpRequest, network: Network): Promise<ResponseRecord> {
  const endpoint = network.sites.get(originOf(request.url));
  if (endpoint === undefined) throw redirectLeadsElsewhere(request.method, originOf(request.url));
  checkUnsafe(request.method, endpoint, network.sendUnsafe);
  const { deadline, onBody, lean } = network;
  let recorder: ResponseRecorder | undefined;
  const onResponse: ResponseHook | undefined =
    (network.isTraced ?? !isSafeMethod(request.method))
      ? (...pair) => {
          recorder?.stop(); // of a connection that proved stale
          recorder = new ResponseRecorder(...pair, network.isTraced === true);
        }
      : undefined;
  try {
    let behind: BehindProxy | undefined;
    const onBehindProxy = (seen: BehindProxy): void => void (behind = seen);
    const options = { deadline, onBody, onResponse, onBehindProxy, lean };
    const head = await exchange(endpoint, wireRequest(request, endpoint), options);
    if (recorder !== undefined) keepRecording(head.headerList, recorder.stop());
    if (behind !== undefined) keepBehindProxy(head.headerList, behind);
    return { url: request.url, ...head };
  } finally {
    recorder?.stop();
  }
}

/** @throws {UsageError} `unsafe-method-on-remote-target`. */
export function checkUnsafe(method: string, { base }: Endpoint, sendUnsafe: boolean): void {
  if (sendUnsafe || isSafeMethod(method) || isLoopback(base)) return;
  throw new UsageError(
    'unsafe-method-on-remote-target',
    `${method} is not sent to ${base}, which is not this machine: it may change data there. Write send: true to send it.`,
  );
}

/** The header lines a browser's connection adds to the request's own. */
function wireRequest(request: HttpRequest, endpoint: Endpoint): WireRequest {
  const length = contentLength(request);
  // A proxy that ends TLS in front of the app says so.
  const proxied = request.url.startsWith('https:') && endpoint.base.startsWith('http:');
  const headers: HeaderList = [
    ['Host', hostOf(request.url)],
    ['Connection', 'keep-alive'],
    ...(length === null ? [] : [['Content-Length', String(length)] as const]),
    ...(proxied ? [['X-Forwarded-Proto', 'https'] as const] : []),
    ...sentHeaders(request),
  ];
  return {
    method: request.method,
    target: requestTarget(request.url),
    headers,
    body: request.body === null ? null : Buffer.from(request.body),
  };
}

const hostOf = memoized((url) => new URL(url).host);

/** Everything behind user info, host and port but the fragment; a question mark with nothing behind it is kept. */
function requestTarget(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/]*/, '').replace(/#.*$/s, '');
}

/** https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch: 0 for a POST or PUT without a body. */
function contentLength({ body, method }: HttpRequest): number | null {
  if (body !== null) return body.length;
  return method === 'POST' || method === 'PUT' ? 0 : null;
}
