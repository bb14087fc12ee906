import cors from 'cors';
import express from 'express';
import { always, listing, sets, withUsers } from './apps.js';
import { page, type Row, stranger } from './row.js';

const get = { origin: page, path: '/users' };
const typo = { origin: page, path: '/userz' };

/** The status is what is wrong, or what would make a refusal look like one by origin. */
export const routes = {
  'a typing mistake in the path, without CORS': {
    subject: () => withUsers(express()),
    request: typo,
    otherReason: true,
    // A 404 without CORS headers proves nothing, to a preflight as little as to a GET.
  },
  'a typing mistake in the path, behind cors': {
    subject: () => listing(),
    request: typo,
    otherReason: true,
    // cors answers preflights before there are routes. Without credentials nothing answers GET /userz, which the page
    // can read; with them the 404 has an Allow-Origin and no Allow-Credentials, so it is that which keeps the page out.
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders'],
    not: ['toAllowCredentials', 'toCachePreflightFor'],
  },
  'a 404 with CORS headers that is expected': {
    subject: () => listing(),
    request: { ...typo, status: 404 },
    // What the GET gives is what was asked for. The preflight's own status is 204, so the matchers of it do not pass.
    passes: ['toAllowOrigin', 'toVaryOnOrigin', 'toBeReadable'],
    not: ['toRejectOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toExposeHeaders', 'toBeBlocked'],
  },
  'a 404 without CORS headers that is expected': {
    subject: () => withUsers(express()),
    request: { ...typo, status: 404 },
    passes: ['toRejectOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'another path than the one with CORS': {
    subject: () => withUsers(express().use('/admin', cors({ origin: true, credentials: true, maxAge: 600 }))),
    // cors is there, but not on the path that was asked for.
    passes: ['toRejectOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'nothing is wrong': {
    subject: () => {
      const options = { origin: page, credentials: true, maxAge: 600, exposedHeaders: ['X-Total-Count'] };
      return withUsers(express().use(cors(options)));
    },
    // The control of this table: whatever can pass, passes. The page is not any page.
    passes: [
      'toAllowOrigin',
      'toAllowCredentials',
      'toHandlePreflight',
      'toAllowMethods',
      'toAllowHeaders',
      'toExposeHeaders',
      'toCachePreflightFor',
      'toVaryOnOrigin',
      'toBeReadable',
    ],
    not: ['toRejectOrigin', 'toAllowAnyOrigin', 'toBeBlocked'],
  },
  'Expose-Headers: * with credentials': {
    subject: () =>
      sets({
        'Access-Control-Allow-Origin': page,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': '*',
      }),
    request: { ...get, credentials: 'include' },
    // With credentials * exposes a header of that name. Nothing is listed, and nothing kept for long.
    passes: ['toAllowOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toVaryOnOrigin', 'toBeReadable'],
    not: [
      'toRejectOrigin',
      'toAllowAnyOrigin',
      'toAllowMethods',
      'toAllowHeaders',
      'toExposeHeaders',
      'toCachePreflightFor',
      'toBeBlocked',
    ],
  },
  'Max-Age in minutes': {
    subject: () => sets({ 'Access-Control-Allow-Origin': page, 'Access-Control-Max-Age': '10m' }),
    // Kept for 5 seconds, or in Firefox not at all: in no browser for 600.
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
  'an Allow-Origin that depends on the origin, without Vary': {
    subject: () =>
      withUsers(
        express().use((req, res, next) => {
          if (req.get('origin') === page) res.set('Access-Control-Allow-Origin', page);
          next();
        }),
      ),
    // Right for this page, and a cache would give the answer without the header to it. Express answers OPTIONS with
    // that header, too.
    passes: ['toAllowOrigin', 'toHandlePreflight', 'toBeReadable'],
    not: [
      'toRejectOrigin',
      'toAllowAnyOrigin',
      'toAllowCredentials',
      'toAllowMethods',
      'toAllowHeaders',
      'toExposeHeaders',
      'toCachePreflightFor',
      'toVaryOnOrigin',
      'toBeBlocked',
    ],
  },
  'another status than expected': {
    subject: () => listing({ origin: true, credentials: true }),
    request: { ...get, status: 201 },
    otherReason: true,
  },
  '405 for every method, without CORS': { subject: () => always(405), otherReason: true },
  '405 for every method, behind cors': {
    subject: () => express().use(cors({ origin: [page] }), (_, res) => void res.sendStatus(405)),
    otherReason: true,
    // As with the typing mistake behind cors.
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders'],
    not: ['toAllowCredentials', 'toCachePreflightFor'],
  },
  'a rate limiter in front': { subject: () => always(429, { 'Retry-After': '60' }), otherReason: true },
  'a rate limiter in front, and a stranger': {
    subject: () => always(429, { 'Retry-After': '60' }),
    request: { origin: stranger, path: '/users' },
    otherReason: true,
  },
  'a rate limiter behind cors': {
    subject: () => express().use(cors({ origin: [page] }), (_, res) => void res.sendStatus(429)),
    // The page may read that it is to wait. The pages of toAllowAnyOrigin get the 429 without CORS headers: nothing.
    passes: [
      'toAllowOrigin',
      'toHandlePreflight',
      'toAllowMethods',
      'toAllowHeaders',
      'toVaryOnOrigin',
      'toBeReadable',
    ],
    not: ['toRejectOrigin', 'toAllowCredentials', 'toExposeHeaders', 'toCachePreflightFor', 'toBeBlocked'],
  },
  'a 404 for strangers only, with a control': {
    subject: () => {
      const app = express().use((req, res, next) => {
        if (req.get('origin') === page || req.get('origin') === undefined) next();
        else res.sendStatus(404);
      });
      return withUsers(app.use(cors({ origin: [page] })));
    },
    request: { origin: stranger, path: '/users', control: page },
    // With the control it is known that there is a route, and so it is by asking without an Origin.
    passes: ['toRejectOrigin'],
    not: ['toAllowOrigin', 'toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight'],
  },
  'DELETE listed for one origin only, with a control': {
    subject: () =>
      withUsers(
        express().use(
          cors((req, decide) => {
            const methods = req.headers.origin === page ? 'GET,PUT,DELETE' : 'GET';
            decide(null, { origin: true, methods });
          }),
        ),
      ),
    request: { origin: stranger, path: '/users', method: 'DELETE', control: page },
    // The control proves that it is the origin, though no origin rule refuses: not allowed, and not toRejectOrigin's.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toAllowMethods', 'toBeReadable'],
  },
} satisfies Record<string, Row>;
