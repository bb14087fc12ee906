import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import express4 from 'express4';
import type { CrossOriginRequest } from '../../src/index.js';
import { line, page, traceOf } from './trace-of.js';

const requireAuth: RequestHandler = (req, res, next) => {
  if (req.headers.authorization === undefined) res.sendStatus(401);
  else next();
};
const passOn: RequestHandler = (_, __, next) => {
  next();
};
const fail: RequestHandler = (_, __, next) => {
  next(new Error('no database'));
};
const onError: ErrorRequestHandler = (error: Error, _, res, next) => {
  if (res.headersSent) next(error);
  else res.status(500).send(error.message);
};
const answer: RequestHandler = (_, res) => {
  res.json({});
};
const allow = cors({ origin: page });
const notFound = "-: if (id === '7') res.status(404).end();";
const unauthorized = 'requireAuth: if (req.headers.authorization === undefined) res.sendStatus(401);';

/** What `cors` sets on an answer, as that layer. */
const byCors = (layer: string): string[] => [
  `set access-control-allow-origin: ${page} | cors@2.8.6 | ${layer} corsMiddleware /`,
  `set vary: Origin | cors@2.8.6 | ${layer} corsMiddleware /`,
];

/** An app, a request, and what is expected: the events, and which layers were entered. */
type Row = [title: string, create: () => Express, CrossOriginRequest, events: string[], entered: string];

const put = { method: 'PUT', path: '/users' };

