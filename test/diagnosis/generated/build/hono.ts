import { type Context, type Handler, Hono, type MiddlewareHandler } from 'hono';
import { cors as honoCors } from 'hono/cors';
import { stream } from 'hono/streaming';
import { setImmediate } from 'node:timers/promises';
import { admin, type Draft, elsewhere, type GateName, type Late, methods, type Policy } from '../draft.js';
import { headersByHand, isAllowed, policyFor } from '../by-hand.js';

export function honoApp(draft: Draft): Hono {
  const app = new Hono({ strict: false });
  for (const { name, at } of draft.gates) if (at === 'before') app.use(gates[name]);
  if (draft.resourcePolicy !== null) app.use(protectResources(draft.resourcePolicy));
  const doCors = draft.by === 'hand' ? corsByHand(draft) : corsByPackage(draft);
  if (draft.place === 'first') app.use(doCors);
  if (draft.place === 'only-expose-headers') app.use(exposeTotal);
  if (draft.place === 'other-path') app.use('/admin/*', doCors);
  if (draft.place === 'other-router') app.route('/admin', new Hono().use(doCors).get('/', serveLogin));
  for (const { name, at } of draft.gates) if (at === 'after') app.use(gates[name]);
  if (draft.late !== null) app.use(lates[draft.late]);
  if (draft.rejectsOptions) app.options('/users', rejectOptions);
  for (const path of ['/users', '/v2/users']) {
    if (draft.place === 'on-the-route') app.on([...methods], path, doCors, endings[draft.ending]);
    else app.on([...methods], path, endings[draft.ending]);
  }
  app.get('/login', serveLogin);
  if (draft.place === 'after-route') app.use(doCors);
  if (draft.dropsOnError) app.onError(dropHeaders);
  else app.onError(handleError);
  return app;
}

function corsByHand(draft: Draft): MiddlewareHandler {
  return async function addCors(c, next) {
    for (const [name, value] of headersByHand(draft, c.req.method, c.req.header('Origin') ?? ''))
      c.header(name, value);
    if (c.req.method !== 'OPTIONS' || draft.preflight === 'continues') return next();
    return c.body(null, draft.preflight === 'status-400' ? 400 : 204);
  };
}

function corsByPackage(draft: Draft): MiddlewareHandler {
  const preflight = honoCors(optionsFor(draft.policy));
  if (draft.actualPolicy === null) return preflight;
  const actual = honoCors(optionsFor(policyFor(draft, 'GET')));
  return function chooseCors(c, next) {
    return (c.req.method === 'OPTIONS' ? preflight : actual)(c, next);
  };
}

function optionsFor({ origin, credentials, ...lists }: Policy): Parameters<typeof honoCors>[0] {
  return {
    origin: originFor(origin) as string,
    ...(credentials !== null && { credentials: true }),
    allowMethods: lists.methods as string[],
    allowHeaders: lists.headers as string[],
  };
}

function originFor(origin: Policy['origin']): unknown {
  if (origin.kind === 'list') return origin.origins;
  if (origin.kind === 'static' || origin.kind === 'off') return origin.value;
  return function checkOrigin(asked: string): string | null {
    if (isAllowed(origin, asked)) return asked;
    if (origin.kind === 'function' && origin.fails) throw new Error('Not allowed by CORS');
    return null;
  };
}

const protectResources = (value: string): MiddlewareHandler =>
  async function protectResources(c, next) {
    c.header('Cross-Origin-Resource-Policy', value);
    await next();
  };

const exposeTotal: MiddlewareHandler = async function exposeTotal(c, next) {
  c.header('Access-Control-Expose-Headers', 'X-Total-Count');
  await next();
};

const rejectOptions: Handler = function rejectOptions(c) {
  return c.body(null, 405);
};

const serveLogin: Handler = function serveLogin(c) {
  return c.html('<form>');
};

function handleError(_: Error, c: Context): Response {
  return c.json({ error: 'failed' }, 500);
}

