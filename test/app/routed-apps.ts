import 'reflect-metadata';
import fastifyCors from '@fastify/cors';
import Router from '@koa/router';
import { All, Controller, Get, type INestApplication, Module, Put } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';

// Apps of frameworks that show their routes, with routes of every kind.

const one = (): number => 1;

export async function fastifyApp(): Promise<FastifyInstance> {
  const app = fastify();
  app.get('/users', one);
  app.get('/users/:id', one);
  app.put('/users/:id', one);
  app.get('/users/me', one);
  app.get('/users/:id/posts', one);
  app.get('/files/*', one);
  app.get('/span/:from-:to', one);
  app.get('/numbers/:id(^\\d+$)', one);
  app.get('/optional/:id?', one);
  app.get('/odd (GET), (x)', one);
  app.route({ method: 'GET', url: '/v', constraints: { version: '1.2.0' }, handler: one });
  app.get('/v', one);
  app.register(
    (inner, _, done) => {
      inner.get('/', one);
      inner.all('/any', one);
      done();
    },
    { prefix: '/api' },
  );
  app.register(fastifyCors, {});
  await app.ready();
  return app;
}

export async function nest(): Promise<INestApplication> {
  class Users {
    show(): object {
      return {};
    }
    save(): object {
      return {};
    }
    any(): object {
      return {};
    }
  }
  class AppModule {}
  const of = (name: 'show' | 'save' | 'any'): [object, string, PropertyDescriptor] => [
    Users.prototype,
    name,
    Object.getOwnPropertyDescriptor(Users.prototype, name) ?? {},
  ];
  Get(':id')(...of('show'));
  Put(':id')(...of('save'));
  All('any')(...of('any'));
  Controller('users')(Users);
  Module({ controllers: [Users] })(AppModule);
  return NestFactory.create(AppModule, { logger: false });
}

/** What Nest's adapter for Fastify hands out. */
export async function nestOnFastify(): Promise<object> {
  const instance = await fastifyApp();
  return { isInitialized: true, getHttpAdapter: () => ({ getInstance: () => instance }) };
}

export function koa(): Koa {
  const posts = new Router().get('/', one).get('/:post', one);
  const router = new Router({ prefix: '/users' })
    .use((_, next) => next())
    .get('/:id', one)
    .put('/:id', one)
    .all('/any', one);
  router.use('/:id/posts', posts.routes());
  const app = new Koa().use((_, next) => next());
  app.use(router.routes()).use(router.allowedMethods());
  return app;
}

export function hono(): Hono {
  const users = new Hono().get('/:id{[0-9]+}', (c) => c.text('')).put('/:id?', (c) => c.text(''));
  return new Hono()
    .use(honoCors())
    .use('/users/*', async (_, next) => next())
    .get('/', (c) => c.text(''))
    .route('/users', users)
    .on(['GET', 'POST'], ['/p', '/q'], (c) => c.text(''))
    .all('/any', (c) => c.text(''))
    .get('/files/*', (c) => c.text(''));
}
