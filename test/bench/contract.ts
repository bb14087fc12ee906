import { once } from 'node:events';
import { Agent, createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CorsContract } from '../../src/index.js';
import { checkCorsContract } from '../../src/index.js';
import { createApp } from './app.js';
import { inParallel } from './ask.js';
import { printCosts, printRow, printTitle } from './print.js';
import { costOf, ratiosOf, type Sample } from './rounds.js';

/** As many pages, asking for as many paths with two methods each. */
function contractOf(origins: number, paths: number): CorsContract {
  const named = Array.from({ length: origins }, (_, index) => `https://app${String(index)}.example`);
  return {
    origins: { allowed: named, rejected: ['https://evil.test'] },
    routes: Array.from({ length: paths }, (_, index) => ({
      path: `/items/${String(index)}`,
      methods: ['GET', 'PUT'],
      requestHeaders: ['content-type'],
    })),
  };
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
}

/** A contract against the same exchanges of bare `node:http`, and a large one against a small one. */
export async function benchContract(): Promise<void> {
  const app = createApp();
  const small = contractOf(10, 16);
  const sent: Sent[] = [];
  const recording: RequestListener = (req, res) => {
    sent.push({ method: req.method ?? '', path: req.url ?? '', headers: [...req.rawHeaders] });
    app(req, res);
  };
  const { cells, exchanges } = await checkCorsContract(recording, small);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const server = createServer(createApp()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const check = (contract: CorsContract, items: number): Sample => {
    return () => costOf(() => checkCorsContract(app, contract), items);
  };
  const bare: Sample = () =>
    costOf(() => inParallel(sent, (one) => bareExchange(one, port, agent)), cells.length);
  const ofSmall = check(small, cells.length);
  for (const warmUp of [bare, ofSmall, bare, ofSmall]) await warmUp();
  const ratios = await ratiosOf(ofSmall, bare);
  agent.destroy();
  server.close();
  printTitle(`A contract of ${String(cells.length)} cells, ${String(exchanges)} exchanges, 16 at once`);
  printCosts('checkCorsContract / the same exchanges of bare node:http', ratios, '1.5');

  const large = contractOf(32, 50);
  const { cells: many } = await checkCorsContract(app, large);
  const heaps: number[] = [];
  const ofLarge: Sample = async () => {
    const cost = await check(large, many.length)();
    globalThis.gc?.();
    heaps.push(process.memoryUsage().heapUsed / 2 ** 20);
    return cost;
  };
  await ofLarge();
  const [atFirst = 0] = heaps.splice(0);
  const growth = await ratiosOf(ofLarge, ofSmall);
  printTitle(`From ${String(cells.length)} to ${String(many.length)} cells`);
  printCosts('a cell of the large contract / a cell of the small one', growth, '1.1');
  printRow(
    'heap after each large contract / after the first',
    heaps.map((heap) => heap / atFirst),
    '1.0',
  );
}

function bareExchange({ method, path, headers }: Sent, port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, agent, headers };
    const req = request(options, (response) => {
      response.resume().once('end', resolve);
    });
    req.once('error', reject).end();
  });
}
