import { afterEach, expect, test } from '@jest/globals';
import cors from 'cors';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { diagnose, simulateFetch } from '../../src/index.js';

const page = 'http://localhost:5173';
const admin = 'https://admin.example';

type Handler = express.RequestHandler;
const list: Handler = (_, res) => void res.json([]);
const fail: Handler = (_, res) => void res.sendStatus(500);
/** As a proxy does that joins lines. */
const join = (second: string): Handler => {
  return (_, res, next) => {
    const first = res.getHeader('Access-Control-Allow-Origin');
    res.set('Access-Control-Allow-Origin', [first, second].filter(Boolean).join(', '));
    next();
  };
};

let server: Server | undefined;
afterEach(() => void server?.close());

/** A server by its URL: nothing of the app shows but what it sends. */
test.each<[title: string, app: () => express.Express, cause: string]>([
  [
    'cors() behind the route',
    () =>
      express()
        .get('/users', list)
        .use(cors({ origin: page })),
    'cors-after-routes',
  ],
  [
    'cors() with a list behind the route',
    () =>
      express()
        .get('/users', list)
        .use(cors({ origin: [page, admin] })),
    'cors-after-routes',
  ],
  [
    'a route that fails',
    () =>
      express()
        .get('/users', fail)
        .use(cors({ origin: page })),
    'error-response-without-cors-headers',
  ],
  ['no cors()', () => express().get('/users', list), 'no-cors-headers'],
  [
    'a string of two origins',
    () =>
      express()
        .use(cors({ origin: `${page},${admin}` }))
        .get('/users', list),
    'origins-joined',
  ],
  [
    'a string of two origins with a blank between them',
    () =>
      express()
        .use(cors({ origin: `${page}, ${admin}` }))
        .get('/users', list),
    'origins-joined',
  ],
  [
    'a second origin joined to that of a list',
    () =>
      express()
        .use(cors({ origin: [page] }))
        .use(join(admin))
        .get('/users', list),
    'cors-headers-twice',
  ],
  [
    'the same origin twice',
    () =>
      express()
        .use(cors({ origin: page }))
        .use(join(page))
        .get('/users', list),
    'cors-headers-twice',
  ],
  [
    'a wildcard joined to an origin',
    () =>
      express()
        .use(cors({ origin: page }))
        .use(join('*'))
        .get('/users', list),
    'cors-headers-twice',
  ],
])('%s', async (_, app, cause) => {
  server = createServer(app()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const outcome = await simulateFetch(url, { origin: page, path: '/users' });
  expect(outcome.allowed).toBe(false);
  expect(await diagnose(outcome)).toMatchObject({ cause, certainty: 'likely' });
});
