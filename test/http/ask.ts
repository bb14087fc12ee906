import { ExpectCorsError } from '../../src/errors/expect-cors-error.js';
import { deadlineIn } from '../../src/http/deadline.js';
import { exchange, type ExchangeOptions } from '../../src/http/exchange.js';
import type { ResponseHead } from '../../src/http/response-head.js';
import { resolveTarget } from '../../src/http/target.js';

export interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Buffer;
  readonly timeout?: number;
  readonly onResponse?: NonNullable<ExchangeOptions['onResponse']>;
}

/** What carries the exchanges of a test file: supertest, or nothing between us and the wire. */
export const carrier = { lean: false };

/** One exchange with a target, with the header lines of a browser's connection. */
export async function ask(target: unknown, request: Ask = {}): Promise<ResponseHead> {
  const { method = 'GET', path = '/', headers = [], body = null, timeout = 3000, onResponse } = request;
  const deadline = deadlineIn(timeout);
  const endpoint = await resolveTarget(target, deadline);
  const wire = {
    method,
    target: new URL(endpoint.base + path).pathname,
    headers: [
      ['Host', '127.0.0.1'],
      ['Connection', 'keep-alive'],
      ...(body === null ? [] : [['Content-Length', String(body.length)] as const]),
      ...headers,
    ] as const,
    body,
  };
  const options = { deadline, ...carrier, ...(onResponse && { onResponse }) };
  return exchange(endpoint, wire, options);
}

/** Class, code and message a promise is rejected with, the port left out; fails itself if there is none. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Record<'error' | 'message', string>> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof ExpectCorsError)) throw error;
    const message = error.message.replaceAll(/(127\.0\.0\.1|\[::1\]|localhost):\d+/g, '$1:PORT');
    return { error: `${error.name} ${error.code}`, message };
  }
  throw new Error('it was fulfilled');
}
