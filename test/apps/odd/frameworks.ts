import 'reflect-metadata';
import koaCors from '@koa/cors';
import {
  type CanActivate,
  Controller,
  type INestApplication,
  Module,
  Put,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import fastify from 'fastify';
import { type Context, Hono, type Next } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Target } from '../../../src/index.js';
import { admin, getUsers, page, putUser, stranger } from '../causes/parts.js';
import type { OddApp } from './odd-app.js';

const quiet = { logger: false } as const;

class TokenGuard implements CanActivate {
  canActivate(): boolean {
    throw new UnauthorizedException();
  }
}

/** Decorators as functions, as test runners do not agree on their syntax. */
async function nest(isGuarded: boolean): Promise<INestApplication> {
  class Users {
    save(): object {
      return { saved: true };
    }
  }
  class AppModule {}
  Put(':id')(Users.prototype, 'save', Object.getOwnPropertyDescriptor(Users.prototype, 'save') ?? {});
  if (isGuarded) UseGuards(TokenGuard)(Users);
  Controller('users')(Users);
  Module({ controllers: [Users] })(AppModule);
  return NestFactory.create(AppModule, quiet);
}

async function nestLate(): Promise<Target> {
  const app = await nest(false);
  await app.init();
  app.enableCors({ origin: [page] });
  return app;
}

async function nestWith(isGuarded: boolean, hasCors: boolean): Promise<Target> {
  const app = await nest(isGuarded);
  if (hasCors) app.enableCors({ origin: [page] });
  return app;
}

function koaList(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  if (ctx.get('origin') === admin) ctx.set('Access-Control-Allow-Origin', admin);
  return next();
}

function koaUsers(ctx: Koa.Context): void {
  ctx.body = [];
}

async function honoAuth(context: Context, next: Next): Promise<Response | undefined> {
  if (context.req.header('authorization') === undefined) return context.text('no token', 401);
  await next();
  return undefined;
}

/** Answers with what another server answers, which knows nothing of CORS. */
function pipeTo(options: { readonly cors: boolean }) {
  return function proxy(req: IncomingMessage, res: ServerResponse): void {
    const behind = createServer((_, answer) => {
      answer.setHeader('access-control-allow-origin', admin);
      answer.end('[]');
    }).listen(0, '127.0.0.1', () => {
      const { port } = behind.address() as AddressInfo;
      const out = send({ port, path: req.url, method: req.method }, (answer) => {
        if (!options.cors) delete answer.headers['access-control-allow-origin'];
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res).on('close', () => behind.close());
      });
      out.end();
    });
  };
}

function fastifyWithToken(): Target {
  const app = fastify();
  app.addHook('onRequest', async function askForToken(request, reply) {
    if (request.headers.authorization === undefined) await reply.code(401).send({ error: 'no token' });
  });
  app.put('/users/:id', () => ({ saved: true }));
  return app;
}

function fastifyForAdmin(): Target {
  const app = fastify();
  app.addHook('onRequest', async function allowAdmin(request, reply) {
    if (request.headers.origin !== admin) await reply.code(403).send();
  });
  app.put('/users/:id', () => ({ saved: true }));
  return app;
}

const on = [] as const;

export const frameworkApps: readonly OddApp[] = [
  {
    on,
    framework: 'nest',
    title: 'a guard, and nobody has enabled CORS',
    app: () => nestWith(true, false),
    request: putUser,
    cause: 'no-cors-headers',
    certainty: 'likely',
  },
  {
    on,
    framework: 'nest',
    title: 'enableCors() after init()',
    app: nestLate,
    request: putUser,
    cause: 'answered-before-cors',
    certainty: 'certain',
  },
  {
    on,
    framework: 'nest',
    title: 'a stranger, with enableCors() and a guard',
    app: () => nestWith(true, true),
    request: { ...putUser, origin: stranger },
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    on,
    framework: 'koa',
    title: 'a list by hand without Vary',
    app: () => new Koa().use(koaList).use(koaUsers),
    request: getUsers,
    cause: 'origin-not-listed',
    certainty: 'likely',
    culprit: 'koaList',
  },
  {
    on,
    framework: 'koa',
    title: 'cors() with a function that returns nothing for others',
    app: () =>
      new Koa().use(koaCors({ origin: (ctx) => (ctx.get('origin') === admin ? admin : '') })).use(koaUsers),
    request: getUsers,
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    on,
    framework: 'fastify',
    title: 'a hook that answers 401 to OPTIONS',
    app: fastifyWithToken,
    request: putUser,
    cause: 'preflight-blocked-by-authentication',
    certainty: 'certain',
    culprit: 'askForToken',
  },
  {
    on,
    framework: 'fastify',
    title: 'a hook that refuses strangers with 403',
    app: fastifyForAdmin,
    request: putUser,
    cause: 'origin-not-listed',
    certainty: 'likely',
    culprit: 'allowAdmin',
  },
  {
    on,
    framework: 'hono',
    title: 'authentication used before cors()',
    app: () =>
      new Hono()
        .use(honoAuth)
        .use(honoCors({ origin: page }))
        .put('/users/:id', (context) => context.json({})),
    request: putUser,
    cause: 'preflight-blocked-by-authentication',
    certainty: 'certain',
  },
  {
    on,
    framework: 'hono',
    title: 'a list by hand that answers 403 to others',
    app: () =>
      new Hono()
        .use(async (context, next) => {
          if (context.req.header('origin') !== admin) return context.text('forbidden', 403);
          await next();
          return undefined;
        })
        .put('/users/:id', (context) => context.json({})),
    request: putUser,
    cause: 'preflight-blocked-by-authentication',
    certainty: 'likely',
  },
  {
    on,
    framework: 'node',
    title: 'a proxy that passes on what knows no CORS',
    app: () => pipeTo({ cors: false }),
    request: getUsers,
    cause: 'no-cors-headers',
    certainty: 'likely',
  },
  {
    on,
    framework: 'node',
    title: 'a proxy that passes on the headers of another policy',
    app: () => pipeTo({ cors: true }),
    request: getUsers,
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    on,
    framework: 'node',
    title: 'a listener that refuses OPTIONS by 405',
    app: () => (req: IncomingMessage, res: ServerResponse) => {
      res.statusCode = req.method === 'OPTIONS' ? 405 : 200;
      if (req.method !== 'OPTIONS') res.setHeader('access-control-allow-origin', page);
      res.end();
    },
    request: putUser,
    cause: 'preflight-not-routed',
    certainty: 'likely',
  },
];
