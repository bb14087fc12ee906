import { describe, expect, test } from '@jest/globals';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { routesOf, routeTableOf } from '../../src/app/route-table.js';
import { routesIn } from '../../src/app/routes-of-fastify.js';
import { fastifyApp, hono, koa, nest, nestOnFastify } from './routed-apps.js';

function linesOf(app: unknown): string[] {
  return routesOf(app)
    .routes.map(({ method, path }) => `${method} ${path}`)
    .sort();
}

test.each<[string, () => unknown, string[]]>([
  [
    'Fastify',
    fastifyApp,
    [
      'ALL /api/any',
      'GET /api',
      'GET /files/*',
      'GET /numbers/:id(^\\d+$)',
      'GET /odd (GET), (x)',
      'GET /optional',
      'GET /optional/:id',
      'GET /span/:from-:to',
      'GET /users',
      'GET /users/:id',
      'GET /users/:id/posts',
      'GET /users/me',
      'GET /v',
      'OPTIONS *',
      'PUT /users/:id',
    ],
  ],
  [
    '@koa/router',
    koa,
    [
      'ALL /users/any',
      'GET /users/:id',
      'GET /users/:id/posts',
      'GET /users/:id/posts/:post',
      'PUT /users/:id',
    ],
  ],
  [
    'Hono',
    hono,
    [
      'ALL /any',
      'GET /',
      'GET /files/*',
      'GET /p',
      'GET /q',
      'GET /users/:id{[0-9]+}',
      'POST /p',
      'POST /q',
      'PUT /users/:id?',
    ],
  ],
  [
    'Nest on Express',
    async () => (await nest()).init(),
    ['ALL /users/any', 'GET /users/:id', 'PUT /users/:id'],
  ],
])('%s shows its routes', async (_, make, lines) => {
  const app = await make();
  expect({ lines: linesOf(app), why: routesOf(app).why }).toEqual({ lines, why: [] });
});

test('Nest on Fastify shows the routes of Fastify', async () => {
  expect(linesOf(await nestOnFastify())).toEqual(linesOf(await fastifyApp()));
});

describe('the routes a request enters', () => {
  test.each<[string, () => unknown, [request: string, routes: string[]][]]>([
    [
      'Fastify, which takes the most exact one',
      fastifyApp,
      [
        ['GET /users/1', ['GET /users/:id']],
        ['HEAD /users/1', ['GET /users/:id']],
        ['GET /users/me', ['GET /users/me']],
        ['PATCH /users/me', []],
        ['PUT /users/me', ['PUT /users/:id']],
        ['GET /files/a/b', ['GET /files/*']],
        ['GET /span/a-b', ['GET /span/:from-:to']],
        ['GET /numbers/1', ['GET /numbers/:id(^\\d+$)']],
        ['GET /numbers/x', []],
        ['PATCH /api/any', ['ALL /api/any']],
        ['GET /api/', ['GET /api']],
        ['GET /nowhere', []],
      ],
    ],
    [
      '@koa/router',
      koa,
      [
        ['GET /users/1', ['GET /users/:id']],
        ['HEAD /users/1', []],
        ['GET /users/any', ['GET /users/:id', 'ALL /users/any']],
        ['GET /users/1/posts/2', ['GET /users/:id/posts/:post']],
        ['DELETE /users/1', []],
      ],
    ],
    [
      'Hono',
      hono,
      [
        ['GET /users/1', ['GET /users/:id{[0-9]+}']],
        ['GET /users/x', []],
        ['PUT /users', ['PUT /users/:id?']],
        ['PUT /users/x', ['PUT /users/:id?']],
        ['GET /files', ['GET /files/*']],
        ['GET /files/a/b', ['GET /files/*']],
        ['DELETE /any', ['ALL /any']],
        ['POST /', []],
      ],
    ],
  ])('%s', async (_, make, rows) => {
    const table = routeTableOf(await make());
    const found = rows.map(([request]) => {
      const [method = '', path = ''] = request.split(' ');
      return [
        request,
        table.entered(method, path).flatMap((routes) => routes.map((one) => `${one.method} ${one.path}`)),
      ];
    });
    expect(found).toEqual(rows);
  });
});

test.each<[string, () => unknown, string[]]>([
  [
    'a Fastify app that is not ready',
    () => fastify(),
    ['The app is not ready: routes of plugins are known after await app.ready().'],
  ],
  [
    'a Nest app that is not initialized',
    () => nest(),
    ['The app is not initialized: its routes are known after app.init().'],
  ],
  [
    'an app that Hono has mounted',
    () => new Hono().mount('/old', () => new Response()),
    ['The routes of the app mounted at /old are not known.'],
  ],
  [
    'a function of Koa that hands nothing on',
    () =>
      koa().use(function graphql(ctx) {
        ctx.body = '';
      }),
    ['graphql, used at /, may handle any path.'],
  ],
  [
    'Koa without a router',
    () => new Koa(),
    ['Only the routes of Express 4 and 5, Fastify, @koa/router, Hono and Nest apps are known.'],
  ],
  [
    'a function at the root of Express that answers everything, and one at the root of a router',
    () =>
      express()
        .use(
          '/api',
          express.Router().use(function inner(_, res) {
            res.end();
          }),
        )
        .use(function outer(_, res) {
          res.end();
        }),
    ['inner, used at /api, may handle any path below it.', 'outer, used at /, may handle any path.'],
  ],
])('%s: its routes may not be all', async (_, make, why) => {
  expect(routesOf(await make())).toMatchObject({ isComplete: false, why });
});

test('a tree of Fastify without a single route', () => {
  expect(routesIn('(empty tree)')).toEqual([]);
  expect(routesIn('')).toEqual([]);
});
