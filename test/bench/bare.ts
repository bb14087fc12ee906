import { once } from 'node:events';
import { Agent, createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

type HeaderLines = readonly (readonly [name: string, value: string])[];

/** What leaves the machine. Audits and contracts ask with GET and OPTIONS, which have no body. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderLines;
}

/** The app, with everything it is asked noted in the list. */
export function noting(app: RequestListener, requests: Sent[]): RequestListener {
  return (req, res) => {
    const { method = '', url: path = '', rawHeaders } = req;
    requests.push({ method, path, headers: pairs(rawHeaders) });
    app(req, res);
  };
}

function pairs(raw: readonly string[]): HeaderLines {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

/** An app that listens, and exchanges with it by `node:http` alone, on connections that are kept. */
export async function serve(app: RequestListener): Promise<{
  readonly exchange: (sent: Sent) => Promise<void>;
  readonly close: () => void;
}> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    exchange: (sent) => bareExchange(sent, port, agent),
    close: () => {
      agent.destroy();
      server.close();
    },
  };
}

function bareExchange({ method, path, headers }: Sent, port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, agent, headers: headers.flat() };
    const req = request(options, (response) => {
      response.resume().once('end', resolve);
    });
    req.once('error', reject).end();
  });
}
