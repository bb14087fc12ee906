import cors from 'cors';
import express from 'express';
import { app, bare, open, page, reflecting, silent } from './apps.js';
import { tables } from './row.js';

const suffix = app({ origin: /app\.example$/, credentials: true });
const subdomains = app({ origin: [page, /^https:\/\/([a-z0-9-]+\.)+app\.example$/] });
const withoutVary = express()
  .use(cors({ origin: [page] }))
  .use((_, res, next) => {
    res.removeHeader('Vary');
    next();
  })
  .get('/users', (_, res) => void res.json([]));
const needsLogin = express()
  .use((req, res, next) => {
    if (req.method === 'OPTIONS') res.sendStatus(401);
    else next();
  })
  .use(cors({ origin: [page] }))
  .get('/users', (_, res) => void res.json([]));
const preflightOnly = express()
  .options('/users', cors({ origin: true, credentials: true }))
  .use(cors({ origin: [page] }))
  .get('/users', (_, res) => void res.json([]));
const limited = express().use((_, res) => void res.status(429).end());
const pattern = /^https:\/\/app\.example$/g;
const unstable = app({
  origin: (origin, callback) => {
    callback(null, pattern.test(origin ?? ''));
  },
});

export const audits = tables({
  toAllowOnlyOrigins: [
    ['a list', app(), (it) => it.toAllowOnlyOrigins(page, '/users'), 'passes'],
    ['a pattern without its beginning', suffix, (it) => it.toAllowOnlyOrigins(page, '/users'), '.not'],
    ['whoever asks', reflecting, (it) => it.toAllowOnlyOrigins(page, '/users'), '.not'],
    ['anybody', open, (it) => it.toAllowOnlyOrigins(page, '/users'), '.not'],
    [
      'anybody, and it is meant',
      open,
      (it) => it.toAllowOnlyOrigins(page, '/users', { except: '*' }),
      'passes',
    ],
    ['subdomains', subdomains, (it) => it.toAllowOnlyOrigins(page, '/users'), '.not'],
    [
      'subdomains, and they are meant',
      subdomains,
      (it) => it.toAllowOnlyOrigins(page, '/users', { allowSubdomains: true }),
      'passes',
    ],
    ['the preflight alone', preflightOnly, (it) => it.toAllowOnlyOrigins(page, '/users'), '.not'],
    [
      'a method that is not sent',
      suffix,
      (it) => it.toAllowOnlyOrigins(page, { path: '/users', method: 'PUT' }),
      '.not',
    ],
    ['a check that remembers', unstable, (it) => it.toAllowOnlyOrigins(page, '/users'), '.not'],
    [
      'what is wrong elsewhere does not count',
      needsLogin,
      (it) => it.toAllowOnlyOrigins(page, '/users'),
      'passes',
    ],
    ['nobody is let in', bare, (it) => it.toAllowOnlyOrigins(page, '/users'), 'no evidence'],
    ['a limiter', limited, (it) => it.toAllowOnlyOrigins(page, '/users'), 'no evidence'],
    ['no answer', silent, (it) => it.toAllowOnlyOrigins(page, { timeout: 50 }), 'no evidence'],
    ['no origins', app(), (it) => it.toAllowOnlyOrigins([], '/users'), 'misuse'],
    ['a slash too many', app(), (it) => it.toAllowOnlyOrigins(`${page}/`, '/users'), 'misuse'],
    [
      'an option of the audit',
      app(),
      (it) => it.toAllowOnlyOrigins(page, '/users', { paths: '/' } as never),
      'misuse',
    ],
    ['options that are none', app(), (it) => it.toAllowOnlyOrigins(page, '/users', 'all' as never), 'misuse'],
    ['a control', app(), (it) => it.toAllowOnlyOrigins(page, { path: '/users', control: page }), 'misuse'],
    ['an answer in hand', new Response(''), (it) => it.toAllowOnlyOrigins(page), 'misuse'],
  ],
  toPassCorsAudit: [
    ['a list', app(), (it) => it.toPassCorsAudit({ trusted: page, paths: '/users' }), 'passes'],
    ['a pattern', suffix, (it) => it.toPassCorsAudit({ trusted: page, paths: '/users' }), '.not'],
    ['whoever asks', reflecting, (it) => it.toPassCorsAudit({ trusted: page, paths: '/users' }), '.not'],
    [
      'a preflight that needs a login',
      needsLogin,
      (it) => it.toPassCorsAudit({ trusted: page, paths: '/users' }),
      '.not',
    ],
    ['no Vary', withoutVary, (it) => it.toPassCorsAudit({ trusted: page, paths: '/users' }), 'passes'],
    [
      'no Vary, and warnings count',
      withoutVary,
      (it) => it.toPassCorsAudit({ trusted: page, paths: '/users', failOn: 'warn' }),
      '.not',
    ],
    [
      'on two paths',
      suffix,
      (it) =>
        it.toPassCorsAudit({ trusted: page, paths: ['/users', '/orders'], request: { status: [200, 404] } }),
      '.not',
    ],
    ['nobody is let in', bare, (it) => it.toPassCorsAudit({ trusted: page, paths: '/users' }), 'no evidence'],
    ['a limiter', limited, (it) => it.toPassCorsAudit({ trusted: page, paths: '/users' }), 'no evidence'],
    ['nothing trusted', app(), (it) => it.toPassCorsAudit({} as never), 'misuse'],
    ['another machine', 'https://api.example', (it) => it.toPassCorsAudit({ trusted: page }), 'misuse'],
  ],
});