describe.each([
  ['4', express4, 'finalhandler@1.3.2'],
  ['5', express, 'finalhandler@2.1.1'],
])('Express %s', (_, create, finalhandler) => {
  const middlewares: Row[] = [
    [
      'cors before a guard',
      () => create().use(allow).use(requireAuth),
      {},
      [...byCors('1'), `end 401 | ${unauthorized} | 2 requireAuth /`],
      '1 2',
    ],
    [
      'a guard answers the preflight',
      () => create().use(passOn).use(requireAuth).use(allow),
      put,
      [`end 401 | ${unauthorized} | 2 requireAuth /`],
      '1 2',
    ],
    [
      'an unsafe request is recorded when it is sent',
      () => create().use(allow).put('/users', answer),
      put,
      [...byCors('1'), 'end 200 | answer: res.json({}); | 2 PUT /users /users'],
      '1 2',
    ],
    [
      'nothing answers',
      () => create().use(allow).use(passOn),
      {},
      [...byCors('1'), `end 404 | ${finalhandler} | 2 passOn /`],
      '1 2',
    ],
    [
      'the automatic answer to OPTIONS',
      () => create().use(passOn).get('/users', answer).put('/users', answer).use(onError),
      put,
      ['end 200 | - | 1 passOn /'],
      '1',
    ],
    [
      'a middleware that is mounted at a path',
      () => create().use('/users', allow).use('/other', passOn).use('/users', answer),
      { path: '/users' },
      [
        `set access-control-allow-origin: ${page} | cors@2.8.6 | 1 corsMiddleware /users`,
        'set vary: Origin | cors@2.8.6 | 1 corsMiddleware /users',
        'end 200 | answer: res.json({}); | 3 answer /users',
      ],
      '1 3',
    ],
  ];

  const routes: Row[] = [
    [
      'cors on a route',
      () => create().get('/users', allow, answer),
      { path: '/users' },
      [
        `set access-control-allow-origin: ${page} | cors@2.8.6 | 1 GET /users /users`,
        'set vary: Origin | cors@2.8.6 | 1 GET /users /users',
        'end 200 | answer: res.json({}); | 1 GET /users /users',
      ],
      '1',
    ],
    [
      'app.route()',
      () => {
        const app = create().use(allow);
        app.route('/users').get(requireAuth).put(passOn, answer).all(fail);
        return app;
      },
      put,
      [...byCors('1'), 'end 200 | answer: res.json({}); | 2 ALL /users /users'],
      '1 2',
    ],
    [
      'a nested router',
      () => {
        const inner = create.Router().use(passOn).get('/:id', requireAuth);
        const outer = create.Router().use(allow).use('/users', inner);
        return create().use('/api', outer);
      },
      { path: '/api/users/7' },
      [...byCors('1.1'), `end 401 | ${unauthorized} | 1.2.2 GET /:id /:id`],
      '1 1.1 1.2 1.2.1 1.2.2',
    ],
    [
      'back from a nested router',
      () => create().use(allow).use(create.Router().use(passOn)).use(requireAuth),
      {},
      [...byCors('1'), `end 401 | ${unauthorized} | 3 requireAuth /`],
      '1 2 2.1 3',
    ],
    [
      'a router with mergeParams',
      () => {
        const inner = create.Router({ mergeParams: true }).use(allow).get('/posts/:post', passOn, answer);
        return create().use('/users/:user', inner);
      },
      { path: '/users/1/posts/2' },
      [...byCors('1.1'), 'end 200 | answer: res.json({}); | 1.2 GET /posts/:post /posts/:post'],
      '1 1.1 1.2',
    ],
    [
      'a router that is mounted twice',
      () => {
        const shared = create.Router().use(allow).use(requireAuth);
        return create().use('/a', shared).use('/b', shared);
      },
      { path: '/b' },
      [...byCors('2.1'), `end 401 | ${unauthorized} | 2.2 requireAuth /`],
      '2 2.1 2.2',
    ],
    [
      'a mounted app, in another one, and back',
      () => {
        const innermost = create().use(passOn);
        const inner = create().use(allow).use('/v1', innermost).use(requireAuth);
        return create().use(passOn).use('/api', inner).use(answer);
      },
      { path: '/api/v1' },
      [...byCors('2.1'), `end 401 | ${unauthorized} | 2.3 requireAuth /`],
      '1 2 2.1 2.2 2.2.1 2.3',
    ],
    [
      'an app that is mounted twice',
      () => {
        const shared = create().use(requireAuth);
        return create().use(passOn).use('/a', shared).use('/a', shared).use('/b', shared);
      },
      { path: '/b' },
      [`end 401 | ${unauthorized} | 4.1 requireAuth /`],
      '1 4 4.1',
    ],
    [
      'router.param() that waits, and answers',
      () => {
        const router = create.Router().get('/:id', answer);
        router.param('id', function loadUser(_, res, next, id) {
          setImmediate(() => {
            if (id === '7') res.status(404).end();
            else next();
          });
        });
        return create().use(allow).use(router);
      },
      { path: '/7' },
      // Only Express 5.3 tells which route the parameter is of.
      create === express
        ? [...byCors('1'), `end 404 | ${notFound} | 2.1 GET /:id /:id`]
        : [...byCors('1'), `end 404 | ${notFound} | 2 router /`],
      create === express ? '1 2 2.1' : '1 2',
    ],
  ];

  const errors: Row[] = [
    [
      'next(error): what is passed over is not entered',
      () => create().use(onError).use(allow).use(fail).use(passOn).use(onError).use(requireAuth),
      {},
      [...byCors('2'), 'end 500 | onError: else res.status(500).send(error.message); | 5 onError /'],
      '2 3 5',
    ],
    [
      'an error nobody handles',
      () => create().use(allow).set('env', 'test').use(fail).use(passOn),
      {},
      [...byCors('1'), `end 500 | ${finalhandler} | 2 fail /`],
      '1 2',
    ],
    [
      'a throw',
      () => {
        const explode: RequestHandler = () => {
          throw new Error('no database');
        };
        return create().use(allow).get('/', explode).use(passOn).use(onError);
      },
      {},
      [...byCors('1'), 'end 500 | onError: else res.status(500).send(error.message); | 4 onError /'],
      '1 2 4',
    ],
    [
      'an origin callback that fails',
      () => {
        const refuse = cors({
          origin: (_origin, callback) => {
            callback(new Error('not allowed by CORS'));
          },
        });
        return create().use(passOn).use(refuse).use(answer).use(onError);
      },
      {},
      ['end 500 | onError: else res.status(500).send(error.message); | 4 onError /'],
      '1 2 4',
    ],
    [
      'express.json() with bad JSON, before cors',
      () => create().set('env', 'test').use(passOn).use(create.json()).use(allow).post('/users', answer),
      { method: 'POST', path: '/users', body: '{', headers: { 'content-type': 'application/json' } },
      [`end 400 | ${finalhandler} | 2 jsonParser /`],
      '1 2',
    ],
    [
      'next("router")',
      () => {
        const leave: RequestHandler = (__, ___, next) => {
          next('router');
        };
        return create().use(allow).use(create.Router().use(leave).use(answer)).use(requireAuth);
      },
      {},
      [...byCors('1'), `end 401 | ${unauthorized} | 3 requireAuth /`],
      '1 2 2.1 3',
    ],
  ];

  const waiting: Row[] = [
    [
      'a handler that goes on after it has waited',
      () => {
        const load = async (req: Request): Promise<string> => {
          await new Promise(setImmediate);
          return req.path;
        };
        return create()
          .use(allow)
          .get('/users', async function list(req, res) {
            res.set('Access-Control-Expose-Headers', await load(req));
            res.json([]);
          });
      },
      { path: '/users' },
      [
        ...byCors('1'),
        "set access-control-expose-headers: /users | list: res.set('Access-Control-Expose-Headers', await load(req)); | 2 GET /users /users",
        'end 200 | list: res.json([]); | 2 GET /users /users',
      ],
      '1 2',
    ],
    [
      'an origin callback that waits',
      () => {
        const slow = cors({
          origin: (_origin, callback) => {
            setImmediate(callback, null, page);
          },
        });
        return create().use(slow).use(requireAuth);
      },
      {},
      [...byCors('1'), `end 401 | ${unauthorized} | 2 requireAuth /`],
      '1 2',
    ],
  ];

  test('cors answers the preflight', async () => {
    const app = create().use(passOn).use(allow).use(requireAuth);
    const { events, entered } = await traceOf(app, put, 'preflight');
    expect(events.map(line)).toEqual([
      ...byCors('2'),
      'set access-control-allow-methods: GET,HEAD,PUT,PATCH,POST,DELETE | cors@2.8.6 | 2 corsMiddleware /',
      'replace vary: Origin, Access-Control-Request-Headers | cors@2.8.6 | 2 corsMiddleware /',
      'end 204 | cors@2.8.6 | 2 corsMiddleware /',
    ]);
    expect(entered).toEqual(['1', '2']);
  });

  test.each([...middlewares, ...routes, ...errors, ...waiting])(
    '%s',
    async (__, createApp, request, events, entered) => {
      const recording = await traceOf(createApp(), request);
      expect(recording.events.map(line)).toEqual(events);
      expect(recording.entered.join(' ')).toBe(entered);
    },
  );
});
