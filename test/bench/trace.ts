import type { Express } from 'express';
import type { CrossOriginRequest } from '../../src/request/cross-origin-request.js';
import { questionFrom } from '../../src/request/question.js';
import { Session } from '../../src/ask/session.js';
import { createApp } from './app.js';
import { inParallel } from './ask.js';
import { type Cell, cellsOf } from './cells.js';
import { printCosts, printTitle } from './print.js';
import { costOf, ratiosOf, type Sample } from './rounds.js';

/**
 * Nothing of a GET is recorded as usual, of a PUT not its preflight. A POST of plain text has none: all of it is. The budget
 * is 1.1 for safe methods, 1.3 for others with a preflight and 1.5 without, of what is recorded as usual.
 */
const kinds: {
  readonly title: string;
  readonly method: Cell['method'];
  readonly sends: Partial<CrossOriginRequest>;
  readonly limit: string;
}[] = [
  { title: 'GET', method: 'GET', sends: {}, limit: '1.1' },
  { title: 'PUT', method: 'PUT', sends: { json: {} }, limit: '1.3' },
  { title: 'POST of plain text', method: 'POST', sends: { body: 'Ada' }, limit: '1.5' },
];

/** What passes with its exchanges recorded, against the same with none. */
export async function benchTrace(): Promise<void> {
  const app = createApp();
  printTitle('An assertion that passes, its exchanges recorded / none of them, 16 at once');
  for (const { title, method, sends, limit } of kinds) {
    const cells = cellsOf(40, 10).filter((cell) => cell.method === method);
    const sample = (isTraced?: boolean): Sample => {
      return () =>
        costOf(
          () => inParallel(cells, (cell) => assertAllowed(app, { ...cell, ...sends }, isTraced)),
          cells.length,
        );
    };
    const [every, none, usual] = [sample(true), sample(false), sample()];
    for (const warmUp of [every, none, usual, every, none]) await warmUp();
    printCosts(`${title}, every exchange`, await ratiosOf(every, none), '');
    printCosts(`${title}, as usual`, await ratiosOf(usual, none), limit);
  }
}

/** What a matcher does about one origin. What is recorded is not for matchers to choose. */
async function assertAllowed(app: Express, asked: CrossOriginRequest, isTraced?: boolean): Promise<void> {
  const question = await questionFrom(asked);
  const { allowed } = await new Session(app, isTraced === undefined ? {} : { isTraced }).askWhole(question);
  if (!allowed)
    throw new Error(`${String(asked.method)} ${asked.path} is not allowed to ${String(asked.origin)}`);
}
