import cors from 'cors';
import type express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler } from 'express';
import { OutgoingMessage, type ServerResponse } from 'node:http';
import { page } from './trace-of.js';

type Create = typeof express;

export interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Log = (what: unknown) => void;

/** What a handler sees of its request and response. */
const seen = (req: Request): unknown => ({
  params: { ...req.params },
  query: { ...req.query },
  route: (req.route as { path?: unknown } | undefined)?.path,
  baseUrl: req.baseUrl,
  url: req.url,
  originalUrl: req.originalUrl,
});

const looks =
  (log: Log, name: string): RequestHandler =>
  (req, res, next) => {
    log([name, seen(req), Object.keys(req), Object.keys(res), Object.keys({ ...res })]);
    const own = ['params', 'locals', 'app', 'writeHead', 'setHeader'] as const;
    log(own.map((key) => [key in req, Object.hasOwn(req, key), key in res]));
    log([Object.getOwnPropertyDescriptor(req, 'params'), Object.getOwnPropertyDescriptor(res, 'locals')]);
    next();
  };

const onError =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    log(`error ${String(error)} ${String(res.headersSent)}`);
    if (res.headersSent) next(error);
    else res.status(500).send(String(error));
  };

const onErrorThrow: ErrorRequestHandler = (error: Error, _req, _res, next) => {
  if (next.name === '-') next();
  throw new Error(`${error.message} again`);
};

/** A behaviour: an app which logs what it sees, and a request. */
type Behaviour = [title: string, createApp: (create: Create, log: Log) => Express, ask?: Ask];

export function behaviours(): Behaviour[] {
  return rows;
}

