import { expect } from 'expect';
import type { Express } from 'express';
import type { Agent, Server } from 'node:http';
import request, { type Response, type Test } from 'supertest';
import { type CorsMatchers, corsMatchers } from 'expect-cors';
import type { Cell } from './cells.js';

expect.extend(corsMatchers);
const matchersFor = expect as unknown as (app: Express) => CorsMatchers;

/** A cell as an assertion of this library. */
export async function assertCell(app: Express, { origin, path, method }: Cell): Promise<void> {
  await matchersFor(app).toAllowOrigin(origin, { path, method, ...(method === 'GET' ? {} : { json: {} }) });
}

/** What a browser sends with each of them. */
export type BrowsersOwn = (cell: Cell, kind: 'preflight' | 'request') => Readonly<Record<string, string>>;

/**
 * The same expectations, written by hand with supertest.
 *
 * @param own Sent as well, where the exchanges are to be the same; people do without.
 */
export async function writeCell(
  app: Express | Server,
  cell: Cell,
  agent?: Agent,
  own: BrowsersOwn = () => ({}),
): Promise<void> {
  const { origin, path, method } = cell;
  const prepared = (test: Test, kind: 'preflight' | 'request'): Test => {
    if (agent !== undefined) void test.agent(agent);
    return test.set('Origin', origin).set(own(cell, kind));
  };
  if (method !== 'GET') {
    const preflight = await prepared(request(app).options(path), 'preflight')
      .set('Access-Control-Request-Method', method)
      .set('Access-Control-Request-Headers', 'content-type');
    expect(preflight.status).toBe(204);
    expectAllowOrigin(preflight, origin);
    expect(preflight.headers['access-control-allow-methods']).toContain(method);
    expect(preflight.headers['access-control-allow-headers']).toContain('content-type');
  }
  const answer = await send(prepared(testOf(app, cell), 'request'), cell);
  expect(answer.status).toBe(200);
  expectAllowOrigin(answer, origin);
}

function testOf(app: Express | Server, { method, path }: Cell): Test {
  const unsent = request(app);
  if (method === 'GET') return unsent.get(path);
  if (method === 'POST') return unsent.post(path);
  return method === 'PUT' ? unsent.put(path) : unsent.delete(path);
}

function send(test: Test, { method }: Cell): Test {
  return method === 'GET' ? test : test.send({});
}

function expectAllowOrigin(response: Response, origin: string): void {
  expect(response.headers['access-control-allow-origin']).toBe(origin);
}

/** Works through all cells, so many at once. */
export async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  atOnce = 16,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
