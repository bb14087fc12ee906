import fastifyCors from '@fastify/cors';
import hapi from '@hapi/hapi';
import { describe, expect, test } from '@jest/globals';
import koaCors from '@koa/cors';
import cors from 'cors';
import express, { type RequestHandler } from 'express';
import express4 from 'express4';
import fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import { createServer } from 'node:http';
import { corsIn } from '../../src/app/cors-in.js';
import { traceOf } from './trace-of.js';

const answer: RequestHandler = (_, res) => {
  res.json({});
};
const allow: RequestHandler = (req, res, next) => {
  cors()(req, res, next);
};

/** `2.1 cors() /api`, with a question mark where it is not certain. */
function placesIn(app: unknown): string[] | null {
  const places = corsIn(app);
  return (
    places?.map(({ name, path, layer, isCertain }) =>
      [layer?.number, name, path ?? '-', ...(isCertain ? [] : ['?'])].filter(Boolean).join(' '),
    ) ?? null
  );
}

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_, create) => {
  const rows: [title: string, app: () => unknown, places: string[]][] = [
    ['none', () => create().use(create.json()).get('/', answer), []],
    ['on the app', () => create().use(create.json()).use(cors()), ['2 cors() /']],
    ['in a list', () => create().use([create.json(), cors()]), ['2 cors() /']],
    ['on a router', () => create().use('/api', create.Router().use(cors())), ['1.1 cors() /']],
    ['on a mounted app', () => create().use('/api', create().use(cors())).get('/', answer), ['1.1 cors() /']],
    [
      'on an app in a mounted app',
      () => create().use('/api', create().use(create().get('/', answer).use(cors()))),
      ['1.1.2 cors() /'],
    ],
    ['on a route', () => create().get('/users', cors(), answer), ['1 cors() /users']],
    ['called by a function', () => create().use(allow), ['1 allow / ?']],
    [
      'called by a handler',
      () => create().get('/users', (req, res) => cors()(req, res, () => res.json([]))),
      ['1 GET /users /users ?'],
    ],
    [
      'by hand',
      () =>
        create().use((__, res, next) => {
          res.set('Access-Control-Allow-Origin', '*');
          next();
        }),
      ['1 <anonymous> / ?'],
    ],
    ['of a server', () => createServer(create().use(cors())), ['1 cors() /']],
  ];

  test.each(rows)('%s', (__, app, places) => {
    expect(placesIn(app())).toEqual(places);
  });

  test('a mounted app is looked into though the request never entered it', async () => {
    const app = create().use('/api', create().use(cors()).get('/x', answer)).get('/users', answer);
    const { layers, entered, corsPlaces } = await traceOf(app, { path: '/users' });
    expect(layers?.map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1 mounted_app',
      '1.1 corsMiddleware',
      '1.2 GET /x',
      '2 GET /users',
    ]);
    expect(entered).toEqual(['2']);
    expect(corsPlaces).toMatchObject([{ name: 'cors()', layer: { number: '1.1' }, isCertain: true }]);
  });
});

describe('Fastify', () => {
  const create = async (add: (app: FastifyInstance) => unknown): Promise<FastifyInstance> => {
    const app = fastify();
    add(app);
    await app.ready();
    return app;
  };

  test('a plug-in of the app is that of its children, too', async () => {
    const app = await create((root) =>
      root.register(fastifyCors).register(() => Promise.resolve(), { prefix: '/api' }),
    );
    expect(placesIn(app)).toEqual(['@fastify/cors /']);
  });

  test('a plug-in of a child, and of a child of that', async () => {
    const inner = (child: FastifyInstance): void => void child.register(fastifyCors);
    const app = await create((root) =>
      root.register((child) => child.register(inner, { prefix: '/v1' }), { prefix: '/api' }),
    );
    expect(placesIn(app)).toEqual(['@fastify/cors /api/v1']);
  });

  test('none', async () => {
    expect(placesIn(await create((root) => root.get('/', () => [])))).toEqual([]);
  });
});

test('Koa', () => {
  const own: Koa.Middleware = async function allowPage(context, next) {
    context.set('Access-Control-Allow-Origin', '*');
    await next();
  };
  expect(placesIn(new Koa().use(koaCors()).use(own))).toEqual(['@koa/cors /', 'allowPage / ?']);
  expect(placesIn(new Koa().use((context) => void (context.body = '')))).toEqual([]);
});

test('Hono', () => {
  const inner = new Hono().use(honoCors()).get('/', (context) => context.text(''));
  expect(placesIn(new Hono().route('/v1', inner))).toEqual(['hono/cors /v1/*']);
});

test('hapi', () => {
  const server = hapi.server();
  server.route({ method: 'GET', path: '/a', handler: () => '', options: { cors: true } });
  server.route({ method: 'GET', path: '/b', handler: () => '' });
  expect(placesIn(server)).toEqual(['cors of hapi /a']);
});

test.each([undefined, null, 'http://localhost', () => undefined, {}])('nothing is known of %s', (target) => {
  expect(corsIn(target)).toBeNull();
});
