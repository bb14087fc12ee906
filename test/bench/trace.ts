import type { Express } from 'express';
import { questionFrom } from '../../src/fetch/question.js';
import { ask } from '../../src/fetch/simulate-fetch.js';
import { createApp } from './app.js';
import { inParallel } from './ask.js';
import { type Cell, cellsOf } from './cells.js';
import { printCosts, printTitle } from './print.js';
import { costOf, ratiosOf, type Sample } from './rounds.js';

/** What passes with its exchanges recorded, against the same with none. */
export async function benchTrace(): Promise<void> {
  const app = createApp();
  printTitle('An assertion that passes, its exchanges recorded / none of them, 16 at once');
  for (const method of ['GET', 'PUT'] as const) {
    const cells = cellsOf(40, 10).filter((cell) => cell.method === method);
    const sample = (isTraced?: boolean): Sample => {
      return () =>
        costOf(() => inParallel(cells, (cell) => assertAllowed(app, cell, isTraced)), cells.length);
    };
    const [every, none, usual] = [sample(true), sample(false), sample()];
    for (const warmUp of [every, none, usual, every, none]) await warmUp();
    printCosts(`${method}, every exchange`, await ratiosOf(every, none), '1.1');
    // The PUT, but not its preflight; nothing of a GET.
    printCosts(`${method}, as usual`, await ratiosOf(usual, none), '1.1');
  }
}

/** What a matcher does about one origin, whose matchers do not choose what is recorded. */
async function assertAllowed(app: Express, cell: Cell, isTraced?: boolean): Promise<void> {
  const { origin, path, method } = cell;
  const question = await questionFrom({ origin, path, method, ...(method === 'GET' ? {} : { json: {} }) });
  const { allowed } = await ask(app, question, isTraced === undefined ? {} : { isTraced });
  if (!allowed) throw new Error(`${method} ${path} is not allowed to ${origin}`);
}
