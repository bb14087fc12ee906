import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import type { HeaderLine } from '../scenario.js';
import type { Response, SentRequest, WholeCase } from './case.js';
import { bodies } from './bodies.js';
import { type Origins, originsBy, type Scheme } from './origins.js';

export interface WholeServer extends Origins {
  /** Serves a case from now on, and forgets what was asked. */
  begin(one: WholeCase): void;
  takeLog(): SentRequest[];
  /** A proxy that takes every name to this machine. */
  proxy: string;
  close(): void;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean;

const left: readonly string[] = [
  'host',
  'connection',
  'content-length',
  'proxy-connection',
  'x-forwarded-proto',
  'cookie',
];

/** All servers of the cases; `first` is asked before they are. */
export async function startWholeServer(
  tls: { readonly key: string; readonly cert: string },
  first: Handler,
): Promise<WholeServer> {
  let current: WholeCase | undefined;
  let log: SentRequest[] = [];
  const servers: HttpServer[] = [];
  const ports = new Map<string, number>();

  const { originOf, normalize } = originsBy((scheme, role) => ports.get(`${scheme} ${role}`) ?? 0);

  const listener =
    (scheme: Scheme) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      const { pathname } = new URL(request.url ?? '/', 'http://x');
      request.url = pathname + new URL(request.url ?? '/', 'http://x').search;
      if (first(request, response)) return;
      if (pathname === '/favicon.ico') return void response.writeHead(404).end();
      const [, id, hop = '0'] = pathname.split('/');
      if (current === undefined || id !== current.id) return void response.writeHead(404).end();
      const at = normalize(`${scheme}://${request.headers.host ?? ''}`);
      log.push({ method: request.method ?? '', url: `${at}/${hop}`, headers: headersOf(request, normalize) });
      respond(current, request, response, hop, current.redirect && originOf(current.redirect));
    };

  for (const role of ['page', 'api', 'third'] as const)
    for (const scheme of ['http', 'https'] as const) {
      const server =
        scheme === 'http' ? createHttpServer(listener('http')) : createHttpsServer(tls, listener('https'));
      servers.push(server);
      ports.set(`${scheme} ${role}`, await listen(server));
    }
  const proxy = createHttpServer();
  proxy.on('connect', (request, socket, head) => {
    const port = Number((request.url ?? '').split(':')[1]);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on('error', () => [onward.destroy(), socket.destroy()]);
  });
  proxy.on('request', (request, response) => {
    const port = Number(new URL(request.url ?? '').port);
    servers
      .find((server) => (server.address() as AddressInfo).port === port)
      ?.emit('request', request, response);
  });
  servers.push(proxy);
  const proxyPort = await listen(proxy);

  return {
    originOf,
    normalize,
    begin(one) {
      current = one;
      log = [];
    },
    takeLog: () => log,
    proxy: `http://127.0.0.1:${String(proxyPort)}`,
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, () => {
      resolve((server.address() as AddressInfo).port);
    }),
  );
}

/** As it came, without what the connection adds. */
export function headersOf(
  { rawHeaders }: IncomingMessage,
  normalize: (text: string) => string,
): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (!left.includes(name.toLowerCase())) lines.push([name, normalize(value)]);
  }
  return lines;
}

export function respond(
  { id, kind, response: given, redirect }: WholeCase,
  request: IncomingMessage,
  response: ServerResponse,
  hop: string,
  onward: string | null,
): void {
  const isPreflight = request.method === 'OPTIONS';
  for (const [name, value] of corsHeaders(given, isPreflight, request.headers.origin))
    response.setHeader(name, value);
  response.setHeader('Cache-Control', 'no-store');
  if (isPreflight) return void response.writeHead(204).end();
  if (redirect !== null && hop === '0')
    return void response.writeHead(302, { Location: `${onward ?? ''}/${id}/1` }).end();
  const [type, body] = bodies[given === 'other-type' ? 'other' : kind];
  response.writeHead(given === 'not-found' ? 404 : 200, {
    'Content-Type': type,
    'Content-Length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function corsHeaders(given: Response, isPreflight: boolean, origin: string | undefined): HeaderLine[] {
  if (given === 'closed' || (given === 'preflight-closed' && isPreflight)) return [];
  const lists: HeaderLine[] = isPreflight
    ? [
        ['Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, DELETE'],
        [
          'Access-Control-Allow-Headers',
          'content-type, authorization, x-custom, x-a, x-b, cache-control, user-agent',
        ],
      ]
    : [];
  if (given === 'wildcard') return [['Access-Control-Allow-Origin', '*'], ...lists];
  if (given === 'mismatch') return [['Access-Control-Allow-Origin', 'https://other.example'], ...lists];
  const credentials: HeaderLine[] =
    given === 'no-credentials' ? [] : [['Access-Control-Allow-Credentials', 'true']];
  return origin === undefined ? [] : [['Access-Control-Allow-Origin', origin], ...credentials, ...lists];
}
