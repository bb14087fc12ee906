import type { CorsStyle } from '../cors-style.js';

/** How headers are set and read without a package, and how a function is put before all others. */
export interface ByHand {
  /** @param value An expression. */
  readonly set: (name: string, value: string) => string;
  /** The Origin of the request. */
  readonly origin: string;
  readonly vary: string;
  /** Says of every response that it depends on `Origin`. */
  readonly varyAlways: string;
  /** Ends a preflight. */
  readonly noContent: string;
  /** Ends preflights before what responds to them now. */
  readonly preflight: string;
}

const setWith =
  (call: string): ByHand['set'] =>
  (name, value) =>
    `${call}('${name}', ${value})`;

const express: ByHand = {
  set: setWith('res.set'),
  origin: 'req.headers.origin',
  vary: `res.vary('Origin')`,
  varyAlways: `app.use((req, res, next) => (res.vary('Origin'), next()))`,
  noContent: 'res.sendStatus(204)',
  preflight: `app.use((req, res, next) => (req.method === 'OPTIONS' ? res.sendStatus(204) : next()))`,
};

const fastify: ByHand = {
  set: setWith('reply.header'),
  origin: 'request.headers.origin',
  vary: `reply.header('Vary', 'Origin')`,
  varyAlways: `app.addHook('onRequest', async (request, reply) => void reply.header('Vary', 'Origin'))`,
  noContent: 'return reply.code(204).send()',
  preflight: `app.options('*', (request, reply) => reply.code(204).send())`,
};

const koa: ByHand = {
  set: setWith('ctx.set'),
  origin: `ctx.get('Origin')`,
  vary: `ctx.vary('Origin')`,
  varyAlways: `app.use((ctx, next) => (ctx.vary('Origin'), next()))`,
  noContent: 'ctx.status = 204',
  preflight: `app.use((ctx, next) => (ctx.method === 'OPTIONS' ? void (ctx.status = 204) : next()))`,
};

const node: ByHand = {
  set: setWith('res.setHeader'),
  origin: 'req.headers.origin',
  vary: `res.appendHeader('Vary', 'Origin')`,
  varyAlways: `res.appendHeader('Vary', 'Origin')`,
  noContent: 'res.writeHead(204).end()',
  preflight: `if (req.method === 'OPTIONS') return res.writeHead(204).end()`,
};

const hono: ByHand = {
  set: setWith('c.header'),
  origin: `c.req.header('Origin')`,
  vary: `c.header('Vary', 'Origin', { append: true })`,
  varyAlways: `c.header('Vary', 'Origin', { append: true })`,
  noContent: 'return c.body(null, 204)',
  preflight: `app.options('*', (c) => c.body(null, 204))`,
};

const hapi: ByHand = {
  set: (name, value) => `response.header('${name}', ${value})`,
  origin: 'request.headers.origin',
  vary: `response.vary('Origin')`,
  varyAlways: `server.ext('onPreResponse', (request, h) => (request.response.vary?.('Origin'), h.continue))`,
  noContent: 'return h.response().code(204)',
  preflight: `server.route({ method: 'OPTIONS', path: '/{any*}', handler: (request, h) => h.response().code(204) })`,
};

/** Also for what a package sets: how one header is set beside it. Not given where no code of the app is seen. */
export const ways: Readonly<Partial<Record<CorsStyle, ByHand>>> = {
  cors: express,
  Nest: express,
  'by hand': express,
  '@fastify/cors': fastify,
  'by hand in Fastify': fastify,
  '@koa/cors': koa,
  'by hand in Koa': koa,
  'cors in Node': node,
  'by hand in Node': node,
  'hono/cors': hono,
  hapi,
};
