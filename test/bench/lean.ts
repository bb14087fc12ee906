import { once } from 'node:events';
import { Agent, createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { auditCors } from '../../src/audit/audit-cors.js';
import type { FetchOutcome } from '../../src/fetch/outcome.js';
import { questionFrom } from '../../src/fetch/question.js';
import { ask } from '../../src/fetch/simulate-fetch.js';
import { askPreflight } from '../../src/fetch/simulate-preflight.js';
import { deadlineIn } from '../../src/transport/deadline.js';
import { exchange } from '../../src/transport/exchange.js';
import { resolveTarget } from '../../src/transport/target.js';
import { createApp } from './app.js';
import { inParallel } from './ask.js';
import { type Cell, cellsOf } from './cells.js';
import { printCosts, printTitle } from './print.js';
import { type Cost, costOf, ratiosOf, type Sample } from './rounds.js';

type HeaderLines = readonly (readonly [name: string, value: string])[];

/** What leaves the machine. Audits and contracts ask with GET and OPTIONS, which have no body. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderLines;
}

/** Exchanges without supertest, alone and with what is judged by them, against the same of `node:http`. */
export async function benchLean(): Promise<void> {
  const app = createApp();
  const cells = cellsOf(10, 20);
  const requests: Sent[] = [];
  await inParallel(cells, async (cell) => void requests.push(...(await exchangesOf(app, cell))));
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const server = createServer(createApp()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const sample = <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Sample => {
    return () => costOf(() => inParallel(items, work), requests.length);
  };
  const bare = sample(requests, (sent) => bareExchange(sent, port, agent));
  const lean = sample(requests, (sent) => ownExchange(app, sent, true));
  const carried = sample(requests, (sent) => ownExchange(app, sent, false));
  const judgedCosts: Cost[] = [];
  const judge = sample(cells, (cell) => judgeCell(app, cell));
  const judged: Sample = async () => {
    const cost = await judge();
    judgedCosts.push(cost);
    return cost;
  };
  const audited = await requestsOfAudit();
  const audit: Sample = () => costOf(() => auditApp(app), audited.length);
  const bareAudit: Sample = () =>
    costOf(() => inParallel(audited, (sent) => bareExchange(sent, port, agent)), audited.length);
  for (const warmUp of [audit, bareAudit, bare, lean, carried, judged, bare, lean, judged]) await warmUp();

  const leanRatios = await ratiosOf(lean, bare);
  const carriedRatios = await ratiosOf(carried, bare);
  judgedCosts.length = 0;
  const judgedRatios = await ratiosOf(judged, bare);
  const auditRatios = await ratiosOf(audit, bareAudit);
  agent.destroy();
  server.close();

  printTitle(`Without supertest, ${String(requests.length)} exchanges on one kept-alive server, 16 at once`);
  printCosts('lean exchange / bare node:http', leanRatios, '1.5');
  printCosts('exchange through supertest / bare node:http', carriedRatios, '-');
  printCosts('lean exchange, judged for three browsers / bare node:http', judgedRatios, '1.5');
  printCosts('the same, milliseconds an exchange', judgedCosts, '-', 3);
  printCosts(`audit of 10 paths, ${String(audited.length)} exchanges / bare node:http`, auditRatios, '1.5');
}

/** What is safe is asked for, of the rest the preflight alone. */
async function askedOf(app: Express, { origin, path, method }: Cell): Promise<FetchOutcome> {
  const safe = method === 'GET';
  const question = await questionFrom({ origin, path, method, ...(safe ? {} : { json: {} }) });
  return (safe ? ask : askPreflight)(app, question, { lean: true });
}

async function auditApp(app: RequestListener): Promise<void> {
  const paths = Array.from({ length: 10 }, (_, path) => `/items/${String(path)}`);
  await auditCors(app, { trusted: 'https://app1.example', paths, request: { timeout: 60_000 } });
}

/** What an audit sends, in order. */
async function requestsOfAudit(): Promise<Sent[]> {
  const app = createApp();
  const sent: Sent[] = [];
  await auditApp((incoming, response) => {
    const { method = '', url = '', rawHeaders } = incoming;
    const headers = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
    );
    sent.push({ method, path: url, headers });
    void app(incoming, response);
  });
  return sent;
}

async function judgeCell(app: Express, cell: Cell): Promise<void> {
  const { allowed } = await askedOf(app, cell);
  if (!allowed) throw new Error(`${cell.method} ${cell.path} is not allowed to ${cell.origin}`);
}

/** What a browser sends for the cell. */
async function exchangesOf(app: Express, cell: Cell): Promise<Sent[]> {
  const { exchanges } = await askedOf(app, cell);
  return exchanges.map(({ method, requestHeaders }) => {
    const headers = [['Host', '127.0.0.1'], ['Connection', 'keep-alive'], ...requestHeaders] as const;
    return { method, path: cell.path, headers };
  });
}

async function ownExchange(app: Express, { method, path, headers }: Sent, lean: boolean): Promise<void> {
  const deadline = deadlineIn(4000);
  const endpoint = await resolveTarget(app, deadline);
  const { status } = await exchange(
    endpoint,
    { method, target: path, headers, body: null },
    { deadline, lean },
  );
  if (status >= 300) throw new Error(`${method} ${path}: ${String(status)}`);
}

function bareExchange({ method, path, headers }: Sent, port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, agent, headers: headers.flat() };
    const req = request(options, (response) => {
      if ((response.statusCode ?? 500) < 500) response.resume().once('end', resolve);
      else reject(new Error(`${method} ${path}: ${String(response.statusCode)}`));
    });
    req.once('error', reject).end();
  });
}
