import { describe, expect, test } from '@jest/globals';
import express from 'express';
import { createServer } from 'node:http';
import { ExchangeError, type ExchangeErrorCode } from '../../src/errors/exchange-error.js';
import { redirectLeadsElsewhere } from '../../src/http/exchange-failure.js';
import type { RequestListener } from '../../src/http/hosting.js';
import {
  answers,
  type Behaviour,
  behaviours,
  listeners,
  unusedPort,
  withServer,
} from '../hostile/servers.js';
import { ask, type Ask, rejectionOf } from './ask.js';

const noVerdict = 'Without a response there is no verdict: the request is neither allowed nor blocked.';
const users: Ask = { method: 'GET', path: '/users?token=secret' };

type Row = [
  behaviour: keyof typeof behaviours,
  code: ExchangeErrorCode,
  message: string | RegExp,
  request?: Ask,
];

describe('a server that misbehaves', () => {
  test.each<Row>([
    [
      'never answers',
      'no-answer',
      'GET /users: no response within 60 ms. Does the route respond, and does every middleware call next()? ' +
        `To wait longer, set \`timeout\` in the request. ${noVerdict}`,
      { timeout: 60 },
    ],
    [
      'half a head, then nothing',
      'no-answer',
      'GET /users: no response within 60 ms. Does the route respond, and does every middleware call next()? ' +
        `To wait longer, set \`timeout\` in the request. ${noVerdict}`,
      { timeout: 60 },
    ],
    [
      'closes at once',
      'connection-reset',
      `GET /users: the connection was closed before a response arrived (ECONNRESET). ${noVerdict}`,
    ],
    [
      'resets at once',
      'connection-reset',
      `GET /users: the connection was closed before a response arrived (ECONNRESET). ${noVerdict}`,
    ],
    [
      'resets when the request has arrived',
      'connection-reset',
      `PUT /users: the connection was closed before a response arrived (ECONNRESET). ${noVerdict}`,
      { method: 'PUT' },
    ],
    [
      'closes when the request has arrived',
      'connection-reset',
      `GET /users: the connection was closed before a response arrived (ECONNRESET). ${noVerdict}`,
    ],
    [
      'half a head, then closes',
      'answer-incomplete',
      `GET /users: the connection ended in the middle of the response headers, after 55 bytes. ${noVerdict}`,
    ],
    [
      'an informational head, then closes',
      'answer-incomplete',
      `GET /users: the connection ended in the middle of the response headers, after 28 bytes. ${noVerdict}`,
    ],
    [
      'not HTTP',
      'not-http',
      `GET /users: the response from http://127.0.0.1:PORT is not HTTP (HPE_INVALID_CONSTANT). ${noVerdict}`,
    ],
    [
      'not HTTP, before the request',
      'not-http',
      `GET /users: the response from http://127.0.0.1:PORT is not HTTP (HPE_INVALID_CONSTANT). ${noVerdict}`,
    ],
    [
      'NUL in a value',
      'not-http',
      `GET /users: the response from http://127.0.0.1:PORT is not HTTP (HPE_INVALID_HEADER_TOKEN). ${noVerdict}`,
    ],
    [
      'two different lengths',
      'not-http',
      `GET /users: the response from http://127.0.0.1:PORT is not HTTP (HPE_UNEXPECTED_CONTENT_LENGTH). ${noVerdict}`,
    ],
    [
      'endless headers',
      'head-too-large',
      `GET /users: the response headers are larger than 256 KiB; browsers reject them as well. ${noVerdict}`,
    ],
    [
      '101, upgrading',
      'protocol-switched',
      `GET /users: the server switched protocols (101) instead of responding. ${noVerdict}`,
    ],
    [
      '101, upgrading nothing',
      'protocol-switched',
      `GET /users: the server switched protocols (101) instead of responding. ${noVerdict}`,
    ],
  ])('%s: %s', async (behaviour, code, message, request = {}) => {
    await withServer(behaviours[behaviour], async ({ url }) => {
      expect(await rejectionOf(ask(url, { ...users, ...request }))).toEqual({
        error: `ExchangeError ${code}`,
        message,
      });
    });
  });

  test('nothing listens', async () => {
    const port = await unusedPort();
    expect(await rejectionOf(ask(`http://127.0.0.1:${String(port)}/api`, users))).toEqual({
      error: 'ExchangeError nothing-listens',
      message:
        'GET /api/users: nothing listens at http://127.0.0.1:PORT (ECONNREFUSED). Start the server first, or pass the app itself.',
    });
  });

  test('nothing listens at either address of localhost', async () => {
    const port = await unusedPort();
    expect(await rejectionOf(ask(`http://localhost:${String(port)}`, users))).toEqual({
      error: 'ExchangeError nothing-listens',
      message:
        'GET /users: nothing listens at http://localhost:PORT (ECONNREFUSED). Start the server first, or pass the app itself.',
    });
  });

  test('a name nobody has', async () => {
    const { error, message } = await rejectionOf(ask('http://nobody.invalid', users));
    expect(error).toBe('ExchangeError unreachable');
    // A machine without a resolver says EAI_AGAIN.
    expect(message.replace('EAI_AGAIN', 'ENOTFOUND')).toBe(
      `GET /users: http://nobody.invalid:80 cannot be reached (ENOTFOUND). ${noVerdict}`,
    );
  });

  test('https asked of a server that speaks http', async () => {
    await withServer(behaviours['not HTTP, before the request'], async ({ port }) => {
      const { error, message } = await rejectionOf(ask(`https://127.0.0.1:${String(port)}`, users));
      expect(error).toBe('ExchangeError not-http');
      expect(message).toMatch(
        /^GET \/users: the response from https:\/\/127\.0\.0\.1:PORT is not HTTP \((EPROTO|ERR_SSL_\w+)\)\. Without a response/,
      );
    });
  });
});

