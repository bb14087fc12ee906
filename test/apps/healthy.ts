import fastifyCors from '@fastify/cors';
import { server as hapi } from '@hapi/hapi';
import koaCors from '@koa/cors';
import cors from 'cors';
import corser from 'corser';
import express from 'express';
import express4 from 'express4';
import fastify from 'fastify';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import microCors from 'micro-cors';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CrossOriginRequest, Target } from '../../src/index.js';

/** An app whose CORS is as it should be: `https://app.example` may do what `request` asks, nobody else may. */
export interface HealthyApp {
  readonly title: string;
  readonly app: () => Target;
  readonly request: CrossOriginRequest;
}

const page = 'https://app.example';
const request: CrossOriginRequest = {
  origin: page,
  path: '/users/1',
  method: 'PUT',
  json: { name: 'Ada' },
  headers: { 'x-custom': '1' },
  credentials: 'include',
};

const origin = [page, 'https://admin.example'];
const methods = ['GET', 'PUT', 'DELETE'];
const allowedHeaders = ['content-type', 'x-custom'];
const policy = { origin, methods, allowedHeaders, credentials: true };

function saveUser(_: unknown, res: express.Response): void {
  res.json({ saved: true });
}

/** What is left of an app without a framework; OPTIONS is answered where the middleware does not. */
function save(req: IncomingMessage, res: ServerResponse): void {
  res.statusCode = req.method === 'OPTIONS' ? 204 : 200;
  res.end();
}

function koa(): Target {
  return new Koa()
    .use(
      koaCors({
        origin: (ctx) => (origin.includes(ctx.get('origin')) ? ctx.get('origin') : ''),
        allowMethods: methods,
        allowHeaders: allowedHeaders,
        credentials: true,
      }),
    )
    .use((ctx) => {
      if (['GET', 'PUT'].includes(ctx.method)) ctx.body = { saved: true };
    });
}

function fastifyApp(): Target {
  const app = fastify();
  void app.register(fastifyCors, policy);
  app.put('/users/:id', () => ({ saved: true }));
  app.get('/users/:id', () => ({ name: 'Ada' }));
  return app;
}

function hono(): Target {
  return new Hono()
    .use(honoCors({ origin, allowMethods: methods, allowHeaders: allowedHeaders, credentials: true }))
    .get('/users/:id', (context) => context.json({ name: 'Ada' }))
    .put('/users/:id', (context) => context.json({ saved: true }));
}

function hapiServer(): Target {
  const server = hapi({
    routes: { cors: { origin, headers: ['Content-Type', 'X-Custom'], credentials: true } },
  });
  server.route({ method: ['GET', 'PUT'], path: '/users/{id}', handler: () => ({ saved: true }) });
  return server;
}

/** One of the packages that are ES modules only: served by a worker from its first question on. */
function inWorker(name: 'h3' | 'tinyhttp'): () => Target {
  return () => {
    let url: Promise<string> | undefined;
    return { target: () => (url ??= listening(name)) };
  };
}

async function listening(name: string): Promise<string> {
  const worker = new Worker(join(__dirname, 'healthy-es-modules.mjs'), { workerData: { name, policy } });
  const [port] = (await once(worker, 'message')) as [number];
  // It ends with the process.
  worker.unref();
  return `http://127.0.0.1:${String(port)}`;
}

function corserListener(): Target {
  const middleware = corser.create({
    origins: [...origin],
    methods,
    requestHeaders: allowedHeaders,
    supportsCredentials: true,
  });
  const listener: RequestListener = (req, res) => {
    middleware(req, res, () => {
      save(req, res);
    });
  };
  return listener;
}

export const healthyApps: readonly HealthyApp[] = [
  {
    title: 'cors on Express 5',
    app: () => express().use(cors(policy)).get('/users/:id', saveUser).put('/users/:id', saveUser),
    request,
  },
  {
    title: 'cors on Express 4',
    app: () => express4().use(cors(policy)).get('/users/:id', saveUser).put('/users/:id', saveUser),
    request,
  },
  {
    title: 'cors on a route of Express 5',
    app: () =>
      express()
        .options('/users/:id', cors(policy))
        .get('/users/:id', cors(policy), saveUser)
        .put('/users/:id', cors(policy), saveUser),
    request,
  },
  {
    title: 'cors on a route of Express 4',
    app: () =>
      express4()
        .options('/users/:id', cors(policy))
        .get('/users/:id', cors(policy), saveUser)
        .put('/users/:id', cors(policy), saveUser),
    request,
  },
  { title: '@fastify/cors', app: fastifyApp, request },
  { title: '@koa/cors', app: koa, request },
  { title: 'hono/cors', app: hono, request },
  { title: 'handleCors of h3 2', app: inWorker('h3'), request },
  { title: 'cors of hapi', app: hapiServer, request },
  { title: 'corser', app: corserListener, request },
  // Known keys are one origin only, and says it to everybody.
  {
    title: 'micro-cors',
    app: () => microCors({ origin: page, allowMethods: methods, allowHeaders: allowedHeaders })(save),
    request,
  },
  { title: '@tinyhttp/cors', app: inWorker('tinyhttp'), request },
];
