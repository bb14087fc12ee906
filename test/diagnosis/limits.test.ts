import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express from 'express';
import { type CrossOriginRequest, diagnose, simulateFetch } from '../../src/index.js';
import { page, serveUsers, stranger } from '../apps/causes/parts.js';

const origin = stranger;

function answeringAfter(milliseconds: number): express.Express {
  return express()
    .use((_req, _res, next) => setTimeout(next, milliseconds))
    .use(cors({ origin: [page] }))
    .get('/users', serveUsers)
    .put('/users', serveUsers);
}

async function timed<Result>(work: () => Promise<Result>): Promise<[milliseconds: number, Result]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

async function errorOf(app: express.Express, request: CrossOriginRequest): Promise<unknown> {
  try {
    await expect(app).toAllowOrigin(origin, request);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the time to look for a cause is bounded', () => {
  test.each(['GET', 'PUT'])('where each answer to a %s takes 400 ms', async (method) => {
    const outcome = await simulateFetch(answeringAfter(400), { origin, path: '/users', method });
    const [milliseconds, { cause }] = await timed(() => diagnose(outcome));
    expect(milliseconds).toBeLessThan(2000);
    expect(cause).toBe('origin-not-listed');
  });

  test('where the app hangs from then on', async () => {
    let count = 0;
    const app = express().get('/users', (_req, res) => {
      count += 1;
      if (count === 1) res.json([]);
    });
    const outcome = await simulateFetch(app, { origin, path: '/users' });
    const [milliseconds, { cause, certainty }] = await timed(() => diagnose(outcome));
    expect(milliseconds).toBeLessThan(2000);
    expect({ cause, certainty }).toEqual({ cause: 'no-cors-headers', certainty: 'likely' });
  });

  test('a failing assertion on a slow app stays below what runners wait', async () => {
    const app = answeringAfter(400);
    const [milliseconds, error] = await timed(() => errorOf(app, { path: '/users', method: 'PUT' }));
    expect(String(error)).toContain('origin-not-listed (certain; confirmed with ');
    expect(milliseconds).toBeLessThan(3500);
  });

  test('fifty failing assertions at once', async () => {
    const app = answeringAfter(20);
    const paths = Array.from({ length: 50 }, (_, index) => `/users?${String(index)}`);
    const [milliseconds, errors] = await timed(() =>
      Promise.all(paths.map((path) => errorOf(app, { path }))),
    );
    expect(milliseconds).toBeLessThan(4500);
    for (const error of errors) expect(String(error)).toContain('origin-not-listed');
  });
});
