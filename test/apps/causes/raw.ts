import fastifyCors from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { CauseCase } from './cause-case.js';
import { page } from './parts.js';

/** Responses that are written past the framework, as event streams are. */

const asked = {
  on: [],
  framework: 'fastify',
  cause: 'raw-response-without-cors-headers',
  expected: 'allowed',
  code: 'MissingAllowOriginHeader',
  request: { origin: page, path: '/events' },
} as const;

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

function withEvents(origin: string | string[], handler: Handler): () => FastifyInstance {
  return () => {
    const app = fastify();
    void app.register(fastifyCors, { origin });
    void app.register((inner, _, done) => {
      inner.get('/events', handler);
      done();
    });
    return app;
  };
}

const head = { 'content-type': 'text/event-stream' };
const data = 'data: started\n\n';

function streamEvents(_: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, head);
  reply.raw.end(data);
}

function streamWithHeaders(_: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...head });
  reply.raw.end(data);
}

function pipeEvents(_: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  Readable.from([data]).pipe(reply.raw);
}

export const rawResponseCauses: readonly CauseCase[] = [
  {
    ...asked,
    title: 'reply.raw.writeHead() of a stream of events',
    wrong: withEvents([page], streamEvents),
    control: withEvents([page], streamWithHeaders),
    culprit: 'streamEvents',
  },
  {
    ...asked,
    title: 'the same, where every origin is allowed',
    wrong: withEvents('*', streamEvents),
    control: withEvents('*', streamWithHeaders),
    culprit: 'streamEvents',
  },
  {
    ...asked,
    title: 'a stream that is piped into reply.raw',
    wrong: withEvents([page], pipeEvents),
    control: withEvents([page], (_, reply) => reply.type('text/event-stream').send(Readable.from([data]))),
  },
];
