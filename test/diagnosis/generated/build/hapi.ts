import {
  type Lifecycle,
  type Request,
  type ResponseToolkit,
  type RouteOptionsCors,
  server as hapi,
  type Server,
} from '@hapi/hapi';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { admin, type Draft, elsewhere, type GateName, type Late, methods, type Policy } from '../draft.js';
import { headersByHand } from '../by-hand.js';

export function hapiApp(draft: Draft): Server {
  const app = hapi({ host: '127.0.0.1', port: 0, debug: false, router: { stripTrailingSlash: true } });
  const isFirst = draft.place === 'first';
  const own = draft.by === 'package' ? corsOptions(draft.policy) : false;
  if (draft.resourcePolicy !== null) app.ext('onPreResponse', protectResources(draft.resourcePolicy));
  for (const { name, at } of draft.gates) if (at === 'before') app.ext('onRequest', gates[name]);
  for (const { name, at } of draft.gates)
    if (at === 'after') app.ext('onPreHandler', notForOptions(gates[name]));
  if (draft.place === 'only-expose-headers') app.ext('onPreResponse', exposeTotal);
  if (draft.by === 'hand' && draft.place !== 'nowhere') {
    app.ext('onPreResponse', corsByHand(draft));
    if (isFirst && draft.preflight !== 'continues') {
      const handler = answerPreflight(draft.preflight === 'status-400' ? 400 : 204);
      app.route({ method: 'OPTIONS', path: '/{path*}', handler });
    }
  }
  if (draft.late !== null) app.ext('onPreResponse', lates[draft.late]);
  for (const path of ['/users', '/v2/users'])
    app.route({
      method: [...methods],
      path,
      handler: endings[draft.ending],
      options: { cors: isFirst ? own : false, ...parsing },
    });
  app.route({ method: 'GET', path: '/login', handler: serveLogin, options: { cors: isFirst ? own : false } });
  app.route({
    method: 'GET',
    path: '/admin',
    handler: serveLogin,
    options: { cors: draft.place === 'other-path' ? own : false },
  });
  return app;
}

const parsing = {};

function corsOptions({ origin, credentials, headers }: Policy): RouteOptionsCors | false {
  if (origin.kind === 'off') return false;
  const origins =
    origin.kind === 'static' ? [origin.value] : origin.kind === 'pattern' ? [] : [...origin.origins];
  return {
    origin: origins,
    credentials: credentials !== null,
    headers: headers as string[],
    additionalHeaders: [],
  };
}

type Method = Lifecycle.Method;

/** What a hook changes the headers of. */
function headersOf({ response }: Request): (name: string, value: string | null, append?: boolean) => void {
  return (name, value, append = false) => {
    if ('isBoom' in response) {
      const { headers } = response.output;
      if (value === null) Reflect.deleteProperty(headers, name.toLowerCase());
      else headers[name.toLowerCase()] = value;
    } else if (value === null) Reflect.deleteProperty(response.headers, name.toLowerCase());
    else response.header(name, value, { append });
  };
}

function corsByHand(draft: Draft): Method {
  return function addCors(request: Request, h: ResponseToolkit) {
    const isHere = draft.place === 'first' || request.path.startsWith('/admin');
    const isDropped = draft.dropsOnError && 'isBoom' in request.response;
    if (!isHere || isDropped) return h.continue;
    const method = request.method.toUpperCase();
    const set = headersOf(request);
    for (const [name, value] of headersByHand(draft, method, request.raw.req.headers.origin ?? ''))
      set(name, value);
    return h.continue;
  };
}

const answerPreflight = (status: number): Method =>
  function answerPreflight(_: Request, h: ResponseToolkit) {
    return h.response().code(status);
  };

const protectResources = (value: string): Method =>
  function protectResources(request: Request, h: ResponseToolkit) {
    headersOf(request)('Cross-Origin-Resource-Policy', value);
    return h.continue;
  };

const exposeTotal: Method = function exposeTotal(request, h) {
  headersOf(request)('Access-Control-Expose-Headers', 'X-Total-Count');
  return h.continue;
};

const serveLogin: Method = function serveLogin() {
  return '<form>';
};

