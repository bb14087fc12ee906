import cors from 'cors';
import type { NextFunction, Request, Response } from 'express';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { both, type MakeExpress } from '../causes/cause-case.js';
import {
  addingCors,
  admin,
  getUsers,
  headersForPut,
  page,
  putUser,
  requireAuth,
  saveUser,
  serveUsers,
  stranger,
} from '../causes/parts.js';
import type { OddApp } from './odd-app.js';

const get = { on: both, request: getUsers } as const;
const put = { on: both, request: putUser } as const;
const post = {
  on: both,
  request: { origin: page, path: '/users', method: 'POST', body: 'name=Ada' },
} as const;
const putAsStranger = { on: both, request: { ...putUser, origin: stranger } } as const;

function denyAll(_: string | undefined, decide: (error: null, allow: boolean) => void): void {
  decide(null, false);
}

function helmetLike(_: Request, res: Response, next: NextFunction): void {
  res.set({ 'Cross-Origin-Resource-Policy': 'same-origin', 'X-Content-Type-Options': 'nosniff' });
  next();
}

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'static-'));
  writeFileSync(join(path, 'users'), '[]');
  return path;
};

const forPage = cors({ origin: [page] });
const off = cors({ origin: '' });
const denying = cors({ origin: denyAll });

function tooMany(_: Request, res: Response): void {
  res.status(429).set('Retry-After', '60').end();
}

/** Not by the name of a vhost module, but as one works. */
function forHost(host: string, app: (req: Request, res: Response, next: NextFunction) => void) {
  return function byHost(req: Request, res: Response, next: NextFunction): void {
    if (req.hostname === host) app(req, res, next);
    else next();
  };
}

const app4 = (make: MakeExpress): ReturnType<MakeExpress> => make();

export const answerApps: readonly OddApp[] = [
  {
    ...putAsStranger,
    title: 'a function denies, and authentication answers what it has handed on',
    app: (express) =>
      express()
        .use(cors({ origin: denyAll }))
        .use(requireAuth)
        .put('/users/:id', saveUser),
    cause: 'origin-not-listed',
    certainty: 'certain',
    culprit: 'denyAll',
  },
  {
    ...put,
    title: 'cors() is switched off, and authentication answers what it has handed on',
    app: (express) =>
      express()
        .use(cors({ origin: false }))
        .use(requireAuth)
        .put('/users/:id', saveUser),
    cause: 'cors-switched-off',
    certainty: 'certain',
  },
  {
    ...put,
    title: 'cors() is switched off on OPTIONS and on the route',
    app: (express) => express().options('/users/:id', off).put('/users/:id', off, saveUser),
    cause: 'cors-switched-off',
    certainty: 'certain',
  },
  {
    ...putAsStranger,
    title: 'a function denies on OPTIONS and on the route',
    app: (express) => express().options('/users/:id', denying).put('/users/:id', denying, saveUser),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...put,
    title: 'authentication on the route, cors() behind it on the same route',
    app: (express) => express().all('/users/:id', requireAuth, forPage, saveUser),
    cause: 'preflight-blocked-by-authentication',
    certainty: 'certain',
    culprit: 'requireAuth',
  },
  {
    ...get,
    title: 'static files in front of cors()',
    app: (express) => express().use(express.static(folder())).use(forPage),
    cause: 'answered-before-cors',
    certainty: 'certain',
  },
  {
    ...post,
    title: 'a body that is too large',
    app: (express) =>
      express()
        .use(express.text({ limit: 2 }))
        .use(forPage)
        .post('/users', saveUser),
    cause: 'answered-before-cors',
    certainty: 'certain',
  },
  {
    ...put,
    title: 'too many requests, counted in front of cors()',
    app: (express) => express().use(tooMany).use(forPage).put('/users/:id', saveUser),
    cause: 'answered-before-cors',
    certainty: 'certain',
    culprit: 'tooMany',
  },
  {
    ...get,
    title: 'headers against embedding, and no CORS',
    app: (express) => express().use(helmetLike).get('/users', serveUsers),
    cause: 'no-cors-headers',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'headers against embedding, and a load without CORS',
    app: (express) => express().use(helmetLike).use(cors()).get('/users', serveUsers),
    request: { ...getUsers, mode: 'no-cors' },
    cause: 'resource-policy-blocks',
    certainty: 'certain',
    culprit: 'helmetLike',
  },
  {
    ...get,
    title: 'cors() in the app of another host',
    app: (express) =>
      app4(express)
        .use(forHost('api.example', app4(express).use(forPage).get('/users', serveUsers)))
        .get('/users', serveUsers),
    cause: 'no-cors-headers',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'cors() twice on different paths, the wrong one for this',
    app: (express) =>
      express()
        .use('/users', cors({ origin: admin }))
        .use('/people', cors({ origin: page }))
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...put,
    title: 'CORS by hand that never calls next()',
    app: (express) =>
      express()
        .use(function forgetsNext(_: Request, res: Response) {
          res.set(headersForPut).status(404).end();
        })
        .put('/users/:id', saveUser),
    cause: 'preflight-status-not-ok',
    certainty: 'certain',
    culprit: 'forgetsNext',
  },
  {
    ...put,
    title: 'the lists are wildcards, with credentials',
    app: (express) =>
      express()
        .use(
          addingCors({
            'Access-Control-Allow-Origin': page,
            'Access-Control-Allow-Credentials': 'true',
            'Access-Control-Allow-Methods': '*',
            'Access-Control-Allow-Headers': '*',
          }),
        )
        .put('/users/:id', saveUser),
    request: { ...putUser, credentials: 'include' },
    cause: 'wildcard-is-literal-with-credentials',
    certainty: 'certain',
    culprit: 'addCors',
  },
  {
    ...get,
    title: 'the handler fails before it sets the header by hand',
    app: (express) =>
      express().get('/users', (req: Request, res: Response) => {
        if (req.query.q === undefined) {
          res.status(400).json({ error: 'q' });
          return;
        }
        res.set('Access-Control-Allow-Origin', page).json([]);
      }),
    cause: 'no-cors-headers',
    certainty: 'likely',
  },
  {
    ...get,
    title: 'Vary: Origin from a middleware, headers for others by hand',
    app: (express) =>
      express()
        .use(function vary(_: Request, res: Response, next: NextFunction) {
          res.vary('Origin');
          next();
        })
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'likely',
  },
  {
    ...putAsStranger,
    title: 'a stranger is sent to the login by what comes behind cors()',
    app: (express) =>
      express()
        .use(cors({ origin: denyAll }))
        .use(function login(_: Request, res: Response) {
          res.redirect('/login');
        }),
    cause: 'origin-not-listed',
    certainty: 'certain',
    culprit: 'denyAll',
  },
  {
    ...putAsStranger,
    title: 'a function denies, and the handler fails',
    app: (express) =>
      express()
        .use(cors({ origin: denyAll }))
        .use(() => {
          throw new Error('no database');
        }),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
];
