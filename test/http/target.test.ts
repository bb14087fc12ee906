import { describe, expect, jest, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import type { FastifyInstance } from 'fastify';
import KoaRouter from '@koa/router';
import { createServer } from 'node:http';
import request from 'supertest';
import { deadlineIn } from '../../src/http/deadline.js';
import type { Endpoint } from '../../src/http/endpoint.js';
import { checkTarget, resolveTarget } from '../../src/http/target.js';
import { createBrowser } from '../../src/index.js';
import { ask, rejectionOf } from './ask.js';

const app = express().use((_, response) => void response.sendStatus(204));
const accepted =
  'A target is an Express, Koa, Fastify, Nest or hapi app, an object with fetch(Request) such as a Hono, h3 or elysia ' +
  'app, a (req, res) function, an http.Server or https.Server, a URL, { url, ca }, { url, app, port } for an app ' +
  'behind a proxy, or { target: () => app } for an app that exists only in beforeAll.';

const endpointOf = (target: unknown): Promise<Endpoint> => resolveTarget(target, deadlineIn(3000));

describe('what is accepted', () => {
  test.each<[string, () => unknown]>([
    ['an Express 5 app', () => app],
    ['an Express 4 app', () => express4().use((_, response) => void response.sendStatus(204))],
    [
      'a listener',
      () => (_: unknown, response: { writeHead(status: number): { end(): void } }) => {
        response.writeHead(204).end();
      },
    ],
    ['a server', () => createServer(app)],
    ['a lazy app', () => ({ target: () => app })],
    ['a lazy server that comes later', () => ({ target: () => Promise.resolve(createServer(app)) })],
  ])('%s', async (_, target) => {
    expect(await ask(target())).toMatchObject({ status: 204 });
  });

  test.each<[string, unknown, base: string]>([
    ['a URL', new URL('https://api.example'), 'https://api.example'],
    ['a URL as text', 'http://api.example:8080/', 'http://api.example:8080'],
    ['with a prefix', 'https://api.example/v1', 'https://api.example/v1'],
    ['with a prefix that ends with a slash', 'https://api.example/v1/', 'https://api.example/v1'],
    ['in upper case, with the default port', 'HTTPS://API.example:443', 'https://api.example'],
    ['with a certificate authority', { url: 'https://api.example', ca: 'pem' }, 'https://api.example'],
    ['without one', { url: new URL('https://api.example/v1') }, 'https://api.example/v1'],
    ['lazy', { target: () => 'http://[::1]:3000' }, 'http://[::1]:3000'],
  ])('%s', async (_, target, base) => {
    expect(await endpointOf(target)).toMatchObject({ base, inHand: false });
  });

  test('one endpoint per app, server and URL', async () => {
    const server = createServer();
    const listener = (): void => undefined;
    Object.defineProperty(listener, 'length', { value: 2 });
    for (const target of [app, server, listener, 'https://api.example/v1'])
      expect(await endpointOf(target)).toBe(await endpointOf(target));
    expect(await endpointOf({ target: () => app })).toBe(await endpointOf(app));
    expect(await endpointOf('https://api.example/')).toBe(await endpointOf(new URL('https://api.example')));
  });

  test('two endpoints for two certificate authorities, prefixes, servers around one app', async () => {
    const url = 'https://api.example';
    expect(await endpointOf({ url, ca: 'one' })).not.toBe(await endpointOf({ url, ca: 'two' }));
    expect(await endpointOf(`${url}/v1`)).not.toBe(await endpointOf(url));
    expect(await endpointOf(createServer(app))).not.toBe(await endpointOf(createServer(app)));
  });
});

const client = 'This is an HTTP client, not an app. Pass the app itself: expect(app).';
const plugin = 'This is a Fastify plugin, which works only inside an app. Pass the app it is registered in.';
const get = (url: string): string => url;

const mistakes: [name: string, target: () => unknown, message: string][] = [
  [
    'undefined',
    () => undefined,
    'The target is undefined. For an app that is assigned in beforeAll, pass { target: () => app }.',
  ],
  [
    'null',
    () => null,
    'The target is null. For an app that is assigned in beforeAll, pass { target: () => app }.',
  ],
  [
    'request(app)',
    () => request(app),
    'This is what request(app) or request.agent(app) returns. Pass the app itself: expect(app).',
  ],
  [
    'request.agent(app)',
    () => request.agent(app),
    'This is what request(app) or request.agent(app) returns. Pass the app itself: expect(app).',
  ],
  [
    'an un-awaited Test',
    () => request('http://127.0.0.1:1').get('/'),
    'This is a supertest Test, a request that has not been sent. Pass the app itself: expect(app).',
  ],
  ['a promise', () => Promise.resolve(app), 'This is a promise. Await it first: expect(await …).'],
  ['supertest itself', () => request, 'This is superagent or supertest itself. Pass the app: expect(app).'],
  [
    'superagent itself',
    () => jestRequire('superagent'),
    'This is superagent or supertest itself. Pass the app: expect(app).',
  ],
  ['fetch', () => fetch, 'This is an HTTP client, not an app. Pass the app itself: expect(app).'],
  [
    'a fetch handler',
    () => (incoming: Request) => new Response(incoming.url),
    'This function takes one argument: it looks like a fetch handler, not a (req, res) listener. Pass the app itself, or { fetch: handler }.',
  ],
  [
    'an Express router',
    () => express.Router(),
    'This is an Express router, which works only inside an app. Pass express().use(router).',
  ],
  [
    'an Express 4 router',
    () => express4.Router(),
    'This is an Express router, which works only inside an app. Pass express().use(router).',
  ],
  [
    'a function without arguments',
    () => () => app,
    'This function takes no arguments, so it cannot handle a request. For a lazy app pass { target: () => app }.',
  ],
  [
    'a fetch handler with bindings',
    () => {
      const worker = { fetch: (incoming: Request, bindings: object) => new Response(incoming.url, bindings) };
      return worker.fetch;
    },
    'This function looks like a fetch handler, not a (req, res) listener. Pass the app itself, or { fetch: handler }.',
  ],
  [
    'axios',
    () => Object.assign((url: string, options: object) => [url, options], { get, post: get }),
    client,
  ],
  ['a dispatcher of undici', () => ({ dispatch: get, request: get }), client],
  ['what createBrowser() returns', () => createBrowser(app, { origin: 'https://app.example' }), client],
  [
    'a Koa router',
    () => new KoaRouter(),
    'This is a Koa router, which works only inside an app. Pass new Koa().use(router.routes()).',
  ],
  [
    'a Nest testing module',
    () => ({ createNestApplication: () => app, get: () => app }),
    'This is a Nest testing module. Pass its app: expect(module.createNestApplication()).',
  ],
  [
    'an h3 version 1 app',
    () => ({ stack: [], use: get, handler: get }),
    'This is an h3 version 1 app. Pass toNodeListener(app).',
  ],
  [
    'a Fastify plugin',
    () => (fastify: FastifyInstance, _: object, done: () => void) => {
      fastify.get('/', () => 'ok');
      done();
    },
    plugin,
  ],
  [
    'a Fastify plugin by its mark',
    () => Object.assign((one: object, two: object) => [one, two], { [Symbol.for('skip-override')]: true }),
    plugin,
  ],
];

const jestRequire = (name: string): unknown => jest.requireActual(name);

const unknowns: [name: string, target: unknown, message: string][] = [
  [
    'a plain object',
    { port: 3000, host: 'api' },
    'An object of class Object with the keys port, host is not a target.',
  ],
  ['an empty object', {}, 'An object of class Object with the keys (none) is not a target.'],
  [
    'an object without a prototype',
    Object.create(null),
    'An object of class Object with the keys (none) is not a target.',
  ],
  [
    '{ url } with more than a ca',
    { url: 'https://api.example', cert: 'pem' },
    'An object of class Object with the keys url, cert is not a target.',
  ],
  [
    'a fetch Request',
    new Request('https://api.example'),
    'An object of class Request with the keys (none) is not a target.',
  ],
  ['an array', [app], 'An object of class Array with the keys 0 is not a target.'],
  ['a number', 3000, 'number 3000 is not a target.'],
  ['true', true, 'boolean true is not a target.'],
  ['a symbol', Symbol('app'), 'symbol Symbol(app) is not a target.'],
  ['a path', '/users', '"/users" is not an absolute http(s) URL.'],
  ['a host without a scheme', 'api.example', '"api.example" is not an absolute http(s) URL.'],
  ['a host and a port', 'api.example:3000', '"api.example:3000" is not an absolute http(s) URL.'],
  ['an empty string', '', '"" is not an absolute http(s) URL.'],
  ['an ftp URL', 'ftp://api.example', '"ftp://api.example" is not an absolute http(s) URL.'],
  ['a file URL', new URL('file:///app.js'), '"file:///app.js" is not an absolute http(s) URL.'],
  [
    '{ url } of another scheme',
    { url: 'ws://api.example' },
    '"ws://api.example" is not an absolute http(s) URL.',
  ],
];

describe('what is not: unknown-target, with the right call', () => {
  test.each([
    ...mistakes,
    ...unknowns.map(([name, target, message]) => [name, () => target, message] as const),
  ])('%s', async (_, target, message) => {
    expect(await rejectionOf(endpointOf(target()))).toEqual({
      error: 'UsageError unknown-target',
      message: `${message}\n\n${accepted}`,
    });
  });

  test.each(mistakes)('%s, before anything is started', async (_, target, message) => {
    const checked = new Promise((resolve) => {
      checkTarget(target());
      resolve(undefined);
    });
    expect(await rejectionOf(checked)).toEqual({
      error: 'UsageError unknown-target',
      message: `${message}\n\n${accepted}`,
    });
  });

  test.each<[name: string, target: unknown, given: string, write: string]>([
    [
      'user info',
      'https://user:secret@api.example/v1',
      '"https://<redacted>@api.example/v1"',
      'https://api.example/v1',
    ],
    [
      'user info in front of an app',
      { url: 'https://user:secret@api.example/v1', app, port: 3000 },
      '"https://<redacted>@api.example/v1"',
      'https://api.example/v1',
    ],
    [
      'a query',
      'https://api.example/v1?key=secret',
      '"https://api.example/v1?key=<redacted>"',
      'https://api.example/v1',
    ],
    ['a fragment', new URL('https://api.example/#top'), '"https://api.example/#top"', 'https://api.example/'],
  ])('a URL with %s', async (_, target, given, write) => {
    expect(await rejectionOf(endpointOf(target))).toEqual({
      error: 'UsageError unknown-target',
      message: `a target URL must be an origin with at most a path prefix, without user info, query or fragment, not ${given}.\nWrite "${write}".`,
    });
  });

  test.each<[string, unknown]>([
    ['an app', app],
    ['a server', createServer()],
    ['a URL', 'http://api.example'],
    ['a lazy target', { target: () => undefined }],
    ['an app behind a proxy', { url: 'http://localhost:8080', app, port: 3000 }],
    [
      'a lazy app behind a proxy',
      { url: 'http://localhost:8080', app: { target: () => undefined }, port: 3000 },
    ],
  ])('checkTarget lets %s pass', (_, target) => {
    expect(checkTarget(target)).toBeUndefined();
  });
});
