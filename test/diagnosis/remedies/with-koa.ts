import koaCors, { type Options as KoaOptions } from '@koa/cors';
import Koa from 'koa';
import { commonRows, authorized, reject, rejected, type Told } from './common.js';
import { admin, getUsers, page, putUser, withCookie } from './parts.js';
import type { RemedyCase, Row } from './remedy-case.js';

/** Apps that use @koa/cors. */

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

const rows: readonly Row[] = [
  ...commonRows(toldKoa),
  {
    cause: 'wildcard-with-credentials',
    title: 'no origin',
    app: inKoa({}),
    request: withCookie,
  },
  {
    cause: 'preflight-status-not-ok',
    title: 'a function that changes the status',
    app: (mend) => {
      const [app, options] = [new Koa(), { origin: page }];
      mend?.({ app, cors: koaCors, options });
      return app
        .use(async (ctx, next) => {
          await next();
          if (ctx.method !== 'PUT') ctx.status = 405;
        })
        .use(koaCors(options))
        .use(koaUsers);
    },
    request: putUser,
  },
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
    isGuarded: true,
  },
];

export const withKoa: readonly RemedyCase[] = rows.map((row) => ({ style: '@koa/cors', ...row }));
