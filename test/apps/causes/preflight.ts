import cors from 'cors';
import type { NextFunction, Request, Response } from 'express';
import { both, type CauseCase } from './cause-case.js';
import {
  addingCors,
  admin,
  getUsers,
  headersForPut,
  notFound,
  page,
  putUser,
  saveUser,
  serveUsers,
  withToken,
} from './parts.js';

const allowPage = cors({ origin: page });
const missing = 'PreflightMissingAllowOriginHeader';
const getWithToken = { ...getUsers, headers: withToken };
const asked = { on: both, expected: 'allowed', request: putUser } as const;

const routedCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'preflight-not-routed',
    title: 'cors() on the PUT only: Express handles OPTIONS itself',
    wrong: (express) => express().put('/users/:id', allowPage, saveUser),
    control: (express) => express().options('/users/:id', allowPage).put('/users/:id', allowPage, saveUser),
    code: missing,
  },
  {
    ...asked,
    cause: 'preflight-not-routed',
    title: 'cors() on the PUT only, and everything else is not found',
    wrong: (express) => express().put('/users/:id', allowPage, saveUser).use(notFound),
    control: (express) => express().use(allowPage).put('/users/:id', saveUser).use(notFound),
    code: missing,
    culprit: 'notFound',
  },
  {
    ...asked,
    cause: 'preflight-not-routed',
    title: 'a route that answers 405 to every other method',
    wrong: (express) => {
      const app = express();
      app.route('/users/:id').put(allowPage, saveUser).all(onlyPut);
      return app;
    },
    control: (express) => {
      const app = express();
      app.route('/users/:id').options(allowPage).put(allowPage, saveUser).all(onlyPut);
      return app;
    },
    code: missing,
    culprit: 'onlyPut',
  },
  {
    ...asked,
    cause: 'preflight-not-routed',
    title: 'headers by hand in the handler',
    wrong: (express) => express().get('/users', serveUsersForPage),
    control: (express) =>
      express().options('/users', addingCors(headersForPut)).get('/users', serveUsersForPage),
    request: getWithToken,
    code: missing,
  },
  {
    ...asked,
    cause: 'preflight-not-routed',
    title: "app.options('/*splat', cors()) misses the root path, which takes '/{*splat}'",
    // Express 4 knows no such path; '*' there matches everything.
    on: ['express 5'],
    wrong: (express) => express().options('/*splat', allowPage).put('/', allowPage, saveUser),
    control: (express) => express().options('/{*splat}', allowPage).put('/', allowPage, saveUser),
    request: { ...putUser, path: '/' },
    code: missing,
  },
];

const policyCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'preflight-and-request-policies-differ',
    title: 'another list for OPTIONS than for the route',
    wrong: (express) =>
      express()
        .options('/users/:id', cors({ origin: [page, admin] }))
        .put('/users/:id', cors({ origin: [admin] }), saveUser),
    control: (express) =>
      express()
        .options('/users/:id', cors({ origin: [page, admin] }))
        .put('/users/:id', cors({ origin: [page, admin] }), saveUser),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...asked,
    cause: 'preflight-and-request-policies-differ',
    title: 'app.options(path, cors()) beside cors(options), with cookies',
    wrong: (express) =>
      express()
        .options('/users', cors())
        .use(cors({ origin: page, credentials: true }))
        .get('/users', serveUsers),
    control: (express) =>
      express()
        .options('/users', cors({ origin: page, credentials: true }))
        .use(cors({ origin: page, credentials: true }))
        .get('/users', serveUsers),
    request: { ...getWithToken, credentials: 'include' },
    code: 'PreflightWildcardOriginNotAllowed',
  },
  {
    ...asked,
    cause: 'preflight-and-request-policies-differ',
    title: 'OPTIONS by hand, the route by cors()',
    wrong: (express) =>
      express()
        .options('/users', addingCors({ ...headersForPut, 'Access-Control-Allow-Origin': admin }))
        .get('/users', allowPage, serveUsers),
    control: (express) =>
      express().options('/users', addingCors(headersForPut)).get('/users', allowPage, serveUsers),
    request: getWithToken,
    code: 'PreflightAllowOriginMismatch',
    culprit: 'addCors',
  },
];

function onlyPut(req: Request, res: Response, next: NextFunction): void {
  if (req.method === 'PUT') next();
  else res.set('Allow', 'PUT').sendStatus(405);
}

function serveUsersForPage(_: Request, res: Response): void {
  res.header('Access-Control-Allow-Origin', page).json([]);
}

export const preflightCauses: readonly CauseCase[] = [...routedCauses, ...policyCauses];
