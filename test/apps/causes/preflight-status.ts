import cors from 'cors';
import type { NextFunction, Request, Response } from 'express';
import { both, type CauseCase } from './cause-case.js';
import {
  addingCors,
  headersForPut,
  notFound,
  page,
  putUser,
  requireAuth,
  saveUser,
  withToken,
} from './parts.js';

const allowPage = cors({ origin: page });
const missing = 'PreflightMissingAllowOriginHeader';
const badStatus = 'PreflightInvalidStatus';
const asked = { on: both, expected: 'allowed', request: putUser } as const;
const authorized = { ...putUser, headers: withToken };

const authenticationCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'preflight-blocked-by-authentication',
    title: 'a check of the token before cors()',
    wrong: (express) => express().use(requireAuth).use(allowPage).put('/users/:id', saveUser),
    control: (express) => express().use(allowPage).use(requireAuth).put('/users/:id', saveUser),
    request: authorized,
    code: missing,
    culprit: 'requireAuth',
  },
  {
    ...asked,
    cause: 'preflight-blocked-by-authentication',
    title: 'an error with status 401 before cors(), as express-jwt makes it',
    wrong: (express) => express().set('env', 'test').use(jwt).use(allowPage).put('/users/:id', saveUser),
    control: (express) => express().set('env', 'test').use(allowPage).use(jwt).put('/users/:id', saveUser),
    request: authorized,
    code: missing,
  },
  {
    ...asked,
    cause: 'preflight-blocked-by-authentication',
    title: 'headers first, then a key that is asked of OPTIONS as well',
    wrong: (express) =>
      express()
        .use(setHeaders)
        .use(requireApiKey)
        .options('/users/:id', noContent)
        .put('/users/:id', saveUser),
    control: (express) =>
      express()
        .use(setHeaders)
        .options('/users/:id', noContent)
        .use(requireApiKey)
        .put('/users/:id', saveUser),
    request: { ...putUser, headers: { 'x-api-key': 'k' } },
    code: badStatus,
    culprit: 'requireApiKey',
  },
  {
    ...asked,
    cause: 'preflight-blocked-by-authentication',
    title: 'on the router, before the cors() of the route',
    wrong: (express) =>
      express().use('/users', express.Router().use(requireAuth).use(allowPage).put('/:id', saveUser)),
    control: (express) =>
      express().use('/users', express.Router().use(allowPage).use(requireAuth).put('/:id', saveUser)),
    request: authorized,
    code: missing,
    culprit: 'requireAuth',
  },
];

const statusCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'preflight-continues-to-handler',
    title: 'preflightContinue, and the 404 handler responds',
    wrong: (express) =>
      express()
        .use(cors({ origin: page, preflightContinue: true }))
        .put('/users/:id', saveUser)
        .use(notFound),
    control: (express) => express().use(allowPage).put('/users/:id', saveUser).use(notFound),
    code: badStatus,
    culprit: 'notFound',
  },
  {
    ...asked,
    cause: 'preflight-continues-to-handler',
    title: 'preflightContinue, and a handler for all methods that wants a body',
    wrong: (express) =>
      express()
        .use(cors({ origin: page, preflightContinue: true }), express.json())
        .all('/users/:id', checkAndSave),
    control: (express) => express().use(allowPage, express.json()).all('/users/:id', checkAndSave),
    code: badStatus,
    culprit: 'checkAndSave',
  },
  {
    ...asked,
    cause: 'preflight-status-not-ok',
    title: 'headers by hand on everything, OPTIONS is not found',
    wrong: (express) => express().use(setHeaders).put('/users/:id', saveUser).use(notFound),
    control: (express) =>
      express().use(setHeaders).options('/users/:id', noContent).put('/users/:id', saveUser).use(notFound),
    code: badStatus,
    culprit: 'notFound',
  },
  {
    ...asked,
    cause: 'preflight-status-not-ok',
    title: 'optionsSuccessStatus that is none',
    wrong: (express) =>
      express()
        .use(cors({ origin: page, optionsSuccessStatus: 400 }))
        .put('/users/:id', saveUser),
    control: (express) =>
      express()
        .use(cors({ origin: page, optionsSuccessStatus: 200 }))
        .put('/users/:id', saveUser),
    code: badStatus,
  },
  {
    ...asked,
    cause: 'preflight-status-not-ok',
    title: 'headers by hand, and a list of methods without OPTIONS',
    wrong: (express) => express().use(setHeaders).use('/users', onlyPut).put('/users/:id', saveUser),
    control: (express) => express().use(addingCors(headersForPut)).put('/users/:id', saveUser),
    code: badStatus,
    culprit: 'onlyPut',
  },
];

function onlyPut(req: Request, res: Response, next: NextFunction): void {
  if (req.method === 'PUT') next();
  else res.set('Allow', 'PUT').sendStatus(405);
}

function jwt(req: Request, _: Response, next: NextFunction): void {
  if (req.headers.authorization !== undefined) next();
  else next(Object.assign(new Error('No authorization token was found'), { status: 401 }));
}

function setHeaders(_: Request, res: Response, next: NextFunction): void {
  res.header({ ...headersForPut, 'Access-Control-Allow-Headers': 'content-type, x-api-key' });
  next();
}

function requireApiKey(req: Request, res: Response, next: NextFunction): void {
  if (req.headers['x-api-key'] === 'k') next();
  else res.status(403).send('Forbidden');
}

function noContent(_: Request, res: Response): void {
  res.sendStatus(204);
}

function checkAndSave(req: Request, res: Response): void {
  const { name } = (req.body ?? {}) as { name?: unknown };
  if (typeof name === 'string') res.json({ saved: true });
  else res.status(422).json({ error: 'no name' });
}

export const preflightStatusCauses: readonly CauseCase[] = [...authenticationCauses, ...statusCauses];
