import { once } from 'node:events';
import type { Express } from 'express';
import { Agent, createServer, type Server } from 'node:http';
import { createApp } from './app.js';
import { assertCell, inParallel, writeCell } from './ask.js';
import { cellsOf } from './cells.js';
import { printCosts, printTitle } from './print.js';
import { type Cost, costOf, ratiosOf, type Sample } from './rounds.js';

/** Matchers against the same exchanges written by hand. */
export async function benchMatrix(): Promise<void> {
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
  const written = (target: Express | Server, agent?: Agent): Sample => {
    return () => costOf(() => inParallel(cells, (cell) => writeCell(target, cell, agent)), cells.length);
  };
  const perRequest = written(app);
  const keptAlive = written(server, agent);

  for (const warmUp of [matchers, perRequest, keptAlive]) await warmUp();
  const againstRequest = await ratiosOf(matchers, perRequest);
  const againstServer = await ratiosOf(matchers, keptAlive);
  agent.destroy();
  server.close();

  printTitle(`Matrix of 10 origins x 4 methods x 10 paths, ${String(cells.length)} cells, 16 at once`);
  printCosts('matchers / request(app) written by hand', againstRequest, '0.5');
  printCosts('matchers / supertest on one kept-alive server', againstServer, '1.3');
  printCosts('matchers, milliseconds a cell', ownCosts, '-', 3);
}