describe('a listener that misbehaves', () => {
  test.each<[keyof typeof listeners, ExchangeErrorCode, string]>([
    [
      'throws at once',
      'listener-threw',
      `GET /users: the request listener threw before it responded (TypeError: no database). ${noVerdict}`,
    ],
    [
      'throws no error',
      'listener-threw',
      `GET /users: the request listener threw before it responded (no database). ${noVerdict}`,
    ],
    [
      'throws a message for the terminal',
      'listener-threw',
      `GET /users: the request listener threw before it responded (Error: \\x1b[2Jgone\\x0anext). ${noVerdict}`,
    ],
    [
      'rejects',
      'listener-rejected',
      `GET /users: the request listener's promise was rejected before it responded (RangeError: no connection left). ${noVerdict}`,
    ],
    [
      'destroys its socket',
      'connection-reset',
      `GET /users: the connection was closed before a response arrived (ECONNRESET). ${noVerdict}`,
    ],
  ])('%s: %s', async (name, code, message) => {
    const listener: RequestListener = listeners[name];
    const app: RequestListener = (request, response) => listener(request, response);
    const expected = { error: `ExchangeError ${code}`, message };
    expect(await rejectionOf(ask(app, users))).toEqual(expected);
    // Once more on the endpoint that is there already: nothing of the first failure is left.
    expect(await rejectionOf(ask(app, users))).toEqual(expected);
  });

  test('what it threw is the cause', async () => {
    const thrown = new TypeError('no database');
    const app: RequestListener = (_, response) => {
      response.setHeader('x', 'y');
      throw thrown;
    };
    await expect(ask(app, users)).rejects.toMatchObject({ code: 'listener-threw', cause: thrown });
  });

  test('a rejection on a kept-alive socket is not taken for a stale connection', async () => {
    let calls = 0;
    const app: RequestListener = async (_, response) => {
      calls += 1;
      await Promise.resolve();
      if (calls > 1) throw new Error('second');
      response.end('first');
    };
    await ask(app);
    await expect(ask(app)).rejects.toMatchObject({ code: 'listener-rejected' });
    expect(calls).toBe(2);
  });

  test('Express answers 500 itself', async () => {
    const app = express().set('env', 'test');
    app.get('/users', () => {
      throw new TypeError('no database');
    });
    expect(await ask(app, users)).toMatchObject({ status: 500 });
  });

  test('a listener that rejects after its exchange was given up blames no later exchange', async () => {
    const app: RequestListener = async (request, response) => {
      if (request.url === '/later') {
        request.socket.destroy();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 120));
      if (request.url === '/slow') throw new Error('slow');
      response.end();
    };
    expect(await rejectionOf(ask(app, { path: '/slow', timeout: 40 }))).toMatchObject({
      error: 'ExchangeError no-answer',
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await rejectionOf(ask(app, { path: '/later' }))).toMatchObject({
      error: 'ExchangeError connection-reset',
    });
  });
});