/** Behind CORS, preflights are handled already. */
function notForOptions(gate: Method): Method {
  return function (this: unknown, request, h) {
    return request.method === 'options' ? h.continue : gate.call(this as never, request, h);
  };
}

const gates: Readonly<Record<GateName, Method>> = {
  requireAuth: function requireAuth(request, h) {
    if (request.headers['authorization'] !== undefined) return h.continue;
    return h.response({ error: 'no token' }).code(401).takeover();
  },
  requireSession: function requireSession(request, h) {
    if (request.headers['authorization'] !== undefined) return h.continue;
    return h.response({ error: 'no session' }).code(403).takeover();
  },
  limitRate: function limitRate(_, h) {
    return h.response('slow down').code(429).takeover();
  },
  rejectCrossSite: function rejectCrossSite(request, h) {
    if (request.headers['sec-fetch-site'] !== 'cross-site') return h.continue;
    return h.response('cross-site').code(403).takeover();
  },
  serveFiles: function serveFiles(request, h) {
    return request.method === 'get' ? h.response('<p>a file</p>').takeover() : h.continue;
  },
  parseBody: function parseBody(request, h) {
    return request.method === 'options' ? h.continue : h.response('not JSON').code(400).takeover();
  },
  limitBody: function limitBody(request, h) {
    const length = Number(request.headers['content-length'] ?? 0);
    return length > 4 ? h.response('too large').code(413).takeover() : h.continue;
  },
  addSlash: function addSlash(request, h) {
    const { pathname } = request.url;
    return pathname.endsWith('/') ? h.continue : h.redirect(`${pathname}/`).code(308).takeover();
  },
  redirectToLogin: function redirectToLogin(request, h) {
    const isOpen = request.headers['authorization'] !== undefined || request.path === '/login';
    return isOpen ? h.continue : h.redirect('/login').takeover();
  },
  moveToV2: function moveToV2(request, h) {
    return request.path === '/users' ? h.redirect('/v2/users').code(307).takeover() : h.continue;
  },
  redirectToHttps: function redirectToHttps(request, h) {
    if (request.headers['x-forwarded-proto'] === 'https') return h.continue;
    return h.redirect(`https://api.example${request.path}`).code(301).takeover();
  },
};

const allowOrigin = 'Access-Control-Allow-Origin';

const lates: Readonly<Record<Late, Method>> = {
  overwriteWithAny: function overwriteWithAny(request, h) {
    headersOf(request)(allowOrigin, '*');
    return h.continue;
  },
  overwriteWithAdmin: function overwriteWithAdmin(request, h) {
    headersOf(request)(allowOrigin, admin);
    return h.continue;
  },
  stripHeaders: function stripHeaders(request, h) {
    headersOf(request)(allowOrigin, null);
    return h.continue;
  },
  addSecondOrigin: function addSecondOrigin(request, h) {
    headersOf(request)(allowOrigin, admin, true);
    return h.continue;
  },
};

const endings: Readonly<Record<Draft['ending'], Method>> = {
  sync: function serveUsers() {
    return [{ name: 'Ada' }];
  },
  async: async function serveUsers() {
    await setImmediate();
    return [{ name: 'Ada' }];
  },
  stream: function serveUsers(_, h) {
    return h.response(Readable.from(['[', ']'], { objectMode: false }));
  },
  throws: function serveUsers() {
    throw new Error('the database is down');
  },
  rejects: async function serveUsers() {
    await setImmediate();
    throw new Error('the database is down');
  },
  'error-status': function serveUsers(_, h) {
    return h.response({ error: 'no' }).code(422);
  },
  raw: function serveUsers(_, h) {
    return h.response('Ada');
  },
  'raw-past': function serveUsers(request, h) {
    const { res } = request.raw;
    res.writeHead(200, { 'Content-Type': 'text/event-stream' });
    res.end('data: Ada\n\n');
    return h.abandon;
  },
  'pipe-past': function serveUsers(request, h) {
    Readable.from(['data: Ada\n\n']).pipe(request.raw.res);
    return h.abandon;
  },
  'writes-admin': function serveUsers(request, h) {
    const { res } = request.raw;
    res.writeHead(200, { [allowOrigin]: admin });
    res.end('Ada');
    return h.abandon;
  },
  redirects: function serveUsers(_, h) {
    return h.redirect(`${elsewhere}/users`);
  },
};
