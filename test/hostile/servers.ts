import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { RequestListener } from '../../src/http/hosting.js';

/** What a raw server does with one connection; `bytes` gives it the request's head as it arrived. */
export type Behaviour = (socket: Socket, connection: number) => void;

export interface HostileServer {
  readonly url: string;
  readonly port: number;
  /** How many connections were accepted so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** A raw server on loopback. */
export async function startServer(behaviour: Behaviour): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    behaviour(socket, connections);
  });
  const { port } = await listening(server);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Runs `use` while a raw server behaves like this; the server is gone when it ends. */
export async function withServer<Result>(
  behaviour: Behaviour,
  use: (server: HostileServer) => Promise<Result>,
): Promise<Result> {
  const server = await startServer(behaviour);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

/** Runs `use` with a port of loopback nobody listens at. */
export async function unusedPort(): Promise<number> {
  const server = createServer();
  const { port } = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(server: Server): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address);
    });
  });
}

/** Calls `answer` once for each request head that has arrived whole; bodies are not told apart from heads. */
function onRequest(socket: Socket, answer: (request: number) => void): void {
  let text = '';
  let request = 0;
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      text = text.slice(end + 4);
      answer((request += 1));
    }
  });
}

/** Every request gets these bytes; the connection stays open unless `end`. */
export function answers(text: string, { end = false } = {}): Behaviour {
  return (socket) => {
    onRequest(socket, () => {
      socket.write(text, 'latin1');
      if (end) socket.end();
    });
  };
}

const allowed = 'Access-Control-Allow-Origin: *\r\n';

export const behaviours = {
  'never answers': (socket) => void socket.resume(),
  'closes at once': (socket) => void socket.end().resume(),
  'resets at once': (socket) => void socket.resetAndDestroy(),
  'resets when the request has arrived': (socket) => {
    onRequest(socket, () => void socket.resetAndDestroy());
  },
  'closes when the request has arrived': (socket) => {
    onRequest(socket, () => void socket.end());
  },
  'half a head, then closes': answers(`HTTP/1.1 200 OK\r\n${allowed}X-Half`, { end: true }),
  'half a head, then nothing': answers(`HTTP/1.1 200 OK\r\n${allowed}X-Half`),
  'an informational head, then closes': answers('HTTP/1.1 103 Early Hints\r\n\r\n', { end: true }),
  'not HTTP': answers('220 mail.example ESMTP ready\r\n', { end: true }),
  'not HTTP, before the request': (socket) => void socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
  'endless headers': (socket) => {
    onRequest(socket, () => {
      const line = `X-Filler: ${'x'.repeat(1000)}\r\n`;
      const more = (): void => {
        while (socket.writable && socket.write(line.repeat(16)));
      };
      socket.on('drain', more);
      socket.write('HTTP/1.1 200 OK\r\n');
      more();
    });
  },
  '101, upgrading': answers(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  ),
  '101, upgrading nothing': answers('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
  'obsolete folding': answers(
    `HTTP/1.1 200 OK\r\n${allowed}X-Folded: one\r\n \r\n\ttwo\r\nContent-Length: 0\r\n\r\n`,
  ),
  'control bytes in a value': answers(
    `HTTP/1.1 200 OK\r\nX-Control: a\x01b\r\n${allowed}Content-Length: 0\r\n\r\n`,
  ),
  'line feeds only': answers(`HTTP/1.1 200 OK\n${allowed.replace('\r', '')}Content-Length: 0\n\n`),
  'blank before the colon': answers(
    'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin : *\r\nContent-Length: 0\r\n\r\n',
  ),
  'NUL in a value': answers(`HTTP/1.1 200 OK\r\n${allowed}X-Null: a\0b\r\nContent-Length: 0\r\n\r\n`),
  'blank first line': answers(`HTTP/1.1 200 OK\r\n ${allowed}Content-Length: 0\r\n\r\n`),
  'two equal lengths': answers(`HTTP/1.1 200 OK\r\n${allowed}Content-Length: 0\r\nContent-Length: 0\r\n\r\n`),
  'two different lengths': answers(
    `HTTP/1.1 200 OK\r\n${allowed}Content-Length: 0\r\nContent-Length: 5\r\n\r\n`,
  ),
  'closes after the first exchange': (socket, connection) => {
    onRequest(socket, (request) => {
      if (connection === 1 && request === 1) socket.write(`HTTP/1.1 204 No Content\r\n${allowed}\r\n`);
      else socket.resetAndDestroy();
    });
  },
  'closes every connection after its first exchange': (socket) => {
    onRequest(socket, (request) => {
      if (request === 1) socket.write(`HTTP/1.1 204 No Content\r\n${allowed}\r\n`);
      else socket.resetAndDestroy();
    });
  },
} satisfies Record<string, Behaviour>;

export const listeners = {
  'throws at once': () => {
    throw new TypeError('no database');
  },
  'throws no error': () => {
    throw 'no database'; // eslint-disable-line @typescript-eslint/only-throw-error
  },
  'throws a message for the terminal': () => {
    throw new Error('\x1b[2Jgone\nnext');
  },
  rejects: async () => {
    await Promise.resolve();
    throw new RangeError('no connection left');
  },
  'rejects after its answer': async (_, response) => {
    response.end('done');
    await Promise.resolve();
    throw new RangeError('too late');
  },
  'destroys its socket': (request) => void request.socket.destroy(),
  'never answers': () => undefined,
} satisfies Record<string, RequestListener>;
