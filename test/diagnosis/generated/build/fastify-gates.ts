import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GateName } from '../draft.js';

export type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? '';

/** Hooks that may respond instead of the route. */
export const fastifyGates: Readonly<Record<GateName, Hook>> = {
  requireAuth: async function requireAuth(request, reply) {
    if (request.headers.authorization === undefined) return reply.code(401).send({ error: 'no token' });
    return undefined;
  },
  requireSession: async function requireSession(request, reply) {
    if (request.headers.authorization === undefined) return reply.code(403).send({ error: 'no session' });
    return undefined;
  },
  limitRate: async function limitRate(_, reply) {
    return reply.code(429).send('slow down');
  },
  rejectCrossSite: async function rejectCrossSite(request, reply) {
    if (request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send('cross-site');
    return undefined;
  },
  serveFiles: async function serveFiles(request, reply) {
    return request.method === 'GET' ? reply.type('text/html').send('<p>a file</p>') : undefined;
  },
  parseBody: async function parseBody(request, reply) {
    return request.method === 'OPTIONS' ? undefined : reply.code(400).send({ error: 'not JSON' });
  },
  limitBody: async function limitBody(request, reply) {
    if (Number(request.headers['content-length'] ?? 0) > 4) return reply.code(413).send('too large');
    return undefined;
  },
  addSlash: async function addSlash(request, reply) {
    const path = pathOf(request);
    return path.endsWith('/') ? undefined : reply.redirect(`${path}/`, 308);
  },
  redirectToLogin: async function redirectToLogin(request, reply) {
    if (request.headers.authorization !== undefined || pathOf(request) === '/login') return undefined;
    return reply.redirect('/login');
  },
  moveToV2: async function moveToV2(request, reply) {
    return pathOf(request) === '/users' ? reply.redirect('/v2/users', 307) : undefined;
  },
  redirectToHttps: async function redirectToHttps(request, reply) {
    if (request.headers['x-forwarded-proto'] === 'https') return undefined;
    return reply.redirect(`https://api.example${request.url}`, 301);
  },
};
