import type { Express } from 'express';
import type { FetchOutcome } from '../../src/ask/fetch-outcome.js';
import { questionFrom } from '../../src/request/question.js';
import { Session } from '../../src/ask/session.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { exchange } from '../../src/http/exchange.js';
import { resolveTarget } from '../../src/http/target.js';
import { createApp } from './app.js';
import { inParallel } from './ask.js';
import { type Sent, serve } from './bare.js';
import { type Cell, cellsOf } from './cells.js';
import { printCosts, printTitle } from './print.js';
import { type Cost, costOf, ratiosOf, type Sample } from './rounds.js';

/** Exchanges without supertest, alone and with what is judged by them, against the same of `node:http`. */
export async function benchLean(): Promise<void> {
  const app = createApp();
  const cells = cellsOf(10, 20);
  const requests: Sent[] = [];
  await inParallel(cells, async (cell) => void requests.push(...(await exchangesOf(app, cell))));
  const server = await serve(createApp());

  const sample = <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Sample => {
    return () => costOf(() => inParallel(items, work), requests.length);
  };
  const bare = sample(requests, (sent) => server.exchange(sent));
  const lean = sample(requests, (sent) => ownExchange(app, sent, true));
  const carried = sample(requests, (sent) => ownExchange(app, sent, false));
  const judgedCosts: Cost[] = [];
  const judge = sample(cells, (cell) => judgeCell(app, cell));
  const judged: Sample = async () => {
    const cost = await judge();
    judgedCosts.push(cost);
    return cost;
  };
  for (const warmUp of [bare, lean, carried, judged, bare, lean, judged]) await warmUp();

  const leanRatios = await ratiosOf(lean, bare);
  const carriedRatios = await ratiosOf(carried, bare);
  judgedCosts.length = 0;
  const judgedRatios = await ratiosOf(judged, bare);
  server.close();

  printTitle(`Without supertest, ${String(requests.length)} exchanges on one kept-alive server, 16 at once`);
  printCosts('lean exchange / bare node:http', leanRatios, '1.5');
  printCosts('exchange through supertest / bare node:http', carriedRatios, '-');
  printCosts('lean exchange, judged for three browsers / bare node:http', judgedRatios, '1.5');
  printCosts('the same, milliseconds an exchange', judgedCosts, '-', 3);
}

/** What is safe is asked for, of the rest the preflight alone. */
async function askedOf(app: Express, { origin, path, method }: Cell): Promise<FetchOutcome> {
  const question = await questionFrom({ origin, path, method, ...(method === 'GET' ? {} : { json: {} }) });
  return new Session(app, { lean: true, holdsBackUnsafe: true }).ask(question);
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