const rows: Behaviour[] = [
  ['an empty app', (create) => create()],
  [
    'a middleware',
    (create, log) =>
      create()
        .use(looks(log, 'a'))
        .use((_, res) => void res.send('ok')),
  ],
  [
    'params and query of a nested router',
    (create, log) => {
      const inner = create.Router({ mergeParams: true }).get('/posts/:post', looks(log, 'b'), (req, res) => {
        res.json(seen(req));
      });
      return create().use(looks(log, 'a')).use('/users/:user', inner).use(looks(log, 'c'));
    },
    { path: '/users/1/posts/2?a=1&b=2' },
  ],
  [
    'params are restored behind a router without mergeParams',
    (create, log) => {
      const inner = create.Router().use('/x', looks(log, 'inner'));
      return create().use('/:a', inner, looks(log, 'behind')).use(looks(log, 'last'));
    },
    { path: '/1/x' },
  ],
  [
    'a mounted app',
    (create, log) => {
      const inner = create()
        .use(looks(log, 'inner'))
        .get('/users', (req, res) => void res.json([req.app.path(), req.baseUrl]));
      return create()
        .use('/api', inner)
        .use(looks(log, 'back'))
        .use((req, res) => void res.send(req.app.path()));
    },
    { path: '/api/users' },
  ],
  [
    'back from a mounted app',
    (create, log) =>
      create()
        .use('/api', create().use(looks(log, 'inner')))
        .use(looks(log, 'back')),
    { path: '/api/nothing' },
  ],
  [
    'router.param()',
    (create, log) => {
      const router = create
        .Router()
        .get('/:id', looks(log, 'route'), (req, res) => void res.json(req.params));
      router.param('id', (_, __, next, id, name) => {
        log([id, name]);
        setImmediate(next);
      });
      return create().use(router);
    },
    { path: '/7' },
  ],
  [
    'a path that cannot be decoded',
    (create, log) => create().get('/:id', looks(log, 'a')).use(onError(log)),
    { path: '/%E0%A4%A' },
  ],
  [
    'HEAD of a GET route',
    (create, log) => create().get('/', looks(log, 'a'), (_, res) => void res.send('body')),
    { method: 'HEAD' },
  ],
  [
    'the automatic answer to OPTIONS',
    (create, log) => create().use(looks(log, 'a')).get('/', looks(log, 'b')).put('/', looks(log, 'c')),
    { method: 'OPTIONS' },
  ],
  [
    'next(error)',
    (create, log) =>
      create()
        .use((_, __, next) => {
          next(new Error('x'));
        })
        .use(looks(log, 'a'))
        .use(onError(log)),
  ],
  [
    'a throw',
    (create, log) =>
      create()
        .use(() => {
          throw new TypeError('x');
        })
        .use(looks(log, 'a'))
        .use(onError(log)),
  ],
  [
    'a thrown string',
    (create, log) =>
      create()
        .get('/', () => {
          throw 'x' as unknown;
        })
        .use(onError(log)),
  ],
  [
    'next("route")',
    (create, log) =>
      create()
        .get(
          '/',
          (_, __, next) => {
            next('route');
          },
          looks(log, 'a'),
        )
        .get('/', looks(log, 'b')),
  ],
  [
    'next("router")',
    (create, log) =>
      create()
        .use(
          create
            .Router()
            .use((_, __, next) => {
              next('router');
            })
            .use(looks(log, 'a')),
        )
        .use(looks(log, 'b')),
  ],
  [
    'an error handler that fails',
    (create, log) =>
      create()
        .set('env', 'test')
        .use((_, __, next) => {
          next(new Error('x'));
        })
        .use(onErrorThrow)
        .use(onError(log)),
  ],
  [
    'an error after the head',
    (create, log) =>
      create()
        .set('env', 'test')
        .get('/', (_, res, next) => {
          res.write('half');
          res.end();
          next(new Error('late'));
        })
        .use(onError(log)),
  ],
  [
    'setHeader() with what is invalid',
    (create, log) =>
      create()
        .use((_, res, next) => {
          res.setHeader('Vary', 'a\nb');
          next();
        })
        .use(onError(log)),
  ],
  [
    'setHeader() after the head',
    (create, log) =>
      create().get('/', (_, res) => {
        res.send('ok');
        log(messageOf(() => res.setHeader('Vary', 'Origin')));
        log(messageOf(() => res.writeHead(200)));
      }),
  ],
  [
    'writeHead() with a status that is none',
    (create, log) =>
      create()
        .get('/', (_, res) => void res.writeHead(9))
        .use(onError(log)),
  ],
  [
    'order, case and duplicates of lines',
    (create) =>
      create()
        .disable('x-powered-by')
        .get('/', (_, res) => {
          res.setHeader('x-A', ['1', '2']);
          res.setHeader('ACCESS-control-ALLOW-origin', '*');
          res.appendHeader('vary', 'Origin').appendHeader('Vary', 'Accept');
          res.writeHead(207, 'Fine', { Vary: ['X', 'Y'], 'X-b': '3' });
          res.end('{}');
        }),
  ],
  [
    'writeHead() with a flat list and duplicates',
    (create, log) =>
      create()
        .disable('x-powered-by')
        .get('/', (_, res) => {
          log(res.writeHead(200, ['Vary', 'A', 'Vary', 'B', 'x-C', '1']) === res);
          res.end();
        }),
  ],
  [
    'setHeaders() and removeHeader()',
    (create, log) =>
      create().get('/', (_, res) => {
        log(res.setHeaders(new Headers({ vary: 'Origin', 'x-a': '1' })) === res);
        log(res.removeHeader('x-a'));
        log([res.getHeaderNames(), res.getHeaders(), res.hasHeader('vary')]);
        res.status(201).json({ a: 1 });
      }),
  ],
  [
    'a middleware that puts its own writeHead() in place',
    (create, log) =>
      create()
        .use((_, res, next) => {
          const writeHead = Reflect.get(res, 'writeHead') as (...given: unknown[]) => unknown;
          res.writeHead = function wrapped(this: unknown, ...given: unknown[]) {
            log('head');
            return Reflect.apply(writeHead, this, given);
          } as never;
          next();
        })
        .use(looks(log, 'a'))
        .use((_, res) => void res.send('ok')),
  ],
  [
    'a response that inherits from the one it was given',
    (create, log) =>
      create().use((_, res, next) => {
        const inner = Object.create(res) as ServerResponse;
        inner.setHeader('Vary', 'Origin');
        inner.setHeader = () => inner;
        inner.setHeader('Vary', 'never');
        log([Object.keys(inner), Object.hasOwn(res, 'setHeader') && Object.keys(res).includes('setHeader')]);
        next();
      }),
  ],
  [
    'a method that is taken off the response',
    (create, log) =>
      create().get('/', (_, res) => {
        const setHeader = Reflect.get(res, 'setHeader') as (...given: unknown[]) => unknown;
        log(messageOf(() => Reflect.apply(setHeader, undefined, ['Vary', 'Origin'])));
        Reflect.apply(setHeader, res, ['Vary', 'Accept']);
        res.send('ok');
      }),
  ],
  [
    'a method all responses are given while the request is under way',
    (create, log) => {
      const app = create();
      return app.use((_, res, next) => {
        app.response.setHeader = function (this: ServerResponse, name: string, value: string) {
          log(name);
          return OutgoingMessage.prototype.setHeader.call(this, name, value);
        } as never;
        res.set('Vary', 'Origin');
        next();
      });
    },
  ],
  [
    'cors',
    (create, log) =>
      create()
        .use(cors({ origin: [page], credentials: true }))
        .use(looks(log, 'a')),
  ],
  [
    'cors on a preflight',
    (create, log) => create().use(cors()).use(looks(log, 'a')),
    {
      method: 'OPTIONS',
      headers: { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'x-a' },
    },
  ],
  [
    'cors on a route',
    (create, log) =>
      create()
        .options('/', cors(), looks(log, 'a'))
        .get('/', cors({ exposedHeaders: 'x' }), looks(log, 'b'))
        .all('/', (_, res) => void res.end()),
    {},
  ],
  [
    'express.json() with bad JSON',
    (create, log) => create().use(create.json()).use(onError(log)),
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{' },
  ],
  [
    'express.json()',
    (create) =>
      create()
        .use(create.json())
        .post('/', (req, res) => void res.json(req.body)),
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' },
  ],
  ['express.static()', (create) => create().use(create.static(__dirname)), { path: '/trace-of.ts' }],
  [
    'res.redirect()',
    (create) =>
      create().get('/', (_, res) => {
        res.redirect(307, '/x');
      }),
    { headers: { Accept: 'text/html' } },
  ],
  [
    'after an await',
    (create, log) =>
      create()
        .use(looks(log, 'a'))
        .get(
          '/:id',
          async (req, res, next) => {
            await new Promise(setImmediate);
            log(seen(req));
            res.locals.a = 1;
            next();
          },
          (req, res) => void res.json([res.locals, req.params]),
        ),
    { path: '/1' },
  ],
];

function messageOf(call: () => unknown): string {
  try {
    call();
    return 'no error';
  } catch (error) {
    return String(error);
  }
}