/** A response of its own: what was set before is not in it. */
function dropHeaders(_: Error, c: Context): Response {
  for (const name of ['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials'])
    c.header(name, undefined);
  return new Response('failed', { status: 500 });
}

const gates: Readonly<Record<GateName, MiddlewareHandler>> = {
  requireAuth: async function requireAuth(c, next) {
    return c.req.header('Authorization') === undefined ? c.json({ error: 'no token' }, 401) : next();
  },
  requireSession: async function requireSession(c, next) {
    return c.req.header('Authorization') === undefined ? c.json({ error: 'no session' }, 403) : next();
  },
  limitRate: async function limitRate(c) {
    return Promise.resolve(c.text('slow down', 429));
  },
  rejectCrossSite: async function rejectCrossSite(c, next) {
    return c.req.header('Sec-Fetch-Site') === 'cross-site' ? c.text('cross-site', 403) : next();
  },
  serveFiles: async function serveFiles(c, next) {
    return c.req.method === 'GET' ? c.html('<p>a file</p>') : next();
  },
  parseBody: async function parseBody(c, next) {
    try {
      JSON.parse((await c.req.text()) || '{}');
    } catch {
      return c.text('not JSON', 400);
    }
    return next();
  },
  limitBody: async function limitBody(c, next) {
    return Number(c.req.header('Content-Length') ?? 0) > 4 ? c.text('too large', 413) : next();
  },
  addSlash: async function addSlash(c, next) {
    return c.req.path.endsWith('/') ? next() : c.redirect(`${c.req.path}/`, 308);
  },
  redirectToLogin: async function redirectToLogin(c, next) {
    const isOpen = c.req.header('Authorization') !== undefined || c.req.path === '/login';
    return isOpen ? next() : c.redirect('/login');
  },
  moveToV2: async function moveToV2(c, next) {
    return c.req.path === '/users' ? c.redirect('/v2/users', 307) : next();
  },
  redirectToHttps: async function redirectToHttps(c, next) {
    if (c.req.header('X-Forwarded-Proto') === 'https') return next();
    return c.redirect(`https://api.example${c.req.path}`, 301);
  },
};

const allowOrigin = 'Access-Control-Allow-Origin';

const lates: Readonly<Record<Late, MiddlewareHandler>> = {
  overwriteWithAny: async function overwriteWithAny(c, next) {
    await next();
    c.header(allowOrigin, '*');
  },
  overwriteWithAdmin: async function overwriteWithAdmin(c, next) {
    await next();
    c.header(allowOrigin, admin);
  },
  stripHeaders: async function stripHeaders(c, next) {
    await next();
    c.header(allowOrigin, undefined);
  },
  addSecondOrigin: async function addSecondOrigin(c, next) {
    await next();
    c.header(allowOrigin, admin, { append: true });
  },
};

const endings: Readonly<Record<Draft['ending'], Handler>> = {
  sync: function serveUsers(c) {
    return c.json([{ name: 'Ada' }]);
  },
  async: async function serveUsers(c) {
    await setImmediate();
    return c.json([{ name: 'Ada' }]);
  },
  stream: function serveUsers(c) {
    return stream(c, async (out) => {
      await out.write('[]');
    });
  },
  throws: function serveUsers() {
    throw new Error('the database is down');
  },
  rejects: async function serveUsers() {
    await setImmediate();
    throw new Error('the database is down');
  },
  'error-status': function serveUsers(c) {
    return c.json({ error: 'no' }, 422);
  },
  raw: function serveUsers() {
    return new Response('Ada');
  },
  'raw-past': function serveUsers() {
    return new Response('Ada');
  },
  'pipe-past': function serveUsers() {
    return new Response('Ada');
  },
  'writes-admin': function serveUsers(c) {
    return c.json([{ name: 'Ada' }]);
  },
  redirects: function serveUsers(c) {
    return c.redirect(`${elsewhere}/users`);
  },
};
