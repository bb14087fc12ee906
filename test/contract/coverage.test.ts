import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type RequestHandler } from 'express';
import express4 from 'express4';
import type { CorsContract, RouteContract } from '../../src/contract/contract.js';
import { uncoveredRoutes } from '../../src/contract/coverage.js';

const pass: RequestHandler = (_, __, next) => {
  next();
};
const answer: RequestHandler = (_, res) => {
  res.end();
};

function contract(...routes: RouteContract[]): CorsContract {
  return { origins: { allowed: ['https://app.example'] }, defaults: { params: { id: '1' } }, routes };
}

function linesOf(app: unknown, contracts: CorsContract | CorsContract[]): string[] {
  return uncoveredRoutes(app, contracts).routes.map(({ method, path }) => `${method} ${path}`);
}

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (version, create) => {
  const catchAll = version === '4' ? '*' : '/{*rest}';
  const users = create
    .Router()
    .get('/', answer)
    .get('/me', answer)
    .get('/:id', answer)
    .put('/:id', cors(), answer)
    .delete('/:id', answer);
  const create1 = () =>
    create()
      .options(catchAll, cors())
      .use('/users', users)
      .post(['/login', '/log-in'], answer)
      .get(/^\/files\/.+/, answer)
      .all('/any', answer)
      .head('/health', answer);

  test.each<[string, RouteContract[], string[]]>([
    [
      'no route',
      [{ path: '/nowhere', methods: ['GET'] }],
      [
        'GET (/^\\/files\\/.+/)',
        'ALL /any',
        'POST /log-in',
        'POST /login',
        'GET /users',
        'DELETE /users/:id',
        'GET /users/:id',
        'PUT /users/:id',
        'GET /users/me',
      ],
    ],
    [
      'all routes',
      [
        { path: '/users/', methods: ['HEAD'] },
        { path: '/Users/ME', methods: ['GET'] },
        { path: '/users/:user', params: { user: 'a/b' }, methods: ['GET', 'PUT', 'DELETE'] },
        { path: '/login', methods: ['POST'] },
        { path: '/log-in?x=1', methods: ['POST'] },
        { path: '/files/a/b', methods: ['GET'] },
        { path: '/any', methods: ['PATCH'] },
      ],
      [],
    ],
    [
      'a method, of one path',
      [{ path: '/users/:id', methods: ['PUT'] }],
      [
        'GET (/^\\/files\\/.+/)',
        'ALL /any',
        'POST /log-in',
        'POST /login',
        'GET /users',
        'DELETE /users/:id',
        'GET /users/:id',
        'GET /users/me',
      ],
    ],
    [
      'a path that has a route of its own, and none that is like it',
      [
        { path: '/users', methods: ['GET'] },
        { path: '/users/me', methods: ['GET'] },
        { path: '/users/1', methods: ['PUT', 'DELETE'] },
        { path: '/login', methods: ['POST'] },
        { path: '/any', methods: ['GET'] },
      ],
      ['GET (/^\\/files\\/.+/)', 'POST /log-in', 'GET /users/:id'],
    ],
  ])('%s', (_, routes, uncovered) => {
    expect(linesOf(create1(), contract(...routes))).toEqual(uncovered);
  });

  test('several contracts cover one app together', () => {
    const app = create().get('/a', answer).get('/b', answer).get('/c', answer);
    const contracts = ['/a', '/b'].map((path) => contract({ path, methods: ['GET'] }));
    expect(linesOf(app, contracts)).toEqual(['GET /c']);
  });

  test('a middleware on all paths is passed, and covers nothing else', () => {
    const app = create().all(catchAll, pass).get('/a', answer).get('/b', answer);
    const found = uncoveredRoutes(app, contract({ path: '/a', methods: ['GET'] }));
    expect(found).toEqual({ routes: [{ method: 'GET', path: '/b' }], isComplete: true, why: [] });
  });

  test('what answers wherever nothing else does is told', () => {
    const app = create().get('/a', answer).all(catchAll, answer);
    expect(uncoveredRoutes(app, contract({ path: '/a', methods: ['GET'] }))).toEqual({
      routes: [],
      isComplete: false,
      why: [`ALL ${catchAll} handles every request that no other route handles.`],
    });
    expect(uncoveredRoutes(app, contract({ path: '/b', methods: ['GET'] })).why).toEqual([]);
  });

  test('a route is covered where its router is mounted at an expression', () => {
    const router = create.Router().get('/x', answer).get('/y', answer);
    const { routes } = uncoveredRoutes(
      create().use(/^\/api\/v\d/, router),
      contract({ path: '/api/v2/x', methods: ['GET'] }),
    );
    expect(routes).toEqual([
      { method: 'GET', path: version === '4' ? '(mounted router)/y' : '(/^\\/api\\/v\\d/)/y' },
    ]);
  });

  test('the routes of a mounted app', () => {
    const app = create().use('/sub', create().get('/x', answer).get('/y', answer));
    expect(linesOf(app, contract({ path: '/sub/x', methods: ['GET'] }))).toEqual(['GET /sub/y']);
  });
});

test('a layer of Express 5.0 to 5.2 holds what matched', () => {
  const routes = ['/x', '/y'].map((path) => ({
    handle: answer,
    route: { path, stack: [{ handle: answer }], methods: { get: true } },
    match: (asked: string) => asked === path,
  }));
  const router = {
    handle: Object.assign(() => undefined, { stack: routes }),
    path: '',
    match(asked: string) {
      this.path = '/api';
      return asked.startsWith('/api');
    },
  };
  const app = Object.assign(() => undefined, { use: pass, router: { stack: [router] } });
  expect(uncoveredRoutes(app, contract({ path: '/api/y', methods: ['GET'] }))).toEqual({
    routes: [{ method: 'GET', path: '(mounted router)/x' }],
    isComplete: false,
    why: ['This version of Express does not record where a router is mounted.'],
  });
});

test('of other frameworks nothing is known', () => {
  expect(uncoveredRoutes(() => undefined, [])).toEqual({
    routes: [],
    isComplete: false,
    why: ['Only the routes of Express 4 and 5, Fastify, @koa/router, Hono and Nest apps are known.'],
  });
});
