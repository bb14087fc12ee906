import type { IncomingMessage, ServerResponse } from 'node:http';
import { deadlineIn, exchange, type ExchangeOptions } from '../../src/transport/exchange.js';
import type { ResponseHead } from '../../src/transport/response-head.js';
import { resolveTarget } from '../../src/transport/target.js';
import type { WireRequest } from '../../src/transport/wire.js';

export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A listener of two arguments, whatever it uses of them. */
export const listener =
  (run: Listener): Listener =>
  (request, response) =>
    run(request, response);

interface Question extends Partial<WireRequest> {
  readonly timeout?: number;
  readonly onResponse?: ExchangeOptions['onResponse'];
}

/** One exchange, as the fetch level makes it. */
export async function ask(target: unknown, question: Question = {}): Promise<ResponseHead> {
  const { timeout = 4000, onResponse, ...wire } = question;
  return exchange(
    await resolveTarget(target),
    {
      method: 'GET',
      target: '/',
      headers: [
        ['Host', '127.0.0.1'],
        ['Connection', 'keep-alive'],
      ],
      body: null,
      ...wire,
    },
    { deadline: deadlineIn(timeout), ...(onResponse === undefined ? {} : { onResponse }) },
  );
}

/** What an exchange came to, to be compared in one go. */
export async function failureOf(asked: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error: unknown = await asked.then(
    () => new Error('it was answered'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) return { code: undefined, message: String(error) };
  return { code: Reflect.get(error, 'code'), message: error.message };
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
