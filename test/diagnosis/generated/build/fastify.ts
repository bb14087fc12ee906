import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { admin, type Draft, elsewhere, type Late, methods, type Policy } from '../draft.js';
import { headersByHand, policyFor } from '../by-hand.js';
import { fastifyGates, type Hook } from './fastify-gates.js';

export function fastifyApp(draft: Draft): FastifyInstance {
  const app = fastify({ routerOptions: { ignoreTrailingSlash: true } });
  if (draft.resourcePolicy !== null) app.addHook('onRequest', protectResources(draft.resourcePolicy));
  for (const { name, at } of draft.gates) if (at === 'before') app.addHook('onRequest', fastifyGates[name]);
  if (draft.place === 'first') addCors(app, draft);
  if (draft.place === 'only-expose-headers') app.addHook('onRequest', exposeTotal);
  if (draft.place === 'other-path') void app.register(childWith(draft), { prefix: '/admin' });
  if (draft.place === 'other-router') void app.register(childWith(draft));
  for (const { name, at } of draft.gates) if (at === 'after') app.addHook('preHandler', fastifyGates[name]);
  if (draft.late !== null) app.addHook('onSend', lates[draft.late]);
  if (draft.rejectsOptions) app.options('/users', rejectOptions);
  if (draft.dropsOnError) app.setErrorHandler(dropHeaders);
  else if (draft.hasErrorHandler) app.setErrorHandler(handleError);
  const onRequest = draft.place === 'on-the-route' ? [corsByHand(draft)] : [];
  for (const url of ['/users', '/v2/users'])
    app.route({ method: [...methods], url, onRequest, handler: endings[draft.ending] });
  app.get('/login', (_, reply) => reply.type('text/html').send('<form>'));
  return app;
}

function addCors(app: FastifyInstance, draft: Draft): void {
  if (draft.by === 'package') {
    const actual = optionsFor(draft, policyFor(draft, 'GET'));
    if (draft.actualPolicy === null) void app.register(fastifyCors, actual);
    else
      void app.register(fastifyCors, {
        hook: 'onRequest',
        delegator: (request, callback) => {
          callback(null, request.method === 'OPTIONS' ? optionsFor(draft, draft.policy) : actual);
        },
      });
    return;
  }
  app.addHook('onRequest', corsByHand(draft));
}

function childWith(draft: Draft): (child: FastifyInstance) => Promise<void> {
  return async function adminRoutes(child) {
    if (draft.by === 'hand') child.addHook('onRequest', corsByHand(draft));
    else await child.register(fastifyCors, optionsFor(draft, draft.policy));
    child.get('/stats', () => ({ users: 1 }));
  };
}

function corsByHand(draft: Draft): Hook {
  return async function addCors(request: FastifyRequest, reply: FastifyReply) {
    for (const [name, value] of headersByHand(draft, request.method, request.headers.origin ?? ''))
      void reply.header(name, value);
    if (request.method !== 'OPTIONS' || draft.preflight === 'continues') return undefined;
    return reply.code(draft.preflight === 'status-400' ? 400 : 204).send();
  };
}

function optionsFor({ preflight }: Draft, { origin, credentials, ...lists }: Policy): FastifyCorsOptions {
  return {
    origin: originFor(origin) as string,
    ...(credentials !== null && { credentials: true }),
    methods: lists.methods as string[],
    allowedHeaders: lists.headers as string[],
    ...(preflight === 'continues' && { preflightContinue: true }),
    ...(preflight === 'status-400' && { optionsSuccessStatus: 400 }),
  };
}

function originFor(origin: Policy['origin']): unknown {
  if (origin.kind === 'list') return origin.origins;
  if (origin.kind === 'pattern') return origin.pattern;
  if (origin.kind !== 'function') return origin.value;
  return function checkOrigin(
    asked: string | undefined,
    callback: (error: Error | null, is: boolean) => void,
  ) {
    if (asked === undefined || origin.origins.includes(asked)) callback(null, true);
    else callback(origin.fails ? new Error('Not allowed by CORS') : null, false);
  };
}

const protectResources = (value: string): Hook =>
  async function protectResources(_, reply) {
    void reply.header('Cross-Origin-Resource-Policy', value);
    return Promise.resolve();
  };

const exposeTotal: Hook = async function exposeTotal(_, reply) {
  void reply.header('Access-Control-Expose-Headers', 'X-Total-Count');
  return Promise.resolve();
};

function rejectOptions(_: FastifyRequest, reply: FastifyReply): void {
  void reply.code(405).send();
}

function dropHeaders(_error: unknown, _: FastifyRequest, reply: FastifyReply): void {
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
  void reply.code(500).send({ error: 'failed' });
}

function handleError(_error: unknown, _: FastifyRequest, reply: FastifyReply): void {
  void reply.code(500).send({ error: 'failed' });
}

type SendHook = (request: FastifyRequest, reply: FastifyReply, payload: unknown) => Promise<unknown>;

const allowOrigin = 'Access-Control-Allow-Origin';

const lates: Readonly<Record<Late, SendHook>> = {
  overwriteWithAny: async function overwriteWithAny(_, reply, payload) {
    void reply.header(allowOrigin, '*');
    return Promise.resolve(payload);
  },
  overwriteWithAdmin: async function overwriteWithAdmin(_, reply, payload) {
    void reply.header(allowOrigin, admin);
    return Promise.resolve(payload);
  },
  stripHeaders: async function stripHeaders(_, reply, payload) {
    reply.removeHeader(allowOrigin);
    return Promise.resolve(payload);
  },
  addSecondOrigin: async function addSecondOrigin(_, reply, payload) {
    const first = reply.getHeader(allowOrigin);
    void reply.header(allowOrigin, [first, admin].filter(Boolean).join(', '));
    return Promise.resolve(payload);
  },
};

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

const endings: Readonly<Record<Draft['ending'], Handler>> = {
  sync: function serveUsers(_, reply) {
    void reply.send([{ name: 'Ada' }]);
  },
  async: async function serveUsers() {
    await setImmediate();
    return [{ name: 'Ada' }];
  },
  stream: function serveUsers(_, reply) {
    void reply.send(Readable.from(['[', ']']));
  },
  throws: function serveUsers() {
    throw new Error('the database is down');
  },
  rejects: async function serveUsers() {
    await setImmediate();
    throw new Error('the database is down');
  },
  'error-status': async function serveUsers(_, reply) {
    return reply.code(422).send({ error: 'no' });
  },
  raw: function serveUsers(_, reply) {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'Content-Type': 'text/plain',
    });
    reply.raw.end('Ada');
  },
  'raw-past': function serveUsers(_, reply) {
    reply.hijack();
    reply.raw.writeHead(200, { 'Content-Type': 'text/event-stream' });
    reply.raw.end('data: Ada\n\n');
  },
  'pipe-past': function serveUsers(_, reply) {
    Readable.from(['data: Ada\n\n']).pipe(reply.raw);
  },
  'writes-admin': function serveUsers(_, reply) {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'access-control-allow-origin': admin,
    });
    reply.raw.end('Ada');
  },
  redirects: function serveUsers(_, reply) {
    void reply.redirect(`${elsewhere}/users`, 302);
  },
};