describe('a server that closes in between', () => {
  test('a safe request on a reused socket is sent once more', async () => {
    await withServer(behaviours['closes every connection after its first exchange'], async (server) => {
      for (const method of ['GET', 'OPTIONS', 'HEAD', 'GET'])
        expect(await ask(server.url, { method })).toMatchObject({ status: 204 });
      expect(server.connections()).toBe(4);
    });
  });

  test('the other idle connections are as stale: the one retry is made on a new one', async () => {
    const behaviour: Behaviour = (socket, connection) => {
      if (connection <= 3) behaviours['closes every connection after its first exchange'](socket);
      else answers('HTTP/1.1 204 No Content\r\n\r\n')(socket, connection);
    };
    await withServer(behaviour, async (server) => {
      await Promise.all([ask(server.url), ask(server.url), ask(server.url)]);
      expect(await ask(server.url)).toMatchObject({ status: 204 });
      expect(server.connections()).toBe(4);
    });
  });

  test('an unsafe one is not: the app may have done its work', async () => {
    await withServer(behaviours['closes every connection after its first exchange'], async (server) => {
      expect(await ask(server.url, { method: 'OPTIONS' })).toMatchObject({ status: 204 });
      expect(await rejectionOf(ask(server.url, { method: 'PUT' }))).toEqual({
        error: 'ExchangeError connection-reset',
        message: `PUT /: the connection was closed before a response arrived (ECONNRESET). ${noVerdict}`,
      });
      expect(server.connections()).toBe(1);
    });
  });

  test('once more, not for ever', async () => {
    await withServer(behaviours['closes after the first exchange'], async (server) => {
      expect(await ask(server.url)).toMatchObject({ status: 204 });
      expect(await rejectionOf(ask(server.url, users))).toEqual({
        error: 'ExchangeError connection-reset',
        message: `GET /users: the connection was closed before a response arrived (ECONNRESET). ${noVerdict}`,
      });
      expect(server.connections()).toBe(2);
    });
  });
});

describe('a lazy target', () => {
  const advice = '{ target: () => app } is called when the assertion runs and must return the app.';

  test.each<[string, () => unknown, string]>([
    ['gives undefined', () => undefined, 'it returned undefined'],
    ['gives null', () => Promise.resolve(null), 'it returned null'],
    ['gives another', () => ({ target: () => createServer() }), 'it returned another lazy target'],
    [
      'throws',
      () => {
        throw new ReferenceError('app is not defined');
      },
      'ReferenceError: app is not defined',
    ],
    ['rejects', () => Promise.reject(new Error('boot failed')), 'Error: boot failed'],
  ])('that %s: target-not-ready', async (_, target, detail) => {
    expect(await rejectionOf(ask({ target }))).toEqual({
      error: 'ExchangeError target-not-ready',
      message: `The lazy target did not return an app (${detail}). ${advice}`,
    });
  });
});

test('a redirect that leads elsewhere', () => {
  const error = redirectLeadsElsewhere('GET /users', 'https://login.example');
  expect(error).toBeInstanceOf(ExchangeError);
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'redirect-leads-elsewhere',
    message:
      'GET /users: was redirected to https://login.example, which is not this app. ' +
      'Name the app behind it in `otherTargets`, or the public URL of this one in `servedAt`.',
  });
});
