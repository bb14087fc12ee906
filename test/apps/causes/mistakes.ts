import cors from 'cors';
import type { NextFunction, Request, Response } from 'express';
import { both, type CauseCase } from './cause-case.js';
import { admin, getUsers, page, putUser, saveUser, serveUsers } from './parts.js';

/** What neither a list nor an order of functions shows: patterns that are text, the page's own mistakes, isolation. */

const team = 'https://team1.apps.example';
const teams = /^https:\/\/[a-z0-9-]+\.apps\.example$/;
const asked = { on: both, expected: 'allowed' } as const;
const isText = { ...asked, cause: 'origin-pattern-is-text', request: { ...getUsers, origin: team } } as const;
const sendsHeader = {
  ...asked,
  cause: 'response-header-in-request',
  code: 'HeaderDisallowedByPreflightResponse',
} as const;

/** https://web.dev/articles/fetch-metadata */
function isolate(req: Request, res: Response, next: NextFunction): void {
  if (req.headers['sec-fetch-site'] === 'cross-site') res.status(403).json({ error: 'cross-site' });
  else next();
}

function isolateAllButCors(req: Request, res: Response, next: NextFunction): void {
  if (req.headers['sec-fetch-mode'] === 'cors') next();
  else isolate(req, res, next);
}

export const mistakeCauses: readonly CauseCase[] = [
  {
    ...isText,
    title: 'a star in the string',
    wrong: (express) =>
      express()
        .use(cors({ origin: 'https://*.apps.example' }))
        .get('/users', serveUsers),
    control: (express) =>
      express()
        .use(cors({ origin: [teams] }))
        .get('/users', serveUsers),
    code: 'AllowOriginMismatch',
  },
  {
    ...isText,
    title: 'a RegExp in quotes',
    wrong: (express) =>
      express()
        .use(cors({ origin: String(teams) }))
        .get('/users', serveUsers),
    control: (express) =>
      express()
        .use(cors({ origin: [teams] }))
        .get('/users', serveUsers),
    code: 'InvalidAllowOriginValue',
  },
  {
    ...isText,
    title: 'a star in the list',
    wrong: (express) =>
      express()
        .use(cors({ origin: [admin, 'https://*.apps.example'] }))
        .get('/users', serveUsers),
    control: (express) =>
      express()
        .use(cors({ origin: [admin, teams] }))
        .get('/users', serveUsers),
    code: 'MissingAllowOriginHeader',
  },
  {
    ...sendsHeader,
    title: 'Access-Control-Allow-Origin, as advice on a forum has it',
    wrong: (express) =>
      express()
        .use(cors({ origin: page, allowedHeaders: ['Content-Type'] }))
        .get('/users', serveUsers),
    control: (express) =>
      express()
        .use(cors({ origin: page, allowedHeaders: ['Content-Type'] }))
        .get('/users', serveUsers),
    request: { ...getUsers, headers: { 'access-control-allow-origin': '*' } },
    controlRequest: getUsers,
  },
  {
    ...sendsHeader,
    title: 'a security header, beside its own',
    wrong: (express) =>
      express()
        .use(cors({ origin: page, allowedHeaders: ['Content-Type', 'X-Id'] }))
        .put('/users/:id', saveUser),
    control: (express) =>
      express()
        .use(cors({ origin: page, allowedHeaders: ['Content-Type', 'X-Id'] }))
        .put('/users/:id', saveUser),
    request: { ...putUser, headers: { 'content-security-policy': 'default-src *', 'x-id': '1' } },
    controlRequest: { ...putUser, headers: { 'x-id': '1' } },
  },
  {
    ...asked,
    cause: 'isolation-policy-rejects',
    title: 'a resource isolation policy in front of cors()',
    wrong: (express) =>
      express()
        .use(isolate)
        .use(cors({ origin: page }))
        .get('/users', serveUsers),
    control: (express) =>
      express()
        .use(isolateAllButCors)
        .use(cors({ origin: page }))
        .get('/users', serveUsers),
    request: getUsers,
    code: 'MissingAllowOriginHeader',
    culprit: 'isolate',
  },
  {
    ...asked,
    cause: 'isolation-policy-rejects',
    title: 'a resource isolation policy, before a PUT',
    wrong: (express) =>
      express()
        .use(isolate)
        .use(cors({ origin: page }))
        .put('/users/:id', saveUser),
    control: (express) =>
      express()
        .use(isolateAllButCors)
        .use(cors({ origin: page }))
        .put('/users/:id', saveUser),
    request: putUser,
    code: 'PreflightMissingAllowOriginHeader',
    culprit: 'isolate',
  },
];
