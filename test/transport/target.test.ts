import { afterEach, describe, expect, jest, test } from '@jest/globals';
import express from 'express';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import request, { agent } from 'supertest';
import superagent from 'superagent';
import { UsageError } from '../../src/errors/usage-error.js';
import { checkTarget, resolveTarget } from '../../src/transport/target.js';
import { certificate } from '../hostile/certificate.js';
import { ask, failureOf, type Listener } from './ask.js';
import { express4 } from './express4.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const teapot: Listener = (_request, response) => {
  response.statusCode = 418;
  response.end();
};

function app(): express.Express {
  return express().use(teapot);
}

async function listening(server: http.Server, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('what can be asked', () => {
  const inHand: [title: string, target: () => unknown, base: string][] = [
    ['an Express 5 app', app, 'http://127.0.0.1'],
    ['an Express 4 app', () => express4().use(teapot), 'http://127.0.0.1'],
    ['a listener', () => teapot, 'http://127.0.0.1'],
    ['a mocked listener', () => jest.fn(teapot), 'http://127.0.0.1'],
    ['an http.Server', () => http.createServer(teapot), 'http://127.0.0.1'],
    ['an https.Server', () => https.createServer(certificate, teapot), 'https://127.0.0.1'],
    ['a lazy app', () => ({ target: () => app() }), 'http://127.0.0.1'],
    ['a lazy app that is awaited', () => ({ target: () => Promise.resolve(app()) }), 'http://127.0.0.1'],
  ];

  test.each(inHand)('%s', async (_title, target, base) => {
    const given = target();
    checkTarget(given);
    expect(await ask(given)).toMatchObject({ status: 418 });
    expect(await resolveTarget(given)).toMatchObject({ base, inHand: true });
  });

  test('a URL, as a string and as an object, with and without a path', async () => {
    const port = String(await listening(http.createServer(teapot)));
    const rows: [target: unknown, base: string][] = [
      [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port}`],
      [`http://LOCALHOST:${port}/`, `http://localhost:${port}`],
      [new URL(`http://127.0.0.1:${port}/api/`), `http://127.0.0.1:${port}/api`],
      [{ url: `http://127.0.0.1:${port}/api/v1` }, `http://127.0.0.1:${port}/api/v1`],
      [{ target: () => `http://127.0.0.1:${port}/lazy` }, `http://127.0.0.1:${port}/lazy`],
    ];
    for (const [target, base] of rows) {
      checkTarget(target);
      expect(await resolveTarget(target)).toMatchObject({ base, inHand: false });
      expect(await ask(target)).toMatchObject({ status: 418 });
    }
  });

  test('a URL with the certificate authority to trust', async () => {
    const port = String(await listening(https.createServer(certificate, teapot)));
    for (const host of ['localhost', '127.0.0.1']) {
      const target = { url: `https://${host}:${port}`, ca: certificate.cert };
      expect(await ask(target)).toMatchObject({ status: 418 });
      expect(await ask({ ...target, ca: Buffer.from(certificate.cert) })).toMatchObject({ status: 418 });
    }
  });

  test('one endpoint per app, and per URL', async () => {
    const shared = app();
    expect(await resolveTarget(shared)).toBe(await resolveTarget({ target: () => shared }));
    expect(await resolveTarget('http://127.0.0.1:1/')).toBe(
      await resolveTarget(new URL('http://127.0.0.1:1')),
    );
    expect(await resolveTarget(app())).not.toBe(await resolveTarget(app()));
  });
});

const accepted =
  'A target is an Express app or another (req, res) function, an http.Server or https.Server, a URL, { url, ca }, ' +
  'or { target: () => app } for an app that exists only in beforeAll.';
const pureUrl = 'A target URL is an origin and at most a path prefix, without user info, query or fragment. ';
const requestApp =
  'This is what request(app) or request.agent(app) returns. Pass the app itself: expect(app).';
const library = 'This is superagent or supertest itself. Pass the app: expect(app).';
const oneArgument =
  'This function takes one argument: it looks like fetch() or a fetch handler, not a (req, res) listener.';
const noArguments =
  'This function takes no arguments, so it cannot answer a request. For a lazy app pass { target: () => app }.';

describe('what people pass by mistake', () => {
  const mistakes: [title: string, target: () => unknown, message: string][] = [
    ['request(app)', () => request(app()), requestApp],
    ['an agent', () => agent(app()), requestApp],
    ['an agent of superagent', () => superagent.agent(), requestApp],
    [
      'an un-awaited Test',
      () => request(app()).get('/'),
      'This is a supertest Test, a request that has not been sent. Pass the app itself: expect(app).',
    ],
    ['a promise', () => Promise.resolve(app()), 'This is a promise. Await it first: expect(await …).'],
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
    ['fetch', () => fetch, oneArgument],
    ['a fetch handler', () => (given: Request) => new Response(given.url), oneArgument],
    ['a function without arguments', () => () => app(), noArguments],
    ['supertest itself', () => request, library],
    ['superagent itself', () => superagent, library],
    ['an ftp URL', () => 'ftp://app.example/', '"ftp://app.example/" is not an absolute http(s) URL.'],
    ['no URL', () => '/users', '"/users" is not an absolute http(s) URL.'],
    ['a host name', () => 'app.example:3000', '"app.example:3000" is not an absolute http(s) URL.'],
    ['an empty string', () => '', '"" is not an absolute http(s) URL.'],
    [
      'no URL, with a password',
      () => 'ftp://me:secret@app.example',
      '"ftp://app.example" is not an absolute http(s) URL.',
    ],
    [
      'a URL with user info',
      () => 'https://me:secret@app.example/',
      `${pureUrl}Write "https://app.example".`,
    ],
    [
      'a URL with a query',
      () => new URL('https://app.example/api?key=secret'),
      `${pureUrl}Write "https://app.example/api".`,
    ],
    [
      'a URL with a fragment, in an object',
      () => ({ url: 'https://app.example/#top' }),
      `${pureUrl}Write "https://app.example".`,
    ],
    ['a plain object', () => ({}), 'An object of class Object with the keys (none) cannot be asked.'],
    [
      'an object with keys',
      () => ({ method: 'GET', path: '/users' }),
      'An object of class Object with the keys method, path cannot be asked.',
    ],
    [
      'an object without a prototype',
      () => Object.assign(Object.create(null), { a: 1 }) as unknown,
      'An object of class Object with the keys a cannot be asked.',
    ],
    ['a list', () => [app()], 'An object of class Array with the keys 0 cannot be asked.'],
    ['a number', () => 3000, 'number 3000 cannot be asked.'],
    ['a symbol', () => Symbol('app'), 'symbol Symbol(app) cannot be asked.'],
  ];

  test.each(mistakes)('%s', async (_title, target, message) => {
    const given = target();
    const expected = { code: 'unknown-target', message: `${message}\n\n${accepted}` };
    expect(await failureOf(resolveTarget(given))).toEqual(expected);
    expect(await failureOf(Promise.resolve().then(() => checkTarget(given)))).toEqual(expected);
    await expect(resolveTarget(given)).rejects.toBeInstanceOf(UsageError);
  });

  test('a lazy target that gives one of them', async () => {
    expect(await failureOf(resolveTarget({ target: () => request(app()) }))).toEqual({
      code: 'unknown-target',
      message: `${requestApp}\n\n${accepted}`,
    });
  });
});

describe('a lazy target that is not ready', () => {
  const reason = '{ target: () => app } is called when the assertion runs: return the app there.';
  const rows: [title: string, target: () => unknown, detail: string][] = [
    ['gives undefined', () => undefined, 'it returned undefined'],
    ['gives null', () => Promise.resolve(null), 'it returned null'],
    ['gives another lazy target', () => ({ target: app }), 'it returned another lazy target'],
    [
      'throws',
      () => {
        throw new TypeError('no app yet');
      },
      'TypeError: no app yet',
    ],
    ['rejects', () => Promise.reject(new Error('no database')), 'Error: no database'],
  ];

  test.each(rows)('%s', async (_title, target, detail) => {
    checkTarget({ target });
    expect(await failureOf(resolveTarget({ target }))).toEqual({
      code: 'target-not-ready',
      message: `The lazy target gave no app (${detail}). ${reason}`,
    });
  });
});
