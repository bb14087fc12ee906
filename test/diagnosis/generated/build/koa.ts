import koaCors, { type Options } from '@koa/cors';
import Router from '@koa/router';
import Koa, { type Context, type Middleware, type Next } from 'koa';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { admin, type Draft, elsewhere, type GateName, type Late, methods, type Policy } from '../draft.js';
import { headersByHand, isAllowed, policyFor } from '../by-hand.js';

export function koaApp(draft: Draft): Koa {
  const app = new Koa();
  app.silent = true;
  for (const { name, at } of draft.gates) if (at === 'before') app.use(gates[name]);
  if (draft.resourcePolicy !== null) app.use(protectResources(draft.resourcePolicy));
  const doCors = draft.by === 'hand' ? corsByHand(draft) : corsByPackage(draft);
  if (draft.place === 'first') app.use(doCors);
  if (draft.place === 'only-expose-headers') app.use(exposeTotal);
  if (draft.place === 'other-path') app.use(underAdmin(doCors));
  if (draft.place === 'other-router')
    app.use(new Router({ prefix: '/admin' }).use(doCors).get('/', serveLogin).routes());
  // Koa clears the headers of an error that reaches it.
  if (draft.by === 'hand' && !draft.dropsOnError) app.use(handleError);
  for (const { name, at } of draft.gates) if (at === 'after') app.use(gates[name]);
  if (draft.late !== null) app.use(lates[draft.late]);
  if (draft.rejectsOptions) app.use(rejectOptions);
  if (draft.place === 'on-the-route' || draft.place === 'other-router') {
    const router = new Router();
    const handlers =
      draft.place === 'on-the-route' ? [doCors, endings[draft.ending]] : [endings[draft.ending]];
    for (const path of ['/users', '/users/', '/v2/users']) router.register(path, [...methods], handlers);
    app.use(router.routes()).use(router.allowedMethods());
  } else app.use(endings[draft.ending]);
  if (draft.place === 'after-route') app.use(doCors);
  return app;
}

function corsByHand(draft: Draft): Middleware {
  return async function addCors(ctx: Context, next: Next) {
    for (const [name, value] of headersByHand(draft, ctx.method, ctx.get('Origin'))) ctx.set(name, value);
    if (ctx.method !== 'OPTIONS' || draft.preflight === 'continues') await next();
    else ctx.status = draft.preflight === 'status-400' ? 400 : 204;
  };
}

function corsByPackage(draft: Draft): Middleware {
  const [preflight, actual] = [draft.policy, policyFor(draft, 'GET')].map((policy) =>
    koaCors(optionsFor(policy, draft.dropsOnError)),
  );
  if (draft.actualPolicy === null || actual === undefined) return preflight as Middleware;
  return function chooseCors(ctx: Context, next: Next) {
    return (ctx.method === 'OPTIONS' ? preflight : actual)?.(ctx, next) as Promise<unknown>;
  };
}

function optionsFor({ origin, credentials, methods, headers }: Policy, dropsOnError: boolean): Options {
  return {
    origin: originFor(origin) as string,
    ...(credentials !== null && { credentials: true }),
    allowMethods: methods as string[],
    allowHeaders: headers as string[],
    ...(dropsOnError && { keepHeadersOnError: false }),
  };
}

function originFor(origin: Policy['origin']): unknown {
  if (origin.kind === 'static') return origin.value;
  if (origin.kind === 'off') return origin.value;
  return function checkOrigin(ctx: Context): string {
    const asked = ctx.get('Origin');
    if (isAllowed(origin, asked)) return asked;
    if (origin.kind === 'function' && origin.fails) ctx.throw(500, 'Not allowed by CORS');
    return '';
  };
}

function underAdmin(doCors: Middleware): Middleware {
  return async function corsForAdmin(ctx: Context, next: Next) {
    await (ctx.path.startsWith('/admin') ? doCors(ctx, next) : next());
  };
}

const protectResources = (value: string): Middleware =>
  async function protectResources(ctx: Context, next: Next) {
    ctx.set('Cross-Origin-Resource-Policy', value);
    await next();
  };

async function exposeTotal(ctx: Context, next: Next): Promise<void> {
  ctx.set('Access-Control-Expose-Headers', 'X-Total-Count');
  await next();
}

async function handleError(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    ctx.status = (error as { status?: number }).status ?? 500;
    ctx.body = { error: 'failed' };
  }
}

async function rejectOptions(ctx: Context, next: Next): Promise<void> {
  if (ctx.method === 'OPTIONS') ctx.throw(405);
  await next();
}

function serveLogin(ctx: Context): void {
  ctx.body = '<form>';
}

