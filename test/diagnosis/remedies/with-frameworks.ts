import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors';
import koaCors, { type Options as KoaOptions } from '@koa/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Context, Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import {
  admin,
  getUsers,
  page,
  patchUser,
  putUser,
  putWithCookie,
  staging,
  stranger,
  withCookie,
  withToken,
} from './parts.js';
import type { RemedyCase, Row } from './remedy-case.js';

/** Apps of other frameworks, with the package most people use there. */

const authorized = { ...putUser, headers: withToken };
const reject = { assertion: 'toRejectOrigin' } as const;
const rejected = { origin: stranger, path: '/users' };

/** What each of them can be told, in words they share. */
interface Told {
  readonly origin?: string | string[];
  readonly credentials?: true;
  readonly methods?: string[];
  readonly headers?: string[];
}

/** What goes wrong with all three. */
function commonRows(behind: (told: Told) => RemedyCase['app']): Row[] {
  const withBoth = { origin: page, credentials: true, methods: ['*'], headers: ['*'] } as const;
  return [
    { cause: 'no-cors-headers', title: 'nothing is mounted', app: behind({}), request: getUsers },
    {
      cause: 'credentials-not-enabled',
      title: 'an origin alone',
      app: behind({ origin: page }),
      request: withCookie,
      kept: [page],
    },
    {
      cause: 'method-not-listed',
      title: 'PATCH',
      app: behind({ origin: page, methods: ['GET', 'PUT'] }),
      request: patchUser,
      kept: [page],
    },
    {
      cause: 'method-case',
      title: 'lower case',
      app: behind({ origin: page, methods: ['get', 'patch'] }),
      request: patchUser,
    },
    {
      cause: 'header-not-listed',
      title: 'two headers',
      app: behind({ origin: page, methods: ['PUT'], headers: ['X-Id'] }),
      request: authorized,
      assertion: 'toHandlePreflight',
    },
    {
      cause: 'wildcard-is-literal-with-credentials',
      title: 'both lists',
      app: behind({ ...withBoth, methods: [...withBoth.methods], headers: [...withBoth.headers] }),
      request: putWithCookie,
    },
    {
      cause: 'list-not-parsable',
      title: 'blanks in the place of commas',
      app: behind({ origin: page, methods: ['GET PUT'] }),
      request: putUser,
    },
    {
      ...reject,
      cause: 'any-origin-allowed',
      title: '"*"',
      app: behind({ origin: '*' }),
      request: rejected,
      kept: [page],
    },
  ];
}

/** What goes wrong with a list, which Koa's does not know. */
function listRows(behind: (told: Told) => RemedyCase['app']): Row[] {
  return [
    {
      cause: 'origin-not-listed',
      title: 'a list',
      app: behind({ origin: [admin] }),
      request: getUsers,
      kept: [admin],
    },
    {
      cause: 'origin-trailing-slash',
      title: 'a list',
      app: behind({ origin: [`${page}/`, admin] }),
      request: getUsers,
      kept: [admin],
    },
    { cause: 'wildcard-in-list', title: 'a list', app: behind({ origin: ['*'] }), request: getUsers },
    {
      cause: 'wildcard-with-credentials',
      title: '"*"',
      app: behind({ origin: '*', credentials: true }),
      request: withCookie,
    },
    {
      ...reject,
      cause: 'origin-is-listed',
      title: 'a list',
      app: behind({ origin: [page, staging] }),
      request: { ...rejected, origin: staging },
      kept: [page],
    },
    {
      ...reject,
      cause: 'null-is-allowed',
      title: 'a list',
      app: behind({ origin: [page, 'null'] }),
      request: { ...rejected, origin: 'null' },
      kept: [page],
    },
  ];
}

function koaUsers(ctx: Koa.Context): void {
  ctx.body = [];
}

async function koaAuth(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  if (ctx.get('authorization') === '') ctx.throw(401);
  await next();
}

const inKoa =
  (options: KoaOptions | undefined, ...behind: Koa.Middleware[]): RemedyCase['app'] =>
  (mend) => {
    const app = new Koa();
    app.silent = true;
    if (mend !== undefined) mend({ app, cors: koaCors, options });
    else if (options !== undefined) app.use(koaCors(options));
    for (const each of [...behind, koaUsers]) app.use(each);
    return app;
  };

const toldKoa = ({ origin, credentials, methods, headers }: Told): RemedyCase['app'] =>
  inKoa(
    origin === undefined
      ? undefined
      : {
          origin: String(origin),
          ...(credentials && { credentials }),
          ...(methods && { allowMethods: methods }),
          ...(headers && { allowHeaders: headers }),
        },
  );

