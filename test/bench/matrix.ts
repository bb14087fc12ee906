import { once } from 'node:events';
import type { Express } from 'express';
import { Agent, createServer, type Server } from 'node:http';
import { simulateFetch } from 'expect-cors';
import { createApp } from './app.js';
import { assertCell, type BrowsersOwn, inParallel, writeCell } from './ask.js';
import { cellsOf } from './cells.js';
import { runInJest } from './run-in-jest.js';
import { printCosts, printTitle } from './print.js';
import { type Cost, costOf, ratiosOf, type Sample } from './rounds.js';

/** What the matrix costs. */
export interface MatrixCosts {
  readonly cells: number;
  readonly againstRequest: readonly Cost[];
  readonly againstServer: readonly Cost[];
  /** Milliseconds a cell. */
  readonly own: readonly Cost[];
}

/** The headers a browser adds to a preflight and to a request, by themselves. */
async function browsersOwn(): Promise<Readonly<Record<'preflight' | 'request', Record<string, string>>>> {
  const { exchanges } = await simulateFetch(createApp(), {
    origin: 'https://app.example',
    path: '/items/0',
    method: 'PUT',
    json: {},
  });
  const ofPage = /^(origin|access-control-.*|content-type|host|connection)$/i;
  const own = exchanges.map(({ requestHeaders }) =>
    Object.fromEntries(requestHeaders.filter(([name]) => !ofPage.test(name))),
  );
  return { preflight: own[0] ?? {}, request: own[1] ?? {} };
}

/** Matchers against the same exchanges written by hand. */
export async function measureMatrix(): Promise<MatrixCosts> {
  const cells = cellsOf(10, 10);
  const app = createApp();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const server = createServer(createApp()).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const ownCosts: Cost[] = [];
  const matchers: Sample = async () => {
    const cost = await costOf(() => inParallel(cells, (cell) => assertCell(app, cell)), cells.length);
    ownCosts.push(cost);
    return cost;
  };
  const written = (target: Express | Server, agent?: Agent, own?: BrowsersOwn): Sample => {
    return () => costOf(() => inParallel(cells, (cell) => writeCell(target, cell, agent, own)), cells.length);
  };
  const perRequest = written(app);
  const own = await browsersOwn();
  const keptAlive = written(server, agent, (_, kind) => own[kind]);

  for (const warmUp of [matchers, perRequest, keptAlive]) await warmUp();
  const againstRequest = await ratiosOf(matchers, perRequest);
  const againstServer = await ratiosOf(matchers, keptAlive);
  agent.destroy();
  server.close();

  return { cells: cells.length, againstRequest, againstServer, own: ownCosts };
}

/** In plain Node, and inside Jest. */
export async function benchMatrix(): Promise<void> {
  const inJest = (): Promise<MatrixCosts> => runInJest('matrix');
  for (const [where, measure] of [
    ['', measureMatrix],
    [' inside Jest', inJest],
  ] as const) {
    const { cells, againstRequest, againstServer, own } = await measure();
    printTitle(`Matrix of 10 origins x 4 methods x 10 paths, ${String(cells)} cells, 16 at once${where}`);
    printCosts('matchers / request(app) written by hand', againstRequest, '0.75');
    printCosts('matchers / supertest on one kept-alive server', againstServer, '1.2');
    printCosts('matchers, milliseconds a cell', own, '-', 3);
  }
}
