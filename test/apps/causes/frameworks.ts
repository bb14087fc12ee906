import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors';
import koaCors, { type Options as KoaCorsOptions } from '@koa/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Handler, Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import type { CauseCase } from './cause-case.js';
import { admin, getUsers, page, putUser, stranger, withToken } from './parts.js';

/**
 * The causes other frameworks have, with the package most people use there. Koa and Hono answer once all functions have
 * returned, so that no stack names a culprit.
 */

const asked = { on: [], expected: 'allowed', request: getUsers } as const;
const koa = { ...asked, framework: 'koa' } as const;
const onFastify = { ...asked, framework: 'fastify' } as const;
const hono = { ...asked, framework: 'hono' } as const;

/** Without a line on stderr for each error. */
function koaWith(...middleware: Koa.Middleware[]): Koa {
  const app = new Koa();
  app.silent = true;
  for (const each of middleware) app.use(each);
  return app;
}

function koaUsers(ctx: Koa.Context): void {
  ctx.body = [{ name: 'Ada' }];
}

async function koaAuth(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  if (ctx.get('authorization') === '') ctx.throw(401);
  await next();
}

function koaFailure(): never {
  throw new Error('the database is down');
}

const koaBehind = (options: KoaCorsOptions) => () => koaWith(koaCors(options), koaUsers);

const koaCauses: readonly CauseCase[] = [
  {
    ...koa,
    cause: 'cors-after-routes',
    title: 'the handler is used before cors()',
    wrong: () => koaWith(koaUsers, koaCors({ origin: page })),
    control: () => koaWith(koaCors({ origin: page }), koaUsers),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...koa,
    cause: 'preflight-blocked-by-authentication',
    title: 'ctx.throw(401) before cors()',
    wrong: () => koaWith(koaAuth, koaCors({ origin: page }), koaUsers),
    control: () => koaWith(koaCors({ origin: page }), koaAuth, koaUsers),
    request: { ...putUser, headers: withToken },
    code: 'PreflightMissingAllowOriginHeader',
  },
  {
    ...koa,
    cause: 'origin-not-listed',
    title: 'a string is said to everybody',
    wrong: koaBehind({ origin: admin }),
    control: koaBehind({
      origin: (ctx) => ([admin, page].includes(ctx.get('origin')) ? ctx.get('origin') : ''),
    }),
    code: 'AllowOriginMismatch',
  },
  {
    ...koa,
    cause: 'error-response-without-cors-headers',
    title: 'keepHeadersOnError: false',
    wrong: () => koaWith(koaCors({ origin: page, keepHeadersOnError: false }), koaFailure),
    control: () => koaWith(koaCors({ origin: page }), koaFailure),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...koa,
    cause: 'any-origin-reflected',
    title: 'credentials: true and no origin',
    wrong: koaBehind({ credentials: true }),
    control: koaBehind({ credentials: true, origin: page }),
    request: { ...getUsers, origin: stranger, credentials: 'include' },
    expected: 'refused',
    code: null,
  },
];

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const fastifyAuth: Hook = async (request, reply) =>
  request.headers.authorization === undefined ? reply.code(401).send({ error: 'no token' }) : undefined;

function fastifyUsers(app: FastifyInstance): FastifyInstance {
  app.get('/users', () => [{ name: 'Ada' }]);
  app.put('/users/:id', () => ({ saved: true }));
  return app;
}

function fastifyBehind(options: FastifyCorsOptions): () => FastifyInstance {
  return () => {
    const app = fastify();
    void app.register(fastifyCors, options);
    return fastifyUsers(app);
  };
}

