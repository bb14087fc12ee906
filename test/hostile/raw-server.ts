import * as net from 'node:net';

/** What a server does with one connection; `count` is 1 for the first. */
export type Behaviour = (socket: net.Socket, count: number) => void;

export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** How many connections there have been. */
  readonly connections: number;
  /** How many are open. */
  readonly open: number;
  /** All bytes that came in, over all connections. */
  readonly received: () => Buffer;
  close(): Promise<void>;
}

/** A TCP server on loopback that speaks exactly as well as its behaviour does. */
export async function rawServer(behave: Behaviour): Promise<RawServer> {
  const open = new Set<net.Socket>();
  const received: Buffer[] = [];
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket
      .on('error', () => undefined)
      .on('close', () => open.delete(socket))
      .on('data', (bytes: Buffer) => received.push(bytes));
    behave(socket, connections);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    get connections() {
      return connections;
    },
    get open() {
      return open.size;
    },
    received: () => Buffer.concat(received),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of open) socket.destroy();
      }),
  };
}

/** A port of loopback where nothing listens. */
export async function freePort(): Promise<number> {
  const server = await rawServer(() => undefined);
  await server.close();
  return server.port;
}