const koaRows: readonly Row[] = [
  ...commonRows(toldKoa),
  {
    cause: 'no-cors-headers',
    title: 'nothing is mounted, before a PUT',
    app: inKoa(undefined),
    request: putUser,
  },
  {
    cause: 'origin-not-listed',
    title: 'a string',
    app: inKoa({ origin: admin }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'origin-trailing-slash',
    title: 'a string',
    app: inKoa({ origin: `${page}/` }),
    request: getUsers,
  },
  {
    cause: 'origin-not-listed',
    title: 'a function',
    app: (mend) => {
      const allowed = [admin];
      const origin = (ctx: Koa.Context): string =>
        allowed.includes(ctx.get('Origin')) ? ctx.get('Origin') : '';
      return inKoa({ origin })(mend && ((scope) => mend({ ...scope, allowed })));
    },
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'origins-joined',
    title: 'a string',
    app: inKoa({ origin: `${page},${admin}` }),
    request: getUsers,
  },
  {
    cause: 'error-response-without-cors-headers',
    title: 'keepHeadersOnError',
    app: inKoa({ origin: page, keepHeadersOnError: false }, () => {
      throw new Error('the database is down');
    }),
    request: getUsers,
  },
  {
    ...reject,
    cause: 'any-origin-reflected',
    title: 'credentials without an origin',
    app: inKoa({ credentials: true }),
    request: { ...rejected, credentials: 'include' },
    kept: [page],
  },
  {
    cause: 'preflight-blocked-by-authentication',
    title: 'before cors()',
    app: (mend) => {
      const [app, options] = [new Koa(), { origin: page }];
      app.silent = true;
      if (mend === undefined) app.use(koaAuth).use(koaCors(options));
      else mend({ app, cors: koaCors, options, requireAuth: koaAuth });
      return app.use(koaUsers);
    },
    request: authorized,
  },
];

async function fastifyAuth(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.headers.authorization !== undefined) return undefined;
  return reply.code(401).send({ error: 'no token' });
}

function fastifyUsers(app: FastifyInstance): FastifyInstance {
  return app.route({ method: ['GET', 'PUT', 'PATCH'], url: '/users', handler: () => [] });
}

const inFastify =
  (options: FastifyCorsOptions | undefined, allowed: unknown = options?.origin): RemedyCase['app'] =>
  async (mend) => {
    const app = fastify();
    if (mend !== undefined) await mend({ app, cors: fastifyCors, options, allowed });
    else if (options !== undefined) await app.register(fastifyCors, options);
    return fastifyUsers(app);
  };

const toldFastify = ({ origin, credentials, methods, headers }: Told): RemedyCase['app'] =>
  inFastify(
    origin === undefined
      ? undefined
      : {
          origin,
          ...(credentials && { credentials }),
          ...(methods && { methods }),
          ...(headers && { allowedHeaders: headers }),
        },
  );

const fastifyRows: readonly Row[] = [
  ...commonRows(toldFastify),
  {
    cause: 'preflight-not-routed',
    title: 'nothing is mounted, before a PUT',
    app: inFastify(undefined),
    request: putUser,
  },
  // It takes "*" in a list for "*".
  ...listRows(toldFastify).filter(({ cause }) => cause !== 'wildcard-in-list'),
  {
    cause: 'method-not-listed',
    title: 'the default',
    app: inFastify({ origin: page }),
    request: putUser,
    kept: [page],
  },
  {
    cause: 'origin-not-listed',
    title: 'a string',
    app: inFastify({ origin: admin }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'origin-callback-failed',
    title: 'an error for what is not listed',
    app: (mend) =>
      inFastify({
        origin(origin, callback) {
          const allowed = [admin];
          if (mend !== undefined) mend({ origin, callback, allowed });
          else if (origin === admin) callback(null, true);
          else callback(new Error('Not allowed by CORS'), false);
        },
      })(),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'preflight-status-not-ok',
    title: 'optionsSuccessStatus',
    app: inFastify({ origin: page, methods: ['PUT'], optionsSuccessStatus: 400 }),
    request: putUser,
  },
  {
    cause: 'preflight-blocked-by-authentication',
    title: 'a hook before the plug-in',
    app: async (mend) => {
      const [app, options] = [fastify(), { origin: page, methods: ['PUT'] }];
      if (mend === undefined) {
        app.addHook('onRequest', fastifyAuth);
        await app.register(fastifyCors, options);
      } else await mend({ app, cors: fastifyCors, options, fastifyAuth });
      return fastifyUsers(app);
    },
    request: authorized,
  },
];

const honoUsers = (context: Context): Response => context.json([]);

type HonoOptions = NonNullable<Parameters<typeof honoCors>[0]>;

const inHono =
  (options: HonoOptions | undefined, allowed: unknown = options?.origin): RemedyCase['app'] =>
  (mend) => {
    const app = new Hono();
    if (mend !== undefined) mend({ app, cors: honoCors, options, allowed });
    else if (options !== undefined) app.use(honoCors(options));
    return app.on(['GET', 'PUT', 'PATCH'], '/users', honoUsers);
  };

const toldHono = ({ origin, credentials, methods, headers }: Told): RemedyCase['app'] =>
  inHono(
    origin === undefined
      ? undefined
      : {
          origin,
          ...(credentials && { credentials }),
          ...(methods && { allowMethods: methods }),
          ...(headers && { allowHeaders: headers }),
        },
  );

const honoRows: readonly Row[] = [
  ...commonRows(toldHono),
  {
    cause: 'preflight-not-routed',
    title: 'nothing is mounted, before a PUT',
    app: inHono(undefined),
    request: putUser,
  },
  ...listRows(toldHono),
  {
    ...reject,
    cause: 'pattern-too-loose',
    title: 'endsWith() without the slashes',
    app: inHono({ origin: (origin) => (origin.endsWith('app.example') ? origin : null) }),
    request: { ...rejected, origin: 'https://evilapp.example' },
    kept: [page],
  },
];

export const withFrameworks: readonly RemedyCase[] = [
  ...koaRows.map((row) => ({ style: '@koa/cors' as const, ...row })),
  ...fastifyRows.map((row) => ({ style: '@fastify/cors' as const, ...row })),
  ...honoRows.map((row) => ({ style: 'hono/cors' as const, ...row })),
];
