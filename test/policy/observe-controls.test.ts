import { expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { createServer, type RequestListener } from 'node:http';
import { type ObservationOptions, observeCorsPolicy, type Target } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import { recorder } from '../support/recorder.js';

const options: ObservationOptions = { origins: ['https://app.example'], routes: ['/users'] };
const allow = cors({ origin: ['https://app.example'] });

/** From its nth request on an app does something else. */
function after(count: number, then: RequestHandler): Target {
  let asked = 0;
  return express()
    .use((req, res, next) => {
      asked += 1;
      if (asked > count) void then(req, res, next);
      else next();
    })
    .use(allow)
    .get('/users', (_, res) => void res.json({}));
}

const status =
  (code: number): RequestHandler =>
  (_, res) =>
    void res.sendStatus(code);

test.each<[string, Target, string]>([
  [
    'a rate limiter',
    after(0, status(429)),
    'InconclusiveError: GET /users from https://app.example returned 429: a rate limiter treats all origins alike, so this proves nothing. Raise the limit for the tests, or turn it off.',
  ],
  [
    'an app that is not available',
    after(0, status(503)),
    'InconclusiveError: GET /users from https://app.example returned 503: an unavailable app treats all origins alike, so this proves nothing.',
  ],
  [
    'an app that only fails',
    after(0, status(500)),
    'InconclusiveError: GET /users from https://app.example gets 500, and every other request to this path fails as well: that proves nothing about origins.',
  ],
  [
    'a rate limiter that says 403, after a while',
    after(30, status(403)),
    'InconclusiveError: GET /users from https://app.example was allowed with 200 at first and blocked with 403 later: results in between are unreliable.',
  ],
  [
    'an app that fails in the end',
    after(30, status(500)),
    'InconclusiveError: GET /users from https://app.example was allowed with 200 at first and blocked with 500 later: results in between are unreliable.',
  ],
])('%s proves nothing', async (_, app, message) => {
  expect(await failureOf(observeCorsPolicy(app, options))).toBe(message);
});

test('a rate limiter that begins between proves nothing, and is left alone from then on', async () => {
  let limited = 0;
  const app = after(9, (_, res) => {
    limited += 1;
    res.sendStatus(429);
  });
  expect(await failureOf(observeCorsPolicy(app, options))).toMatch(
    /^InconclusiveError: (GET|OPTIONS) \/users .*returned 429: a rate limiter treats all origins alike, so this proves nothing\./,
  );
  expect(limited).toBeLessThanOrEqual(16);
});

test('a check that lets in every other time only proves nothing', async () => {
  const app = express().use(cors({ origin: [/^https:\/\/app\.example$/g] }));
  // What does not match sets it back.
  const origins = ['https://refused.example', 'https://app.example'];
  expect(await failureOf(observeCorsPolicy(app, { ...options, origins }))).toMatch(
    /^InconclusiveError: .* from https:\/\/app\.example was .*: results in between are unreliable\.$/,
  );
});

test.each<[string, RequestListener, string]>([
  ['closes the connection', (_, res) => void res.socket?.destroy(), 'connection-reset'],
  ['never answers', (_, res) => void res.hasHeader('x'), 'no-answer'],
])('an app that %s gives no policy', async (_, listener, code) => {
  const observing = observeCorsPolicy(listener, { ...options, timeout: 200 });
  await expect(observing).rejects.toMatchObject({ name: 'ExchangeError', code });
});

test('an app that is down gives no policy', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  await expect(observeCorsPolicy(`http://127.0.0.1:${String(port)}`, options)).rejects.toMatchObject({
    name: 'ExchangeError',
    code: 'nothing-listens',
  });
});

const failed: ErrorRequestHandler = (error, _, res, next) => {
  if (error === undefined) next();
  else res.sendStatus(500);
};

test('a foreign origin that makes the app fail is refused, no failure', async () => {
  const origin: cors.CorsOptions['origin'] = (asked, done) => {
    if (asked === 'https://app.example') done(null, true);
    else done(new Error('not allowed'));
  };
  const app = express().use(cors({ origin })).use(failed);
  const { routes } = await observeCorsPolicy(app, options);
  expect(routes[0]?.rules.map(({ origins, strangers }) => ({ origins, strangers }))).toEqual([
    { origins: ['https://app.example'], strangers: false },
  ]);
});

test('redirects are not followed', async () => {
  const { arrived, listener } = recorder((request, response) => {
    allow(request, response, () => {
      response.writeHead(302, { location: 'http://elsewhere.invalid/' }).end();
    });
  });
  const { routes } = await observeCorsPolicy(listener, options);
  expect(routes[0]?.rules[0]?.status).toEqual({ preflight: 204, GET: 302 });
  expect([...new Set(arrived.map(({ url }) => url))]).toEqual(['/users']);
});

test('a target that is not this machine is asked only where that is meant', async () => {
  expect(await failureOf(observeCorsPolicy('https://api.invalid', options))).toBe(
    'UsageError: https://api.invalid is not this machine, and observing it sends many requests. If that is agreed, set allowRemote: true.',
  );
  const server = createServer(express().use(allow)).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const url = `http://0.0.0.0:${String(port)}`;
  const elsewhere = { ...options, servedAt: 'https://api.example' };
  await expect(observeCorsPolicy(url, elsewhere)).rejects.toMatchObject({ code: 'remote-target' });
  const { routes } = await observeCorsPolicy(url, { ...elsewhere, allowRemote: true });
  expect(routes[0]?.rules[0]?.origins).toEqual(['https://app.example']);
  server.close();
});

test('what browsers keep from an http address is no policy', async () => {
  expect(await failureOf(observeCorsPolicy(express(), { ...options, servedAt: 'http://api.example' }))).toBe(
    'UsageError: browsers block requests from https://app.example to http://api.example as mixed content, whatever the app does. Set `servedAt` to an https URL.',
  );
});
