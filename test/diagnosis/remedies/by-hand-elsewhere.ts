import fastify from 'fastify';
import Koa from 'koa';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { admin, getUsers, page, patchUser, putUser, withCookie } from './parts.js';
import type { RemedyCase } from './remedy-case.js';

/** Apps without Express that set their headers themselves. */

const allowOrigin = 'Access-Control-Allow-Origin';
const allowCredentials = 'Access-Control-Allow-Credentials';
const allowMethods = 'Access-Control-Allow-Methods';
const allowHeaders = 'Access-Control-Allow-Headers';
const forPut = { [allowOrigin]: page, [allowMethods]: 'GET, PUT', [allowHeaders]: 'content-type' };

/** Koa: the same, where a context sets the headers. */
const inKoa =
  (headers: Readonly<Record<string, string>>): RemedyCase['app'] =>
  (mend) =>
    new Koa().use(function addCors(ctx) {
      ctx.set(headers);
      mend?.({ ctx, allowed: [] });
      ctx.status = 204;
    });

/** Fastify, which keeps who calls `reply.header` to itself: the response of Node. */
const inFastify =
  (headers: Readonly<Record<string, string>>): RemedyCase['app'] =>
  (mend) =>
    fastify().get('/users', function listUsers(request, reply) {
      for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
      mend?.({ request, reply });
      return reply.send([]);
    });

const inNode =
  (headers: Readonly<Record<string, string>>): RemedyCase['app'] =>
  (mend) =>
    listenerOf((req, res) => {
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      mend?.({ req, res, allowed: [] });
      res.writeHead(204).end();
    });

function listenerOf(
  answer: (req: IncomingMessage, res: ServerResponse) => void,
): ReturnType<typeof createServer> {
  const listener: RequestListener = (req, res) => answer(req, res);
  return createServer(listener);
}

/** Headers on everything, and 404 for OPTIONS. */
const withoutOptions: RemedyCase['app'] = (mend) => {
  const app = new Koa().use(function setHeaders(ctx, next) {
    ctx.set(forPut);
    return next();
  });
  mend?.({ app });
  return app.use(function putUsers(ctx) {
    if (ctx.method === 'PUT') ctx.body = {};
  });
};

const inNodeWithoutOptions =
  (headers: Readonly<Record<string, string>>): RemedyCase['app'] =>
  (mend) =>
    listenerOf((req, res) => {
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      mend?.({ req, res });
      if (!res.writableEnded) res.writeHead(req.method === 'PUT' ? 200 : 404).end();
    });

export const handwrittenElsewhere: readonly RemedyCase[] = [
  {
    cause: 'origin-not-listed',
    style: 'by hand in Koa',
    title: 'one origin',
    app: inKoa({ [allowOrigin]: admin }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'credentials-value-wrong',
    style: 'by hand in Koa',
    title: 'yes',
    app: inKoa({ [allowOrigin]: page, [allowCredentials]: 'yes' }),
    request: withCookie,
  },
  {
    cause: 'method-not-listed',
    style: 'by hand in Koa',
    title: 'PATCH',
    app: inKoa(forPut),
    request: patchUser,
  },
  {
    cause: 'origin-not-listed',
    style: 'by hand in Node',
    title: 'one origin',
    app: inNode({ [allowOrigin]: admin }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'no-cors-headers',
    style: 'by hand in Node',
    title: 'nothing is set',
    app: inNode({}),
    request: getUsers,
  },
  {
    cause: 'header-not-listed',
    style: 'by hand in Node',
    title: 'one header',
    app: inNode({ ...forPut, [allowHeaders]: 'x-id' }),
    request: putUser,
  },
  {
    cause: 'origin-trailing-slash',
    style: 'by hand in Fastify',
    title: 'one origin',
    app: inFastify({ [allowOrigin]: `${page}/` }),
    request: getUsers,
  },
  {
    cause: 'preflight-status-not-ok',
    style: 'by hand in Koa',
    title: 'nothing answers OPTIONS',
    app: withoutOptions,
    request: putUser,
  },
  {
    cause: 'preflight-not-routed',
    style: 'by hand in Node',
    title: 'nothing is set',
    app: inNodeWithoutOptions({}),
    request: putUser,
  },
];
