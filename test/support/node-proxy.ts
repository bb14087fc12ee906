import * as http from 'node:http';
import { type AddressInfo, createServer } from 'node:net';

export interface NodeProxy {
  readonly url: string;
  /** Where it expects the app. */
  readonly port: number;
  close(): Promise<void>;
}

export interface Passing {
  /** Responds in the app's place where it returns true. */
  readonly responds?: (request: http.IncomingMessage, response: http.ServerResponse) => boolean;
  /** Changes the request to the app. */
  readonly request?: (options: http.RequestOptions) => void;
  /** Changes the headers of the app's response, name and value in turn. */
  readonly headers?: (raw: string[], request: http.IncomingMessage, status: number) => string[];
}

/** A port that nothing listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A proxy that passes everything on, unless it is told otherwise. */
export async function nodeProxy({
  responds,
  request: change,
  headers = (raw) => raw,
}: Passing = {}): Promise<NodeProxy> {
  const port = await freePort();
  const server = http.createServer((request, response) => {
    if (responds?.(request, response) === true) return;
    const options = {
      host: '127.0.0.1',
      port,
      method: request.method,
      path: request.url,
      headers: { ...request.headers },
      agent: false,
    };
    change?.(options);
    const passed = http.request(options, (answer) => {
      const { statusCode = 0, rawHeaders } = answer;
      response.writeHead(statusCode, headers(rawHeaders, request, statusCode));
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502).end());
    request.pipe(passed);
  });
  server.unref().on('connection', (socket) => socket.unref());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
