import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import { createApp } from './app.js';
import { assertCell, inParallel, writeCell } from './ask.js';
import { cellsOf } from './cells.js';
import { printRow, printTitle } from './print.js';
import { ratiosOf, type Sample, timeOf } from './rounds.js';

/** Matchers against the same exchanges written by hand. */
export async function benchMatrix(): Promise<void> {
  const cells = cellsOf(10, 10);
  const app = createApp();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const server = createServer(createApp()).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const ownTimes: number[] = [];
  const matchers: Sample = async () => {
    const time = await timeOf(() => inParallel(cells, (cell) => assertCell(app, cell)));
    ownTimes.push(time / cells.length);
    return time;
  };
  const perRequest: Sample = () => timeOf(() => inParallel(cells, (cell) => writeCell(app, cell)));
  const keptAlive: Sample = () => timeOf(() => inParallel(cells, (cell) => writeCell(server, cell, agent)));

  for (const warmUp of [matchers, perRequest, keptAlive]) await warmUp();
  const againstRequest = await ratiosOf(matchers, perRequest);
  const againstServer = await ratiosOf(matchers, keptAlive);
  agent.destroy();
  server.close();

  printTitle(`Matrix of 10 origins x 4 methods x 10 paths, ${String(cells.length)} cells, 16 at once`);
  printRow('matchers / request(app) written by hand', againstRequest, '0.5');
  printRow('matchers / supertest on one kept-alive server', againstServer, '1.3');
  printRow('matchers, milliseconds a cell', ownTimes, '-', 3);
}
