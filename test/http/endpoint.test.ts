import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { endpointOf, endpointOfUrl } from '../../src/http/endpoint.js';
import { answers, withServer } from '../hostile/servers.js';
import { ask, rejectionOf } from './ask.js';
import { certificate } from './tls/index.js';

const echo: http.RequestListener = (request, response) => {
  response.setHeader('X-Asked', `${request.method ?? ''} ${request.url ?? ''}`).end();
};
const plain = http.createServer(echo);
const secure = https.createServer(certificate, echo);
const urlOf = (server: http.Server, path = ''): string => {
  const scheme = server === secure ? 'https' : 'http';
  return `${scheme}://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`;
};
const asked = async (target: unknown, path: string): Promise<string | undefined> =>
  (await ask(target, { path })).headerList.find(([name]) => name === 'X-Asked')?.[1];

beforeAll(async () => {
  for (const server of [plain, secure])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  for (const server of [plain, secure]) server.close();
});

describe('a URL', () => {
  test.each([
    ['no path', '', 'GET /users'],
    ['a slash', '/', 'GET /users'],
    ['a prefix', '/api/v1', 'GET /api/v1/users'],
    ['a prefix and a slash', '/api/v1/', 'GET /api/v1/users'],
  ])('with %s', async (_, path, outcome) => {
    expect(await asked(urlOf(plain, path), '/users')).toBe(outcome);
    expect(await asked(new URL(urlOf(plain, path)), '/users')).toBe(outcome);
  });

  test('many exchanges over one kept-alive connection, closed a second after the last', async () => {
    let [opened, closed] = [0, 0];
    const server = http.createServer(echo).on('connection', (socket) => {
      opened += 1;
      socket.once('close', () => (closed += 1));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `${urlOf(server)}/kept`;
    for (let count = 0; count < 10; count += 1) {
      await ask(url);
      await pause(1);
    }
    expect([opened, closed]).toEqual([1, 0]);
    await pause(1300);
    expect([opened, closed]).toEqual([1, 1]);
    expect(await asked(url, '/again')).toBe('GET /kept/again');
    server.close();
  });

  test('of the name localhost', async () => {
    expect(await asked(urlOf(plain).replace('127.0.0.1', 'localhost'), '/')).toBe('GET /');
  });

  test('of an IPv6 address', async () => {
    const server = http.createServer(echo);
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await asked(`http://[::1]:${String(port)}`, '/')).toBe('GET /');
    await new Promise((resolve) => server.close(resolve));
    expect(await rejectionOf(ask(`http://[::1]:${String(port)}`))).toEqual({
      error: 'ExchangeError nothing-listens',
      message:
        'GET /: nothing listens at http://[::1]:PORT (ECONNREFUSED). Start the server first, or pass the app itself.',
    });
  });

  test('is asked without a hook: nobody calls it', async () => {
    let calls = 0;
    const onResponse = (): void => void (calls += 1);
    expect(await ask(urlOf(plain), { onResponse })).toMatchObject({ status: 200 });
    expect(calls).toBe(0);
  });
});

describe('a certificate', () => {
  test('that is not trusted: certificate-refused, with what to do', async () => {
    expect(await rejectionOf(ask(urlOf(secure)))).toEqual({
      error: 'ExchangeError certificate-refused',
      message:
        'GET /: the certificate of https://127.0.0.1:PORT is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT). ' +
        'Pass { url, ca } with the certificate authority to trust.',
    });
  });

  test('of another name', async () => {
    const url = urlOf(secure).replace('127.0.0.1', '127.0.0.2');
    const server = https.createServer(certificate, echo);
    await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.2', resolve));
    const { error, message } = await rejectionOf(ask({ url, ca: certificate.cert }));
    expect({ error, message: message.replace(/:\d+/, ':PORT') }).toEqual({
      error: 'ExchangeError certificate-refused',
      message:
        'GET /: the certificate of https://127.0.0.2:PORT is not trusted (ERR_TLS_CERT_ALTNAME_INVALID). ' +
        'Pass { url, ca } with the certificate authority to trust.',
    });
    await new Promise((resolve) => server.close(resolve));
  });

  test.each([
    ['as bytes', certificate.cert],
    ['as text', certificate.cert.toString()],
  ])('with its authority %s', async (_, ca) => {
    expect(await asked({ url: urlOf(secure), ca }, '/users')).toBe('GET /users');
    expect(await asked({ url: new URL(urlOf(secure, '/api')), ca }, '/users')).toBe('GET /api/users');
  });

  test('of a server in hand needs nobody to trust it', async () => {
    expect(await asked(secure, '/users')).toBe('GET /users');
    expect(endpointOf(secure)).toMatchObject({ base: 'https://127.0.0.1', inHand: true });
  });
});

test('the base of an app in hand says nothing about its port', () => {
  expect(endpointOf(plain)).toMatchObject({ base: 'http://127.0.0.1', inHand: true });
});

test('the default ports', () => {
  expect(endpointOfUrl(new URL('http://api.example:80/v1'))).toMatchObject({ base: 'http://api.example/v1' });
  expect(endpointOfUrl(new URL('https://api.example:443'))).toMatchObject({ base: 'https://api.example' });
});

test('a server that never stops sending is let go of', async () => {
  await withServer(answers('HTTP/1.1 200 OK\r\n\r\nendless'), async ({ url, connections }) => {
    for (let count = 0; count < 20; count += 1) await ask(url);
    await pause(100);
    expect(connections()).toBe(20);
  });
});
