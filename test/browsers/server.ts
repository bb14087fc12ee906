import { createServer, type Server, type Socket } from 'node:net';
import type { HeaderLine, Hop, Page, ScriptedRequest } from './scenario.js';
import { placeholders, type Ports } from './placeholders.js';
import { readRequests, type RequestHead } from './request-head.js';

export interface LoggedRequest extends RequestHead {
  port: keyof Ports;
}

export interface Document {
  headers: HeaderLine[];
  body: string;
}

export interface ScriptedServer {
  ports: Ports;
  /** Answers at the paths of `id` from now on, in place of what was scripted for it before. */
  script(id: string, page: Page, request: ScriptedRequest): void;
  /** Takes what was asked under `id` since the last call. */
  takeLog(id: string): LoggedRequest[];
  /** Forgets the script of `id`. */
  forget(id: string): void;
  /** Serves a page at `path` of every port. */
  publish(path: string, document: Document): void;
  close(): Promise<void>;
}

interface Script {
  firstPath: string;
  hops: Hop[];
  expand: (text: string) => string;
}

/**
 * The three servers of the scenarios: they answer with the very bytes that are scripted (Node's own server
 * would mend or refuse many of them) and note what they were asked. Who asks does not matter.
 */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const scripts = new Map<string, Script>();
  const logs = new Map<string, LoggedRequest[]>();
  const documents = new Map<string, Document>();
  const sockets = new Set<Socket>();

  const serve = (port: keyof Ports) => (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    readRequests(socket, (head) => {
      const path = head.path.split('?')[0] ?? '';
      const document = documents.get(path);
      if (document) return socket.write(documentBytes(document));
      const [, id = '', ...rest] = path.split('/');
      const script = scripts.get(id);
      if (!script) return socket.write(notFound(head.method));
      logs.get(id)?.push({ ...head, port });
      return socket.write(answerBytes(head, script, rest.join('/')));
    });
  };

  const servers: Server[] = [];
  const ports = { page: 0, target: 0, third: 0 };
  for (const role of ['page', 'target', 'third'] as const) {
    const [port, pair] = await listenOnLoopback(serve(role));
    ports[role] = port;
    servers.push(...pair);
  }

  return {
    ports,
    script(id, page, request) {
      const { expand } = placeholders(ports, id, page);
      scripts.set(id, { firstPath: request.path, hops: request.hops, expand });
      if (!logs.has(id)) logs.set(id, []);
    },
    takeLog(id) {
      const log = logs.get(id) ?? [];
      logs.set(id, []);
      return log;
    },
    forget(id) {
      scripts.delete(id);
      logs.delete(id);
    },
    publish: (path, document) => void documents.set(path, document),
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Both loopback addresses on one and the same port; another one is tried when it is taken on `::1`. */
async function listenOnLoopback(listener: (socket: Socket) => void): Promise<[number, Server[]]> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const first = await listen(listener, '127.0.0.1', 0);
    const address = first?.address();
    if (!first || !address || typeof address === 'string') continue;
    const second = await listen(listener, '::1', address.port);
    if (second) return [address.port, [first, second]];
    first.close();
  }
  throw new Error('no port is free on both 127.0.0.1 and ::1');
}

function listen(listener: (socket: Socket) => void, host: string, port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer(listener);
    server.once('error', () => resolve(null));
    server.listen(port, host, () => resolve(server));
  });
}

function answerBytes(head: RequestHead, script: Script, path: string): Buffer {
  const hop = script.hops[path === script.firstPath ? 0 : Number(path)];
  if (!hop) return notFound(head.method);
  const { status, reason, lines } = head.isPreflight ? hop.preflight : hop.answer;
  const withoutBody = status < 200 || status === 204 || status === 304;
  const body = head.method === 'HEAD' || withoutBody || status === 205 ? '' : 'ok';
  const framing = withoutBody ? '' : `Content-Length: ${status === 205 ? 0 : 2}\r\n`;
  const fields = lines.map((line) => `${script.expand(line)}\r\n`).join('');
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${fields}${framing}\r\n${body}`, 'latin1');
}

function documentBytes({ headers, body }: Document): Buffer {
  const bytes = Buffer.from(body);
  const fields = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\n${fields}Content-Length: ${bytes.length}\r\n\r\n`),
    bytes,
  ]);
}

/** A hop that is asked for but not scripted carries no CORS headers. */
function notFound(method: string): Buffer {
  return Buffer.from(`HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n${method === 'HEAD' ? '' : 'no'}`);
}
