import type { ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2';
import { type ResponseBody, valueIn } from './response-body.js';
import type { Http2Connection, Http2Session } from './http2-connection.js';
import { type Address, baseOf, channelOf, type Settle, type WireListener, type WireRequest } from './wire.js';

/** Error codes by their number, https://www.rfc-editor.org/rfc/rfc9113.html#section-7 */
const errorCodes = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

/** The failure of a request that the server has not begun to work on, by its own word. */
export const refusedStream = 'RST_STREAM REFUSED_STREAM';

/** Of the connection: they have no place on a stream. https://www.rfc-editor.org/rfc/rfc9113.html#section-8.2.2 */
const connectionHeaders = [
  'connection',
  'host',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
];

/** Sends a request as a stream of an HTTP/2 connection, and settles at the head of the response. */
export class Http2Wire {
  /** Node reads heads as a whole: of one that does not come nothing is seen. */
  readonly seen: readonly Buffer[] = [];
  failure?: NodeJS.ErrnoException;
  isReused = false;
  #stream: ClientHttp2Stream | undefined;

  constructor(
    readonly request: WireRequest,
    readonly address: Address,
    private readonly connection: Http2Connection,
    private readonly listener: WireListener,
  ) {}

  get base(): string {
    return baseOf(this.address);
  }

  end(settle: Settle): void {
    let isSettled = false;
    const once: Settle = (error, response) => {
      if (isSettled) return;
      isSettled = true;
      settle(error, response);
    };
    const session = this.connection.to(this.address);
    this.isReused = session.begun > 0;
    session.begun += 1;
    try {
      const { body } = this.request;
      const headers = fieldsOf(this.request, this.address);
      const stream = session.client.request(headers, { endStream: body === null });
      this.#stream = stream;
      this.#watch(stream, session, once);
      if (body !== null) stream.end(body);
    } catch (error) {
      once(error as Error);
    }
  }

  destroy(): void {
    if (this.#stream !== undefined) cancel(this.#stream);
  }

  #watch(stream: ClientHttp2Stream, session: Http2Session, settle: Settle): void {
    const { client } = session;
    session.underWay += 1;
    client.ref();
    let isUnderWay = true;
    const leave = (): void => {
      if (!isUnderWay) return;
      isUnderWay = false;
      session.underWay -= 1;
      if (session.underWay === 0) client.unref();
    };
    const onReady = (): void => {
      this.listener.onPort(channelOf(client.socket.localPort, stream.id));
    };
    if (stream.pending) stream.once('ready', onReady);
    else onReady();
    // As they came. The first argument has joined what is there twice.
    const onResponse = (_: unknown, __: unknown, fields: readonly string[]): void => {
      this.listener.onResponse(bodyOf(stream, fields, leave));
      settle(null, { res: headIn(fields) });
    };
    stream.once('response', onResponse as () => void);
    let error: NodeJS.ErrnoException | undefined;
    stream.on('error', (thrown: Error) => (error = thrown));
    stream.once('close', () => {
      leave();
      settle(failureOf(stream, session, error));
    });
  }
}

/** As a browser does, which goes on to use the connection. */
function cancel(stream: ClientHttp2Stream): void {
  stream.close(errorCodes.indexOf('CANCEL'));
}

function bodyOf(stream: ClientHttp2Stream, fields: readonly string[], leave: () => void): ResponseBody {
  return {
    valueOf: (name) => valueIn(fields, name),
    get complete() {
      return stream.readableEnded && stream.rstCode === 0;
    },
    on: (event: string, listener) => stream.on(event, listener),
    once: (event, listener) => stream.once(event, listener),
    destroy: () => {
      cancel(stream);
    },
    leave,
  };
}

function fieldsOf({ method, target, headers }: WireRequest, { protocol }: Address): OutgoingHttpHeaders {
  const fields = Object.create(null) as Record<string, string | string[]>;
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  Object.assign(fields, { ':method': method, ...(host !== undefined && { ':authority': host }) });
  Object.assign(fields, { ':scheme': protocol.slice(0, -1), ':path': target });
  for (const [given, value] of headers) {
    const name = given.toLowerCase();
    if (connectionHeaders.includes(name)) continue;
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

/** Without the pseudo-header of the status. */
function headIn(fields: readonly string[]): { statusCode: number; rawHeaders: string[] } {
  const status = fields[fields.indexOf(':status') + 1];
  const rawHeaders = fields.filter((_, index) => fields[index - (index % 2)]?.startsWith(':') !== true);
  return { statusCode: Number(status), rawHeaders };
}

/** Why a stream was closed, with a code as Node's errors have. */
function failureOf(
  { rstCode = 0 }: ClientHttp2Stream,
  { client, goaway = 0 }: Http2Session,
  error: NodeJS.ErrnoException | undefined,
): NodeJS.ErrnoException {
  // Behind the error of a stream that waited for the connection is that of the connection.
  const cause = (error?.cause ?? error) as NodeJS.ErrnoException | undefined;
  if (cause?.code?.startsWith('ERR_HTTP2_') === false) return cause;
  if (cause?.code === 'ERR_HTTP2_ERROR') return cause; // it is not HTTP/2, or more than Node reads
  const nameOf = (code: number): string => errorCodes[code] ?? String(code);
  const code =
    goaway !== 0
      ? `GOAWAY ${nameOf(goaway)}`
      : client.destroyed
        ? 'ECONNRESET'
        : `RST_STREAM ${nameOf(rstCode)}`;
  return Object.assign(new Error(code, { cause: error }), { code });
}
