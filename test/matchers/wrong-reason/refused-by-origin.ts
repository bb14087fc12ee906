import cors from 'cors';
import express from 'express';
import { answers401, bare, sets, withUsers } from './apps.js';
import { page, type Row, stranger } from './row.js';

const get = { origin: page, path: '/users' };
const put = { ...get, method: 'PUT' };
const withCredentials = { ...get, credentials: 'include' } as const;

/**
 * The page is kept out, and an origin rule says so: rejected, by name. That is all it proves. What a preflight would
 * allow, which headers are exposed and how long a preflight is kept is not known of an answer nobody may read, so the
 * matchers of these pass in neither polarity.
 */
export const refusedByOrigin = {
  'no CORS at all': {
    subject: bare,
    passes: ['toRejectOrigin', 'toBeBlocked'],
    // Nobody gets in, with credentials or without, and Express answers OPTIONS without a word on CORS. Without any
    // Allow-Origin there is nothing that could vary.
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'Vary: Origin is all there is': {
    subject: () => sets({ Vary: 'Origin' }),
    passes: ['toRejectOrigin', 'toBeBlocked'],
    // Vary without Allow-Origin: still not known whether what is allowed would vary.
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'lists without Allow-Origin': {
    subject: () =>
      sets({
        'Access-Control-Allow-Methods': 'DELETE',
        'Access-Control-Allow-Headers': 'x-tenant',
        'Access-Control-Expose-Headers': 'x-total-count',
        'Access-Control-Max-Age': '600',
      }),
    passes: ['toRejectOrigin', 'toBeBlocked'],
    // The lists are right and of no use: no browser reads on.
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'a page of another origin than the listed one': {
    subject: () => withUsers(express().use(cors({ origin: [page] }))),
    request: { origin: stranger, path: '/users' },
    // By another's origin the answer differs from the stranger's, and says so: Vary is there in every answer. But none
    // of stranger, another and nobody gets Allow-Origin, so that proves nothing.
    passes: ['toRejectOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  '* with credentials': {
    subject: () => withUsers(express().use(cors({ credentials: true }))),
    request: withCredentials,
    // * is for everybody, but never with credentials: exactly what toAllowAnyOrigin is about. It is the same for all,
    // so a cache does no harm.
    passes: ['toRejectOrigin', 'toAllowAnyOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'Allow-Credentials: True': {
    subject: () => sets({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Credentials': 'True' }),
    request: withCredentials,
    // `true` is compared byte by byte. The same for all, so toVaryOnOrigin has nothing to say against it.
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'Allow-Credentials is missing': {
    subject: () => withUsers(express().use(cors({ origin: page }))),
    request: withCredentials,
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'two origins in one Allow-Origin': {
    subject: () => sets({ 'Access-Control-Allow-Origin': `${page}, https://admin.example` }),
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'Allow-Origin twice: proxy and app': {
    subject: () => sets({ 'Access-Control-Allow-Origin': [page, page] }),
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'a slash at the end of Allow-Origin': {
    subject: () => sets({ 'Access-Control-Allow-Origin': `${page}/` }),
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'Allow-Origin in upper case': {
    subject: () => sets({ 'Access-Control-Allow-Origin': 'HTTPS://APP.EXAMPLE' }),
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'Allow-Origin: https://*.example': {
    subject: () => sets({ 'Access-Control-Allow-Origin': 'https://*.example' }),
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'an empty Allow-Origin': {
    subject: () => sets({ 'Access-Control-Allow-Origin': '' }),
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'Allow-Origin: null, which is for sandboxed pages': {
    subject: () => sets({ 'Access-Control-Allow-Origin': 'null' }),
    passes: ['toRejectOrigin', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'Allow-Origin: null, a sandboxed page': {
    subject: () => sets({ 'Access-Control-Allow-Origin': 'null' }),
    request: { origin: 'null', path: '/users' },
    // A sandboxed page is let in, without credentials, which is no reason to think that any page is. Nothing is listed,
    // exposed or kept for long.
    passes: ['toAllowOrigin', 'toHandlePreflight', 'toVaryOnOrigin', 'toBeReadable'],
    not: [
      'toRejectOrigin',
      'toAllowAnyOrigin',
      'toAllowCredentials',
      'toAllowMethods',
      'toAllowHeaders',
      'toExposeHeaders',
      'toCachePreflightFor',
      'toBeBlocked',
    ],
  },
  'CORS headers on the preflight only': {
    subject: () => withUsers(express().options('/users', cors({ origin: [page] }))),
    // The preflight is right in everything, kept for 5 seconds only; the status is what the page cannot read.
    passes: ['toRejectOrigin', 'toHandlePreflight', 'toAllowMethods', 'toAllowHeaders', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toCachePreflightFor', 'toBeReadable'],
  },
  'CORS headers on the answer only': {
    subject: () => express().put('/users', cors({ origin: [page] }), (_, res) => void res.json({})),
    request: put,
    // Express handles OPTIONS itself. toVaryOnOrigin judges a PUT by its preflight, which has no Allow-Origin.
    passes: ['toRejectOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'authentication in front of cors answers the preflight with 401': {
    subject: () => withUsers(express().use(answers401, cors({ origin: [page] }))),
    request: put,
    // Every page gets this 401: the preflight is blocked, which proves nothing about the origin.
    passes: ['toBeBlocked'],
    not: ['toHandlePreflight', 'toBeReadable'],
  },
  'a preflight answered 200 without CORS headers': {
    subject: () =>
      withUsers(express().options('/users', (_, res) => void res.sendStatus(200))).use(
        cors({ origin: [page] }),
      ),
    request: put,
    passes: ['toRejectOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'a redirect without CORS headers': {
    subject: () =>
      express()
        .get('/old', (_, res) => {
          res.redirect('/users');
        })
        .use(cors({ origin: [page] })),
    request: { origin: page, path: '/old' },
    // The redirect itself fails the CORS check and is not followed. Its preflight, which a GET does not need, is cors's.
    passes: ['toRejectOrigin', 'toHandlePreflight', 'toAllowMethods', 'toAllowHeaders', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toCachePreflightFor', 'toBeReadable'],
  },
  'a redirect to another app without CORS': {
    subject: () =>
      express().use(cors({ origin: true, credentials: true }), (_, res) => {
        res.redirect('https://login.example/users');
      }),
    request: { ...get, otherTargets: { 'https://login.example': bare() } },
    // The app's own answers are right in everything, preflight and Vary included; the last one has no Allow-Origin.
    passes: [
      'toRejectOrigin',
      'toHandlePreflight',
      'toAllowMethods',
      'toAllowHeaders',
      'toVaryOnOrigin',
      'toBeBlocked',
    ],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toCachePreflightFor', 'toBeReadable'],
  },
  'the error handler drops the CORS headers': {
    subject: () => {
      const app = express().use(cors({ origin: [page] }));
      app.get('/users', () => {
        throw new Error('no database');
      });
      const drops: express.ErrorRequestHandler = (error, _, res, next) => {
        if (res.headersSent) {
          next(error);
          return;
        }
        for (const name of res.getHeaderNames()) res.removeHeader(name);
        res.status(500).end();
      };
      return app.use(drops);
    },
    // Every page gets this 500. The preflight never gets to the handler.
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders', 'toBeBlocked'],
    not: ['toCachePreflightFor', 'toBeReadable'],
  },
} satisfies Record<string, Row>;
