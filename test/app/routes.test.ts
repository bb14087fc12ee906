import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type RequestHandler } from 'express';
import express4 from 'express4';
import { createServer } from 'node:http';
import { layersOf } from '../../src/app/layer-info.js';
import { routesOf } from '../../src/app/route-table.js';

const pass: RequestHandler = (_, __, next) => {
  next();
};
const answer: RequestHandler = (_, res) => {
  res.end();
};

function linesOf(app: unknown): string[] {
  return routesOf(app).routes.map(({ method, path }) => `${method} ${path}`);
}

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (version, create) => {
  test('routes have their methods and their path', () => {
    const app = create()
      .use(cors(), pass)
      .get('/users', answer)
      .put('/users/:id', cors(), answer)
      .get(['/x', '/y'], answer)
      .get(/^\/z/, answer)
      .all('/all', answer)
      .options('/users', cors());
    app.route('/both').get(answer).post(answer);
    app.route('/each').all(pass).delete(answer);
    expect(routesOf(app)).toEqual({ routes: expect.any(Array), isComplete: true, why: [] });
    expect(linesOf(app)).toEqual([
      'GET /users',
      'PUT /users/:id',
      'GET /x',
      'GET /y',
      'GET (/^\\/z/)',
      'ALL /all',
      'OPTIONS /users',
      'GET /both',
      'POST /both',
      'ALL /each',
      'DELETE /each',
    ]);
  });

  test('routers have the path they are mounted at, each time they are', () => {
    const inner = create.Router({ mergeParams: true }).get('/', answer).all('/:post', answer);
    const outer = create.Router().use('/:user/posts', inner).get('/me', answer);
    const app = create().use('/users', outer).use(create.Router().get('/flat', answer)).use('/v2/', outer);
    expect(routesOf(app).isComplete).toBe(true);
    expect(linesOf(app)).toEqual([
      'GET /users/:user/posts',
      'ALL /users/:user/posts/:post',
      'GET /users/me',
      'GET /flat',
      'GET /v2/:user/posts',
      'ALL /v2/:user/posts/:post',
      'GET /v2/me',
    ]);
  });

  test('mounted apps are read, and nothing of them is called', async () => {
    const called: string[] = [];
    const note =
      (name: string): RequestHandler =>
      (_, __, next) => {
        called.push(name);
        next();
      };
    const inner = create().use(note('inner')).get('/x', note('x'));
    const sub = create().use(note('sub')).get('/', note('/')).use('/inner', inner);
    sub.use((error: unknown, _: unknown, __: unknown, next: (error: unknown) => void) => {
      called.push('error');
      next(error);
    });
    const app = create().use('/sub', sub);
    expect(routesOf(app).why).toEqual([]);
    expect(linesOf(app)).toEqual(['GET /sub', 'GET /sub/inner/x']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(called).toEqual([]);
  });

  test('a path that is not kept makes the list incomplete', () => {
    const router = create.Router().get('/x', answer);
    const app = create().use(['/a', '/b'], router).use(/^\/c+/, router);
    const isKept = version === '5';
    expect(linesOf(app)).toEqual([
      'GET /a/x',
      'GET /b/x',
      isKept ? 'GET (/^\\/c+/)/x' : 'GET (mounted router)/x',
    ]);
    expect(routesOf(app).why).toEqual(
      isKept ? [] : ['The mount path of a router cannot be read from /^\\/c+/.'],
    );
  });

  test('what may answer without a route makes the list incomplete', () => {
    const graphql: RequestHandler = (_, res) => {
      res.end();
    };
    const app = create()
      .use('/graphql', graphql)
      .use('/files', create.static('.'))
      .use('/api', pass)
      .use((_, res) => void res.sendStatus(404));
    expect(routesOf(app)).toEqual({
      routes: [],
      isComplete: false,
      why: [
        'graphql, used at /graphql, may handle any path below it.',
        'serveStatic, used at /files, may handle any path below it.',
        'A function, used at /, may handle any path.',
      ],
    });
  });

  test('a server has the routes of its app', () => {
    expect(linesOf(createServer(create().get('/x', answer)))).toEqual(['GET /x']);
  });

  test('an app without a route', () => {
    expect(routesOf(create())).toEqual({ routes: [], isComplete: true, why: [] });
  });
});

test('a router that is mounted in itself is read once', () => {
  const router = express.Router().get('/x', answer);
  router.use('/again', router);
  expect(linesOf(express().use('/r', router))).toEqual(['GET /r/x']);
});

test('the routers of Express 5.0 to 5.2 do not know their path', () => {
  const layer = { handle: answer, route: { path: '/x', stack: [], methods: { get: true } } };
  const router = Object.assign(() => undefined, { stack: [layer] });
  const stack = [{ handle: router, slash: false }];
  const app = Object.assign(() => undefined, { use: pass, router: { stack } });
  expect(routesOf(app)).toEqual({
    routes: [{ method: 'GET', path: '(mounted router)/x' }],
    isComplete: false,
    why: ['This version of Express does not record where a router is mounted.'],
  });
});

test('a mounted app tells where it is mounted, if its layer agrees', () => {
  const layerFor = (matches: boolean) => {
    const [layer] = layersOf(express().use('/sub', express().get('/x', answer)));
    const handle = layer?.layer.handle;
    return { handle, path: '/sub', match: () => matches };
  };
  const app = (matches: boolean) =>
    Object.assign(() => undefined, { use: pass, router: { stack: [layerFor(matches)] } });
  expect(linesOf(app(true))).toEqual(['GET /sub/x']);
  expect(linesOf(app(false))).toEqual(['GET (mounted router)/x']);
});

test('of anything else nothing is known', () => {
  // Routes of Express 3 are elsewhere.
  const express3 = Object.assign(() => undefined, {
    use: pass,
    settings: {},
    locals: {},
    stack: [{ route: '', handle: pass }],
    routes: { get: [{ path: '/users', method: 'get', callbacks: [pass] }] },
  });
  for (const value of [
    undefined,
    null,
    {},
    'http://127.0.0.1:2',
    () => undefined,
    createServer(),
    express3,
  ]) {
    expect(routesOf(value)).toEqual({
      routes: [],
      isComplete: false,
      why: ['Only the routes of Express 4 and 5, Fastify, @koa/router, Hono and Nest apps are known.'],
    });
  }
});