const gates: Readonly<Record<GateName, Middleware>> = {
  requireAuth: async function requireAuth(ctx: Context, next: Next) {
    if (ctx.get('Authorization') === '') ctx.throw(401);
    await next();
  },
  requireSession: async function requireSession(ctx: Context, next: Next) {
    if (ctx.get('Authorization') === '') {
      ctx.status = 403;
      ctx.body = { error: 'no session' };
    } else await next();
  },
  limitRate: function limitRate(ctx: Context) {
    ctx.status = 429;
    ctx.body = 'slow down';
  },
  rejectCrossSite: async function rejectCrossSite(ctx: Context, next: Next) {
    if (ctx.get('Sec-Fetch-Site') === 'cross-site') ctx.throw(403);
    await next();
  },
  serveFiles: async function serveFiles(ctx: Context, next: Next) {
    if (ctx.method === 'GET') ctx.body = '<p>a file</p>';
    else await next();
  },
  parseBody: async function parseBody(ctx: Context, next: Next) {
    try {
      JSON.parse((await text(ctx.req)) || '{}');
    } catch {
      ctx.throw(400, 'not JSON');
    }
    await next();
  },
  limitBody: async function limitBody(ctx: Context, next: Next) {
    if (Number(ctx.get('Content-Length')) > 4) {
      ctx.status = 413;
      ctx.body = 'too large';
    } else await next();
  },
  addSlash: async function addSlash(ctx: Context, next: Next) {
    if (ctx.path.endsWith('/')) await next();
    else {
      ctx.redirect(`${ctx.path}/`);
      ctx.status = 308;
    }
  },
  redirectToLogin: async function redirectToLogin(ctx: Context, next: Next) {
    if (ctx.path === '/login') serveLogin(ctx);
    else if (ctx.get('Authorization') !== '') await next();
    else ctx.redirect('/login');
  },
  moveToV2: async function moveToV2(ctx: Context, next: Next) {
    if (ctx.path !== '/users') await next();
    else {
      ctx.redirect('/v2/users');
      ctx.status = 307;
    }
  },
  redirectToHttps: async function redirectToHttps(ctx: Context, next: Next) {
    if (ctx.get('X-Forwarded-Proto') === 'https') await next();
    else {
      ctx.redirect(`https://api.example${ctx.url}`);
      ctx.status = 301;
    }
  },
};

const lates: Readonly<Record<Late, Middleware>> = {
  overwriteWithAny: async function overwriteWithAny(ctx: Context, next: Next) {
    ctx.set('Access-Control-Allow-Origin', '*');
    await next();
  },
  overwriteWithAdmin: async function overwriteWithAdmin(ctx: Context, next: Next) {
    ctx.set('Access-Control-Allow-Origin', admin);
    await next();
  },
  stripHeaders: async function stripHeaders(ctx: Context, next: Next) {
    await next();
    ctx.remove('Access-Control-Allow-Origin');
  },
  addSecondOrigin: async function addSecondOrigin(ctx: Context, next: Next) {
    ctx.append('Access-Control-Allow-Origin', admin);
    await next();
  },
};

const endings: Readonly<Record<Draft['ending'], Middleware>> = {
  sync: function serveUsers(ctx: Context) {
    ctx.body = [{ name: 'Ada' }];
  },
  async: async function serveUsers(ctx: Context) {
    await setImmediate();
    ctx.body = [{ name: 'Ada' }];
  },
  stream: function serveUsers(ctx: Context) {
    ctx.body = Readable.from(['[', ']']);
  },
  throws: function serveUsers() {
    throw new Error('the database is down');
  },
  rejects: async function serveUsers() {
    await setImmediate();
    throw new Error('the database is down');
  },
  'error-status': function serveUsers(ctx: Context) {
    ctx.status = 422;
    ctx.body = { error: 'no' };
  },
  raw: function serveUsers(ctx: Context) {
    ctx.respond = false;
    ctx.res.writeHead(200, { 'Content-Type': 'text/plain' });
    ctx.res.end('Ada');
  },
  'raw-past': function serveUsers(ctx: Context) {
    ctx.respond = false;
    for (const name of ctx.res.getHeaderNames()) ctx.res.removeHeader(name);
    ctx.res.writeHead(200, { 'Content-Type': 'text/event-stream' });
    ctx.res.end('data: Ada\n\n');
  },
  'pipe-past': function serveUsers(ctx: Context) {
    ctx.respond = false;
    ctx.res.statusCode = 200;
    for (const name of ctx.res.getHeaderNames()) ctx.res.removeHeader(name);
    Readable.from(['data: Ada\n\n']).pipe(ctx.res);
  },
  'writes-admin': function serveUsers(ctx: Context) {
    ctx.respond = false;
    ctx.res.writeHead(200, { 'Access-Control-Allow-Origin': admin });
    ctx.res.end('Ada');
  },
  redirects: function serveUsers(ctx: Context) {
    ctx.redirect(`${elsewhere}/users`);
  },
};