const fastifyCauses: readonly CauseCase[] = [
  {
    ...onFastify,
    cause: 'method-not-listed',
    title: 'the default is GET, HEAD and POST',
    wrong: fastifyBehind({ origin: page }),
    control: fastifyBehind({ origin: page, methods: ['GET', 'PUT'] }),
    request: putUser,
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    ...onFastify,
    cause: 'origin-trailing-slash',
    title: 'in the list',
    wrong: fastifyBehind({ origin: [`${page}/`] }),
    control: fastifyBehind({ origin: [page] }),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...onFastify,
    cause: 'origin-callback-failed',
    title: 'the callback answers with an error for what the list lacks',
    wrong: fastifyBehind({
      origin: (origin, callback) => {
        if (origin === admin) callback(null, true);
        else callback(new Error('Not allowed by CORS'), false);
      },
    }),
    control: fastifyBehind({
      origin: (origin, callback) => {
        callback(null, origin === admin || origin === page);
      },
    }),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...onFastify,
    cause: 'cors-mounted-elsewhere',
    title: 'registered inside another plugin, which keeps it to itself',
    wrong: () => {
      const app = fastify();
      void app.register(async (inner) => {
        await inner.register(fastifyCors, { origin: page });
      });
      return fastifyUsers(app);
    },
    control: fastifyBehind({ origin: page }),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...onFastify,
    cause: 'preflight-blocked-by-authentication',
    title: 'an onRequest hook before the plugin',
    wrong: () => {
      const app = fastify();
      app.addHook('onRequest', fastifyAuth);
      void app.register(fastifyCors, { origin: page, methods: ['PUT'] });
      return fastifyUsers(app);
    },
    control: () => {
      const app = fastify();
      void app.register(fastifyCors, { origin: page, methods: ['PUT'] });
      void app.register(async (inner) => {
        inner.addHook('onRequest', fastifyAuth);
        fastifyUsers(inner);
        await Promise.resolve();
      });
      return app;
    },
    request: { ...putUser, headers: withToken },
    code: 'PreflightMissingAllowOriginHeader',
    culprit: 'fastifyAuth',
  },
];

const honoUsers: Handler = (context) => context.json([{ name: 'Ada' }]);

const honoBehind = (options: Parameters<typeof honoCors>[0]) => () =>
  new Hono().use(honoCors(options)).get('/users', honoUsers).put('/users/:id', honoUsers);

const honoCauses: readonly CauseCase[] = [
  {
    ...hono,
    cause: 'cors-after-routes',
    title: 'app.use(cors()) below the routes',
    wrong: () => new Hono().get('/users', honoUsers).use(honoCors({ origin: page })),
    control: honoBehind({ origin: page }),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...hono,
    cause: 'cors-mounted-elsewhere',
    title: "app.use('/api/*', cors()), and the route is not below /api",
    wrong: () => new Hono().use('/api/*', honoCors({ origin: page })).get('/users', honoUsers),
    control: honoBehind({ origin: page }),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...hono,
    cause: 'wildcard-in-list',
    title: "origin: ['*']",
    wrong: honoBehind({ origin: ['*'] }),
    control: honoBehind({ origin: '*' }),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...hono,
    cause: 'wildcard-with-credentials',
    title: 'credentials: true and no origin',
    wrong: honoBehind({ origin: '*', credentials: true }),
    control: honoBehind({ origin: page, credentials: true }),
    request: { ...getUsers, credentials: 'include' },
    code: 'WildcardOriginNotAllowed',
  },
  {
    ...hono,
    cause: 'header-not-listed',
    title: 'Authorization is missing from allowHeaders',
    wrong: honoBehind({ origin: page, allowHeaders: ['Content-Type'] }),
    control: honoBehind({ origin: page, allowHeaders: ['Content-Type', 'Authorization'] }),
    request: { ...putUser, headers: withToken },
    code: 'HeaderDisallowedByPreflightResponse',
  },
  {
    ...hono,
    cause: 'pattern-too-loose',
    title: 'endsWith() without the dot',
    wrong: honoBehind({ origin: (origin) => (origin.endsWith('app.example') ? origin : null) }),
    control: honoBehind({ origin: (origin) => (origin.endsWith('//app.example') ? origin : null) }),
    request: { ...getUsers, origin: 'https://evilapp.example' },
    expected: 'refused',
    code: null,
  },
];

export const frameworkCauses: readonly CauseCase[] = [...koaCauses, ...fastifyCauses, ...honoCauses];
