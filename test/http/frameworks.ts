import fastifyCors from '@fastify/cors';
import { server as hapi } from '@hapi/hapi';
import koaCors from '@koa/cors';
import { Body, Controller, HttpException, Module, Put } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import cors from 'cors';
import express from 'express';
import fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import { EventEmitter, once } from 'node:events';
import * as http from 'node:http';
import * as http2 from 'node:http2';
import { text } from 'node:stream/consumers';
import type { Target } from '../../src/index.js';
import { certificate } from './tls/index.js';

/** The only origin the apps here allow, to PUT JSON to /users. */
export const page = 'https://app.example';

/** An instance of a framework, and how the test that made it listens with it and closes it. */
export interface Instance {
  readonly app: Target & object;
  readonly listen?: () => Promise<http.Server>;
  readonly close?: () => unknown;
}

const policy = { origin: [page], methods: ['PUT'] };
const statusFor = (body: unknown): number => (Reflect.get(Object(body), 'name') === 'Ada' ? 200 : 422);

function koaApp(): Koa {
  return new Koa()
    .use(koaCors({ origin: (ctx) => (ctx.get('origin') === page ? page : ''), allowMethods: 'PUT' }))
    .use(async (ctx) => {
      if (ctx.method === 'PUT') ctx.status = statusFor(JSON.parse(await text(ctx.req)));
    });
}

export function koa(): Instance {
  const app = koaApp();
  return { app, listen: () => listening(app.listen(0, '127.0.0.1')) };
}

function koaOverHttp2(): Instance {
  const callback = koaApp().callback();
  const app = http2.createSecureServer(certificate, (request, response) => void callback(request, response));
  return { app, listen: () => listening(app.listen(0, '127.0.0.1') as unknown as http.Server) };
}

export function fastifyApp(app: FastifyInstance = fastify()): Instance {
  void app.register(fastifyCors, policy);
  app.put('/users', async (request, reply) => reply.code(statusFor(request.body)).send());
  const listen = async (): Promise<http.Server> => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    return app.server;
  };
  return { app, listen, close: () => app.close() };
}

export function hapiServer(): Instance {
  const app = hapi({ host: '127.0.0.1', port: 0, routes: { cors: { origin: [page] } } });
  app.route({
    method: 'PUT',
    path: '/users',
    handler: (request, h) => h.response().code(statusFor(request.payload)),
  });
  const listen = async (): Promise<http.Server> => {
    await app.start();
    return app.listener;
  };
  return { app, listen, close: () => app.stop() };
}

/** With the decorators applied by hand. `provider` is a class whose hooks take part in `init()`. */
export async function nest(...providers: (new () => object)[]): Promise<Instance> {
  class Users {
    put(body: unknown): void {
      const status = statusFor(body);
      if (status !== 200) throw new HttpException('not Ada', status);
    }
  }
  class AppModule {}
  Put()(Users.prototype, 'put', Object.getOwnPropertyDescriptor(Users.prototype, 'put') ?? {});
  Body()(Users.prototype, 'put', 0);
  Controller('users')(Users);
  Module({ controllers: [Users], providers })(AppModule);
  const app = await NestFactory.create(AppModule, { logger: false });
  app.enableCors(policy);
  const listen = async (): Promise<http.Server> => {
    await app.listen(0, '127.0.0.1');
    return app.getHttpServer() as http.Server;
  };
  return { app, listen, close: () => app.close() };
}

/** What Nest makes of its Fastify adapter: `init()` leaves Fastify to be readied. */
export function nestOn({ app: inner, close }: Instance): Instance {
  const app = {
    init: () => Promise.resolve(),
    getHttpServer: () => (inner as FastifyInstance).server,
    getHttpAdapter: () => ({ getInstance: () => inner }),
  };
  return { app, ...(close && { close }) };
}

export function hono(): Instance {
  const app = new Hono().use(honoCors({ origin: [page], allowMethods: ['PUT'] }));
  app.put('/users', async (context) => new Response(null, { status: statusFor(await context.req.json()) }));
  return { app };
}

