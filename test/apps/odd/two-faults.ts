import cors from 'cors';
import Koa from 'koa';
import type { NextFunction, Request, Response } from 'express';
import { both } from '../causes/cause-case.js';
import { admin, getUsers, page, putUser, saveUser, serveUsers } from '../causes/parts.js';
import type { OddApp } from './odd-app.js';

const get = { on: both, request: getUsers } as const;
const put = { on: both, request: putUser } as const;

/** Whatever was set before it is gone when the head is written. */
function loseHeader(_: Request, res: Response, next: NextFunction): void {
  const writeHead = res.writeHead.bind(res) as (...given: unknown[]) => Response;
  res.writeHead = (...given: unknown[]) => {
    res.removeHeader('Access-Control-Allow-Origin');
    return writeHead(...given);
  };
  next();
}

function allowPage(req: Request, res: Response, next: NextFunction): void {
  if (req.method !== 'OPTIONS') {
    next();
    return;
  }
  res.set({
    'Access-Control-Allow-Origin': page,
    'Access-Control-Allow-Methods': 'PUT',
    'Access-Control-Allow-Headers': 'authorization, content-type',
    Vary: 'Origin',
  });
  res.end();
}

function overwriteWithAdmin(_: Request, res: Response, next: NextFunction): void {
  res.set('Access-Control-Allow-Origin', admin);
  next();
}

function addAdmin(_: Request, res: Response, next: NextFunction): void {
  res.append('Access-Control-Allow-Origin', admin);
  next();
}

function overwriteWithBoth(_: Request, res: Response, next: NextFunction): void {
  res.set('Access-Control-Allow-Origin', `${admin} ${page}`);
  next();
}

function joinAdmin(_: Request, res: Response, next: NextFunction): void {
  res.set('Access-Control-Allow-Origin', `${String(res.getHeader('Access-Control-Allow-Origin'))}, ${admin}`);
  next();
}

/** Where one fault looks like another, because a second one hides what would tell them apart. */
export const twoFaultApps: readonly OddApp[] = [
  ...[`${page}/`, page.replace('https', 'http')].map((listed): OddApp => ({
    ...get,
    title: `${listed} is listed, and the header is lost`,
    app: (express) =>
      express()
        .use(loseHeader)
        .use(cors({ origin: [listed, `${listed}x`] }))
        .get('/users', serveUsers),
    cause: listed.endsWith('/') ? 'origin-trailing-slash' : 'origin-scheme-differs',
    certainty: 'likely',
  })),
  {
    ...get,
    title: 'a RegExp with the flag g, and a second value',
    app: (express) =>
      express()
        .use(cors({ origin: [/app\.example$/g] }))
        .use(addAdmin)
        .get('/users', serveUsers),
    cause: 'cors-headers-twice',
    certainty: 'certain',
  },
  {
    ...put,
    title: 'a function for preflights, and one that sets another origin for the rest',
    app: (express) => express().use(allowPage).use(overwriteWithAdmin).put('/users', saveUser),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'a list with "*" in it, overwritten with another origin',
    app: (express) =>
      express()
        .use(cors({ origin: ['*'] }))
        .use(overwriteWithAdmin)
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'an origin that is overwritten with a string of two',
    app: (express) => express().use(overwriteWithAdmin).use(overwriteWithBoth).get('/users', serveUsers),
    cause: 'origins-joined',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'an origin that a function puts another one behind',
    app: (express) =>
      express()
        .use(cors({ origin: page }))
        .use(joinAdmin)
        .get('/users', serveUsers),
    cause: 'cors-headers-twice',
    certainty: 'certain',
  },
  {
    ...get,
    framework: 'koa',
    title: 'a wildcard that does not count with credentials, and an error that clears it',
    app: () =>
      new Koa()
        .on('error', () => undefined)
        .use((ctx) => {
          ctx.set('Access-Control-Allow-Origin', '*');
          throw new Error('the database is down');
        }),
    request: { ...getUsers, credentials: 'include' },
    cause: 'no-cors-headers',
    certainty: 'likely',
  },
];
