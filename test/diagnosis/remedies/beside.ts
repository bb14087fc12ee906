import fastifyCors from '@fastify/cors';
import cors from 'cors';
import express, { type NextFunction, type Request, type Response } from 'express';
import fastify, { type FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { admin, behindCors, getUsers, page, quietApp, withUsers } from './parts.js';
import type { RemedyCase } from './remedy-case.js';

/** Patterns that are text, a page's own mistake, guards, and responses written past the framework. */

const team = { origin: 'https://team1.apps.example', path: '/users' };
const text = 'https://*.apps.example';
const events = { origin: page, path: '/events' };
const head = { 'content-type': 'text/event-stream' };

const isolating: RemedyCase['app'] = (mend) => {
  const app = quietApp();
  app.use(function isolate(req: Request, res: Response, next: NextFunction) {
    const rest = "if (req.headers['sec-fetch-site'] === 'cross-site') return res.sendStatus(403)\nnext()";
    if (mend !== undefined) mend({ req, res, next }, rest);
    else if (req.headers['sec-fetch-site'] === 'cross-site') res.sendStatus(403);
    else next();
  });
  return withUsers(app.use(cors({ origin: page })));
};

const writing = (origin: string | string[]): RemedyCase['app'] =>
  streamingWith(origin, (reply, mend) => {
    reply.hijack();
    if (mend === undefined) reply.raw.writeHead(200, head);
    else mend({ reply, headers: head });
    reply.raw.end('data: started\n\n');
  });

const piping = (origin: string | string[]): RemedyCase['app'] =>
  streamingWith(origin, (reply, mend) => {
    const stream = Readable.from(['data: started\n\n']);
    if (mend !== undefined) return mend({ reply, stream });
    reply.hijack();
    return void stream.pipe(reply.raw);
  });

type Handle = (reply: FastifyReply, mend: Parameters<RemedyCase['app']>[0]) => unknown;

function streamingWith(origin: string | string[], handle: Handle): RemedyCase['app'] {
  return async (mend) => {
    const app = fastify();
    await app.register(fastifyCors, { origin });
    return app.get('/events', function streamEvents(_, reply) {
      return handle(reply, mend);
    });
  };
}

export const besideLists: readonly RemedyCase[] = [
  {
    cause: 'origin-pattern-is-text',
    style: 'cors',
    title: 'a string',
    app: behindCors({ origin: text }),
    request: team,
    lets: ['https://team2.apps.example'],
  },
  {
    cause: 'origin-pattern-is-text',
    style: 'cors',
    title: 'a list',
    app: behindCors({ origin: [admin, text] }),
    request: team,
    kept: [admin],
    lets: ['https://team2.apps.example'],
  },
  {
    cause: 'isolation-policy-rejects',
    style: 'cors',
    title: 'in front of cors()',
    app: isolating,
    request: getUsers,
  },
  {
    cause: 'raw-response-without-cors-headers',
    style: '@fastify/cors',
    title: 'writeHead()',
    app: writing([page, admin]),
    request: events,
  },
  {
    cause: 'raw-response-without-cors-headers',
    style: '@fastify/cors',
    title: 'a pipe, and any origin',
    app: piping('*'),
    request: events,
  },
  {
    cause: 'response-header-in-request',
    style: 'words',
    title: 'taken out of the page',
    app: () => withUsers(express().use(cors({ origin: page, allowedHeaders: ['X-Id'] }))),
    request: { ...getUsers, headers: { 'access-control-allow-origin': '*', 'x-id': '1' } },
    mendedRequest: () => ({ ...getUsers, headers: { 'x-id': '1' } }),
  },
];