async function answer(request: Request): Promise<Response> {
  const headers = new Headers({ Vary: 'Origin' });
  if (request.headers.get('origin') === page) headers.set('Access-Control-Allow-Origin', page);
  if (request.method === 'OPTIONS') {
    headers.set('Access-Control-Allow-Methods', 'PUT');
    headers.set('Access-Control-Allow-Headers', 'content-type');
    return new Response(null, { status: 204, headers });
  }
  const status = request.method === 'PUT' ? statusFor(await request.json()) : 404;
  return new Response(null, { status, headers });
}

/** What Bun and Workers are given. */
export function fetchObject(): Instance {
  return { app: { fetch: answer } };
}

/** Its plugins may load lazily; `modules` tells when they have. */
export class ElysiaLike {
  readonly modules: PromiseLike<unknown>;
  #loaded = false;
  server = null;

  constructor(plugin: Promise<unknown> = Promise.resolve()) {
    this.modules = plugin.then(() => (this.#loaded = true));
  }

  get fetch() {
    return (request: Request): Promise<Response> =>
      this.#loaded ? answer(request) : Promise.resolve(new Response(null, { status: 404 }));
  }

  handle(request: Request): Promise<Response> {
    return this.fetch(request);
  }
}

const listener: http.RequestListener = express()
  .use(cors(policy))
  .use(express.json())
  .put('/users', (request, response) => void response.sendStatus(statusFor(request.body)));

/** Its server, if any, gets its listener from `listen()`. */
export class PolkaLike {
  server: http.Server | undefined;
  readonly #listener = listener;

  handler(request: http.IncomingMessage, response: http.ServerResponse, parsed?: unknown): void {
    Object.assign(request, { parsed });
    this.#listener(request, response);
  }

  listen(port: number, host: string): this {
    this.server ??= http.createServer();
    this.server.on('request', this.handler.bind(this)).listen(port, host);
    return this;
  }
}

function polka(): Instance {
  const app = new PolkaLike();
  const listen = (): Promise<http.Server> =>
    listening(app.listen(0, '127.0.0.1').server ?? http.createServer());
  return { app, listen };
}

/** It looks like a server, and has one. */
class RestifyLike extends EventEmitter {
  readonly server = http.createServer(listener);

  listen(port: number, host: string): http.Server {
    return this.server.listen(port, host);
  }

  address(): unknown {
    return this.server.address();
  }
}

function restify(): Instance {
  const app = new RestifyLike();
  return { app, listen: () => listening(app.listen(0, '127.0.0.1')) };
}

/** The types of Fastify know no instance of which it is not told how it listens. */
const fastifyOverHttp2 = (https: object | undefined): Instance =>
  fastifyApp(fastify({ http2: true, ...(https && { https }) } as object));

async function listening(server: http.Server): Promise<http.Server> {
  if (!server.listening) await once(server, 'listening');
  return server;
}

const fastifyOverTls = (): Instance => fastifyOverHttp2(certificate);
const fastifyOverCleartext = (): Instance => fastifyOverHttp2(undefined);
const nestOnExpress = (): Promise<Instance> => nest();
const nestOnFastify = (): Instance => nestOn(fastifyApp());
const elysia = (): Instance => ({ app: new ElysiaLike() });

export const frameworks: [name: string, create: () => Instance | Promise<Instance>][] = [
  ['Koa', koa],
  ['Fastify', fastifyApp],
  ['hapi', hapiServer],
  ['Nest', nestOnExpress],
  ['Nest on Fastify', nestOnFastify],
  ['Hono', hono],
  ['an object with fetch()', fetchObject],
  ['elysia', elysia],
  ['polka', polka],
  ['restify', restify],
  ['Koa over HTTP/2', koaOverHttp2],
  ['Fastify over HTTP/2', fastifyOverTls],
  ['Fastify over HTTP/2 without TLS', fastifyOverCleartext],
];
