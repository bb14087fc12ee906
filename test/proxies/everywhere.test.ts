import { afterAll, beforeAll, expect, test } from '@jest/globals';
import cors from 'cors';
import express from 'express';
import {
  auditCors,
  checkCorsContract,
  createBrowser,
  defineCorsContract,
  observeCorsPolicy,
  preflight,
  type Target,
} from '../../src/index.js';
import { nodeProxy, type NodeProxy } from '../support/node-proxy.js';

const page = 'https://app.example';
let proxy: NodeProxy;
let target: Target;
let calls = 0;

beforeAll(async () => {
  proxy = await nodeProxy();
  const app = express()
    .use((_, __, next) => {
      calls += 1;
      next();
    })
    .use(cors({ origin: [page], credentials: true, exposedHeaders: 'X-Total', maxAge: 60 }))
    .get('/users', (_, res) => void res.set('X-Total', '1').json([]))
    .put('/users', (_, res) => void res.json({}));
  target = { url: proxy.url, app, port: proxy.port };
});
afterAll(() => proxy.close());

const asked: readonly (readonly [name: string, ask: () => PromiseLike<unknown>])[] = [
  ['toAllowOrigin', () => expect(target).toAllowOrigin(page, '/users')],
  ['toRejectOrigin', () => expect(target).toRejectOrigin('https://evil.example', '/users')],
  ['toAllowCredentials', () => expect(target).toAllowCredentials({ origin: page, path: '/users' })],
  ['toHandlePreflight', () => expect(target).toHandlePreflight({ origin: page, path: '/users' })],
  ['toAllowMethods', () => expect(target).toAllowMethods('PUT', { origin: page, path: '/users' })],
  ['toAllowHeaders', () => expect(target).toAllowHeaders('x-id', { origin: page, path: '/users' })],
  ['toExposeHeaders', () => expect(target).toExposeHeaders('x-total', { origin: page, path: '/users' })],
  ['toVaryOnOrigin', () => expect(target).toVaryOnOrigin({ origin: page, path: '/users' })],
  ['toAllowOnlyOrigins', () => expect(target).toAllowOnlyOrigins(page, '/users')],
  ['preflight', () => preflight(target, '/users').from(page).requestMethod('PUT').expectAllowed()],
  ['createBrowser', () => createBrowser(target, { origin: page }).fetch('/users')],
  ['auditCors', () => auditCors(target, { trusted: page, paths: ['/users'] })],
  ['observeCorsPolicy', () => observeCorsPolicy(target, { origins: [page], routes: ['/users'] })],
  [
    'checkCorsContract',
    () =>
      checkCorsContract(
        target,
        defineCorsContract({
          origins: { allowed: [page], rejected: ['https://evil.example'] },
          routes: [{ path: '/users', methods: ['GET', 'PUT'], credentials: true }],
        }),
      ),
  ],
];

test.each(asked)('%s asks an app through its proxy', async (_, ask) => {
  const before = calls;
  await ask();
  expect(calls).toBeGreaterThan(before);
});
