import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type RequestHandler } from 'express';
import express4 from 'express4';
import { runInNewContext } from 'node:vm';
import { checkCorsContract, contractFromPolicy, observeCorsPolicy, type Target } from '../../src/index.js';
import type { CorsContract, RouteContract } from '../../src/contract/contract.js';
import { uncoveredRoutes } from '../../src/contract/coverage.js';
import { describeUncovered } from '../../src/contract/coverage-check.js';
import { fastifyApp, hono, koa, nest, nestOnFastify } from '../app/routed-apps.js';

const page = 'https://app.example';
const answer: RequestHandler = (_, res) => {
  res.json([]);
};
const empty: CorsContract = { origins: { allowed: [page] }, routes: [] };

function expressApp(create: typeof express): unknown {
  const router = create.Router().get('/', answer).get('/:id', answer).delete('/:id', answer);
  return create()
    .use('/orders', router)
    .use('/mounted', create().all('/any', answer))
    .get("/it's/:a.:b", answer)
    .get(/^\/expression/, answer)
    .post(['/p', '/q'], answer);
}

test.each<[string, () => unknown, string[]]>([
  ['Express 4', () => expressApp(express4), ['// GET (/^\\/expression/): write a path that it matches']],
  ['Express 5', () => expressApp(express), ['// GET (/^\\/expression/): write a path that it matches']],
  [
    'wildcards and what may be missing, in Express 5',
    () => express().get('/files/*path', answer).get('/users{/:id}', answer),
    [],
  ],
  ['wildcards in Express 4', () => express4().get('/files/*', answer), []],
  ['Fastify', fastifyApp, ['// GET /odd (GET), (x): write a path that it matches']],
  ['@koa/router', koa, []],
  ['Hono', hono, []],
  ['Nest on Express', async () => (await nest()).init(), []],
  ['Nest on Fastify', nestOnFastify, ['// GET /odd (GET), (x): write a path that it matches']],
])('%s: what is uncovered is pasted, and covers all of it', async (_, make, comments) => {
  const app = await make();
  const [first, ...entries] = describeUncovered(uncoveredRoutes(app, empty));
  expect(first).toMatch(/^no contract mentions \d+ routes?; for `routes` of one:$/);
  expect(entries.filter((line) => line.startsWith('//')).map((line) => line.slice(0, 80))).toEqual(comments);
  const routes = runInNewContext(`[${entries.join('\n')}]`) as RouteContract[];
  // Nothing is left out, however many there are.
  expect(routes.length).toBe(entries.length - comments.length);
  const left = uncoveredRoutes(app, { ...empty, routes }).routes;
  expect(left.map(({ path }) => path).filter((path) => !path.includes('('))).toEqual([]);
});

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_version, create) => {
  const contract: CorsContract = {
    origins: { allowed: [page] },
    routes: [{ path: '/users', methods: ['GET'] }],
  };
  const allow = cors({ origin: [page] });
  const known = (): ReturnType<typeof express> => create().use(allow).get('/users', answer);
  const notFound: RequestHandler = (_, res) => {
    res.status(404).json({ error: 'no such path' });
  };
  function everything(_: unknown, res: { end: () => void }): void {
    res.end();
  }

  test.each<[string, () => unknown, string[]]>([
    ['a 404 at the end', () => known().use(notFound), []],
    ['files at the root', () => known().use(create.static(__dirname)), []],
    [
      'a 404 at the end of a router',
      () =>
        known().use(
          '/v1/:tenant',
          create
            .Router()
            .use((...[, res]: unknown[]) => void notFound(null as never, res as never, null as never)),
        ),
      [],
    ],
    [
      'a function that answers everything',
      () => create().use(allow).use(everything),
      ['everything, used at /, may handle any path.'],
    ],
    ['one behind routes', () => known().use(everything), ['everything, used at /, may handle any path.']],
    [
      'one that asks everybody to log in',
      () =>
        known().use(
          (...[, res]: unknown[]) => void (res as { sendStatus: (code: number) => void }).sendStatus(401),
        ),
      ['A function, used at /, may handle any path.'],
    ],
    [
      'one in a router, behind which there is a 404',
      () => known().use('/v1', create.Router().use(everything)).use(notFound),
      ['everything, used at /v1, may handle any path below it.'],
    ],
    [
      'one at a place that cannot be asked',
      () => known().use(/^\/x+/, create.Router().use(everything)),
      [expect.stringContaining('everything, used at') as never],
    ],
  ])('%s', async (_, make, why) => {
    const { uncovered, findings } = await checkCorsContract(make() as Target, contract);
    expect({ findings, why: uncovered?.why.filter((line) => line.includes('may handle')) }).toEqual({
      findings: [],
      why,
    });
  });
});

test('the app of a lazy target is readied, as it is for its requests', async () => {
  const { uncovered } = await checkCorsContract(
    { target: () => nest().then((app) => (app.enableCors({ origin: [page] }), app)) },
    { origins: { allowed: [page] }, routes: [{ path: '/users/1', methods: ['PUT'] }] },
  );
  expect(uncovered).toEqual({
    routes: [
      { method: 'GET', path: '/users/:id' },
      { method: 'ALL', path: '/users/any' },
    ],
    isComplete: true,
    why: [],
  });
});

describe('a contract from a policy lists the methods that have a route', () => {
  const origins = [page];
  test.each<[string, () => unknown, string, string[]]>([
    ['Express 4', () => create(express4), '/users/1', ['DELETE', 'GET']],
    ['Express 5', () => create(express), '/users/1', ['DELETE', 'GET']],
    ['POST', () => create(express), '/users', ['POST']],
    ['app.all()', () => create(express), '/any', ['DELETE', 'GET', 'PATCH', 'POST', 'PUT']],
    [
      'Nest on Express',
      () => nest().then((app) => (app.enableCors({ origin: origins }), app)),
      '/users/1',
      ['GET', 'PUT'],
    ],
    [
      'a listener, whose routes nobody knows',
      () => listener,
      '/users',
      ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'],
    ],
    [
      'a function at the root',
      () =>
        express()
          .use(allow)
          .use((_, res) => void res.end()),
      '/users',
      ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'],
    ],
    [
      'a 404 at the root',
      () => create(express).use((_, res) => void res.sendStatus(404)),
      '/users',
      ['POST'],
    ],
  ])('%s', async (_, make, path, methods) => {
    const app = (await make()) as Target;
    const contract = contractFromPolicy(await observeCorsPolicy(app, { origins, routes: [path] }));
    expect(contract.routes[0]?.methods).toEqual(methods);
    expect((await checkCorsContract(app, contract)).findings).toEqual([]);
  });

  const allow = cors({ origin: origins });
  const create = (make: typeof express): ReturnType<typeof express> =>
    make()
      .use(allow)
      .get('/users/:id', answer)
      .delete('/users/:id', answer)
      .post('/users', answer)
      .all('/any', answer);
  const listener = (req: never, res: { end: () => void }): void => {
    allow(req, res as never, () => {
      res.end();
    });
  };

  test('a path without a route is not declared', async () => {
    const policy = await observeCorsPolicy(create(express), { origins, routes: ['/nowhere'] });
    expect(() => contractFromPolicy(policy)).toThrow('the app has no route that a contract could declare');
  });
});
