import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { UsageError } from '../errors/usage-error.js';
import type { RequestListener } from './hosting.js';

/** Answers a `Request`, as the `fetch` of Hono, h3 and elysia apps does. */
export type FetchHandler = (request: Request, bindings: object) => unknown;

/**
 * The `(req, res)` listener that stands between HTTP and a fetch handler. The handler's second argument is what Hono's
 * own adapter for Node gives it, so that helpers such as `getConnInfo` work.
 */
export function fetchListener(fetch: FetchHandler): RequestListener {
  return (incoming, outgoing) => {
    // Called outside of any promise: one that throws and one that rejects are told apart.
    const answer = fetch(requestFrom(incoming, outgoing), { incoming, outgoing });
    return Promise.resolve(answer).then((response) => {
      write(checkResponse(response), incoming, outgoing);
    });
  };
}

/** @throws {UsageError} `no-request-class` where an app could not be given what a browser sends. */
export function checkRequestClass(): void {
  const lacking =
    typeof globalThis.Request !== 'function'
      ? 'has no global Request'
      : new Request('http://a.test', { headers: { Origin: 'http://b.test' } }).headers.has('origin')
        ? undefined
        : 'has a global Request that drops the Origin header, as in a page';
  if (lacking === undefined) return;
  throw new UsageError(
    'no-request-class',
    `An app with fetch(Request) needs Node's own Request, but this test environment ${lacking}. ` +
      'Run this test file in Node: /** @jest-environment node */ at its top.',
  );
}

function requestFrom(incoming: IncomingMessage, outgoing: ServerResponse): Request {
  const { method = 'GET', rawHeaders } = incoming;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  const abort = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) abort.abort();
  });
  const length = headers.get('transfer-encoding') ?? headers.get('content-length') ?? '0';
  const body = length === '0' || method === 'GET' || method === 'HEAD' ? null : bodyOf(incoming);
  return new Request(urlOf(incoming), { method, headers, body, duplex: 'half', signal: abort.signal });
}

/**
 * The URL the page asked for: platforms that run such apps end TLS themselves and hand over an `https:` URL. The line is
 * trusted without being asked to: with `servedAt` it is ours, and there is no other proxy in a test.
 */
function urlOf({ headers, url = '/' }: IncomingMessage): string {
  const scheme = /^https\b/i.test(String(headers['x-forwarded-proto'] ?? '')) ? 'https' : 'http';
  return `${scheme}://${headers.host ?? 'localhost'}${url}`;
}

/** Read as a whole as soon as it is read at all: one left half read would block the connection for what follows. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let cancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for await (const bytes of incoming) if (!cancelled) controller.enqueue(bytes as Uint8Array);
        if (!cancelled) controller.close();
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
}

function checkResponse(value: unknown): Response {
  const { status, headers } = Object(value) as Partial<Response>;
  if (typeof status === 'number' && headers !== undefined) return value as Response;
  throw new TypeError(`fetch() returned ${Object.prototype.toString.call(value)}, not a Response`);
}

function write(response: Response, { method }: IncomingMessage, outgoing: ServerResponse): void {
  const { status, statusText, headers, body } = response;
  const content = body && Readable.fromWeb(body);
  if (outgoing.destroyed) {
    // It comes too late. From Node 24 on a pipeline into what is closed cancels nothing.
    content?.destroy();
    return;
  }
  outgoing.statusCode = status;
  if (statusText !== '') outgoing.statusMessage = statusText;
  // writeHead() would keep one Set-Cookie line of several when something else has set a header before.
  for (const [name, value] of headers) outgoing.appendHeader(name, value);
  if (content === null || method === 'HEAD') {
    outgoing.end(() => content?.destroy());
  } else {
    // The head, now: an event stream may stay silent for long. flushHeaders() would write it as UTF-8.
    outgoing.write(Buffer.alloc(0));
    // Cancels the stream when the connection closes. A body that breaks off ends the connection, as everywhere.
    pipeline(content, outgoing, () => undefined);
  }
}
