import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Context, Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import { admin, getUsers, page, putUser } from './parts.js';
import { commonRows, listRows, authorized, reject, rejected, type Told } from './common.js';
import type { RemedyCase, Row } from './remedy-case.js';

/** Apps of other frameworks, with the package most people use there. */

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
    title: 'preflightContinue',
    app: async (mend) => {
      const behind = inFastify({ origin: page, methods: ['PUT'], preflightContinue: true });
      const app = (await behind(mend)) as FastifyInstance;
      return app.options('/users', (_, reply) => reply.code(405).send());
    },
    request: putUser,
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
    isGuarded: true,
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
    cause: 'resource-policy-blocks',
    title: 'a header of its own',
    app: (mend) =>
      new Hono().get('/logo.svg', (c) => {
        c.header('Cross-Origin-Resource-Policy', 'same-origin');
        mend?.({ c });
        return c.body('<svg xmlns="http://www.w3.org/2000/svg"/>');
      }),
    request: { origin: page, path: '/logo.svg', mode: 'no-cors', servedAt: 'https://api.other.example' },
    assertion: 'simulateFetch',
  },
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
  ...fastifyRows.map((row) => ({ style: '@fastify/cors' as const, ...row })),
  ...honoRows.map((row) => ({ style: 'hono/cors' as const, ...row })),
];
