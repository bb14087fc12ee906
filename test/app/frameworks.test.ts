import fastifyCors from '@fastify/cors';
import koaCors from '@koa/cors';
import { describe, expect, test } from '@jest/globals';
import fastify from 'fastify';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import { nest } from '../http/frameworks.js';
import { eventsOf, line, page, traceOf } from './trace-of.js';

const put = { method: 'PUT', path: '/users' };

describe('Koa: who sets a header is known, who answers is not', () => {
  const app = new Koa().use(koaCors({ origin: page })).use(async function handler(ctx) {
    await Promise.resolve();
    ctx.vary('Accept');
    ctx.status = 200;
  });

  test('a request', async () => {
    expect(await eventsOf(app)).toEqual([
      'set vary: Origin | @koa/cors@5.0.0 | -',
      `set access-control-allow-origin: ${page} | @koa/cors@5.0.0 | -`,
      "replace vary: Origin, Accept | handler: ctx.vary('Accept'); | -",
      'end 200 | - | -',
    ]);
  });

  test('a preflight', async () => {
    const { events } = await traceOf(app, put, 'preflight');
    expect(events.map(line).at(-1)).toBe('end 204 | - | -');
    expect(events.at(-1)?.packages).toEqual(['koa@3.3.0']);
  });
});

describe('Fastify collects the headers: who set them is not known', () => {
  const app = fastify();
  void app.register(fastifyCors, { origin: [page], methods: ['PUT'] });
  app.get('/', function handler(_, reply) {
    void reply.header('Access-Control-Expose-Headers', 'x-a').send();
  });
  app.get('/raw', function handler(_, reply) {
    reply.raw.setHeader('Access-Control-Expose-Headers', 'x-a');
    reply.raw.end();
  });
  app.put('/users', () => Promise.resolve({}));

  test('a handler that answers at once', async () => {
    expect(await eventsOf(app)).toEqual([
      `set access-control-allow-origin: ${page} | - | -`,
      'set access-control-expose-headers: x-a | - | -',
      'set vary: Origin | - | -',
      "end 200 | handler: void reply.header('Access-Control-Expose-Headers', 'x-a').send(); | -",
    ]);
  });

  test('an answer of a promise', async () => {
    expect((await eventsOf(app, put)).at(-1)).toBe('end 200 | - | -');
  });

  test('the response of Node itself', async () => {
    expect(await eventsOf(app, { path: '/raw' })).toEqual([
      "set access-control-expose-headers: x-a | handler: reply.raw.setHeader('Access-Control-Expose-Headers', 'x-a'); | -",
      'end 200 | handler: reply.raw.end(); | -',
    ]);
  });

  test('a preflight is answered by the plug-in', async () => {
    const { events } = await traceOf(app, put, 'preflight');
    expect(events.map(line)).toEqual([
      `set access-control-allow-origin: ${page} | - | -`,
      'set access-control-allow-methods: PUT | - | -',
      'set vary: Origin, Access-Control-Request-Headers | - | -',
      'end 204 | @fastify/cors@11.4.3 | -',
    ]);
  });
});

test('Hono gives a Response: neither is known', async () => {
  const app = new Hono().use(honoCors({ origin: page })).get('/', (context) => context.json({}));
  expect(await eventsOf(app)).toEqual([
    `set access-control-allow-origin: ${page} | - | -`,
    'set vary: Origin | - | -',
    'end 200 | - | -',
  ]);
  const { events, layers } = await traceOf(app, put, 'preflight');
  expect(events.at(-1)).toMatchObject({ kind: 'end', status: 204, by: null, packages: [] });
  expect(layers).toBeNull();
});

test('Nest on its own Express', async () => {
  const { app, close } = await nest();
  try {
    const { events, layers } = await traceOf(app, { ...put, json: { name: 'Ada' } });
    expect(events.map(line)).toEqual([
      `set access-control-allow-origin: ${page} | cors@2.8.6 | 2 corsMiddleware /`,
      'set vary: Origin | cors@2.8.6 | 2 corsMiddleware /',
      'end 200 | - | 5 PUT /users /users',
    ]);
    expect(layers?.map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1 <anonymous>',
      '2 corsMiddleware',
      '3 jsonParser',
      '4 urlencodedParser',
      '5 PUT /users',
      '6 <anonymous>',
      '7 <anonymous>',
    ]);
  } finally {
    await close?.();
  }
});
