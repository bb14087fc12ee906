import type cors from 'cors';
import express from 'express';
import request from 'supertest';
import { app, lists, page } from './apps.js';
import { rows } from './row.js';
const get = (): request.Test => request(app()).get('/users');
const options = (): request.Test =>
  request(lists).options('/users').set('Origin', page).set('Access-Control-Request-Method', 'PUT');
const redirects = express()
  .get('/', (_, res) => void res.redirect('/users'))
  .get('/users', (_, res) => void res.json([]));

/** An agent that holds the cookie of its session. */
async function loggedIn(options: cors.CorsOptions): Promise<ReturnType<typeof request.agent>> {
  const session = app(options).post('/login', (_, res) => void res.cookie('sid', 's3cret').sendStatus(204));
  const agent = request.agent(session);
  await agent.post('/login');
  return agent;
}

export const responses = rows<request.Response>([
  ['for its own origin', () => get().set('Origin', page), (it) => it.toAllowOrigin(page), 'passes'],
  ['readable', () => get().set('Origin', page), (it) => it.toBeReadable(), 'passes'],
  [
    'of a stranger',
    () => get().set('Origin', 'https://evil.example'),
    (it) => it.toBeBlocked('MissingAllowOriginHeader'),
    'passes',
  ],
  [
    'rejected',
    () => get().set('Origin', 'https://evil.example'),
    (it) => it.toRejectOrigin('https://evil.example'),
    'passes',
  ],
  [
    'with a cookie, so with credentials',
    () => get().set('Origin', page).set('Cookie', 'sid=1'),
    (it) => it.toBeBlocked('InvalidAllowCredentials'),
    'passes',
  ],
  ['without Origin', get, (it) => it.toBeReadable(), 'misuse'],
  [
    'an OPTIONS that was no preflight',
    () => request(app()).options('/users').set('Origin', page),
    (it) => it.toHandlePreflight({ origin: page, method: 'PUT' }),
    'misuse',
  ],
  [
    'after a redirect',
    () => request(redirects).get('/').redirects(1).set('Origin', page),
    (it) => it.toBeReadable(),
    'misuse',
  ],
  [
    'of a request that needs a preflight',
    () => request(app()).put('/users').set('Origin', page),
    (it) => it.toBeReadable(),
    'misuse',
  ],
  ['a preflight', options, (it) => it.toHandlePreflight(), 'passes'],
  ['a preflight, and its method', options, (it) => it.toAllowMethods('PUT'), 'passes'],
  ['a preflight, and how long it is kept', options, (it) => it.toCachePreflightFor(600), 'passes'],
  ['a preflight, asked whether the status is readable', options, (it) => it.toAllowOrigin(page), 'misuse'],
  [
    'a preflight, and a header',
    () => options().set('Access-Control-Request-Headers', 'authorization'),
    (it) => it.toAllowHeaders('authorization'),
    '.not',
  ],
  [
    "an agent's, with the cookie it holds",
    async () => (await loggedIn({ origin: page })).get('/users').set('Origin', page),
    (it) => it.toBeBlocked('InvalidAllowCredentials'),
    'passes',
  ],
  [
    "an agent's, whose credentials are allowed",
    async () => (await loggedIn({ origin: page, credentials: true })).get('/users').set('Origin', page),
    (it) => it.toAllowCredentials(page),
    'passes',
  ],
  [
    "an agent's, without Origin",
    async () => (await loggedIn({ origin: page, credentials: true })).get('/users'),
    (it) => it.toAllowCredentials(page),
    'misuse',
  ],
]);
