import cors from 'cors';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { both, type CauseCase, type MakeApp } from './cause-case.js';
import { getUsers, page, putUser, saveUser, serveUsers } from './parts.js';

const allowPage = cors({ origin: page });
const asked = { on: both, expected: 'allowed' } as const;
const getFails = { ...asked, request: getUsers, code: 'MissingAllowOriginHeader' } as const;
const putFails = { ...asked, request: putUser, code: 'MissingAllowOriginHeader' } as const;

const users: MakeApp = (express) => express().get('/users', serveUsers).put('/users/:id', saveUser);
const usersBehindCors: MakeApp = (express) =>
  express().use(allowPage).get('/users', serveUsers).put('/users/:id', saveUser);

const placeCauses: readonly CauseCase[] = [
  {
    ...getFails,
    cause: 'no-cors-headers',
    title: 'CORS was never configured',
    wrong: users,
    control: usersBehindCors,
  },
  {
    ...putFails,
    cause: 'no-cors-headers',
    title: 'CORS was never configured, before a PUT',
    wrong: users,
    control: usersBehindCors,
    code: 'PreflightMissingAllowOriginHeader',
  },
  {
    ...putFails,
    cause: 'cors-after-routes',
    title: 'app.use(cors()) below the routes',
    wrong: (express) => express().get('/users', serveUsers).put('/users/:id', saveUser).use(allowPage),
    control: usersBehindCors,
    culprit: 'saveUser',
  },
  {
    ...getFails,
    cause: 'cors-after-routes',
    title: 'the router is mounted before cors()',
    wrong: (express) => express().use(express.Router().get('/users', serveUsers)).use(allowPage),
    control: (express) => express().use(allowPage).use(express.Router().get('/users', serveUsers)),
    culprit: 'serveUsers',
  },
  {
    ...getFails,
    cause: 'cors-mounted-elsewhere',
    title: "app.use('/api', cors()), and the route is not below /api",
    wrong: (express) => express().use('/api', allowPage).get('/users', serveUsers),
    control: usersBehindCors,
  },
  {
    ...putFails,
    cause: 'cors-mounted-elsewhere',
    title: 'on the router of another version',
    wrong: (express) =>
      express()
        .use('/v1', express.Router().use(allowPage).put('/users/:id', saveUser))
        .use('/v2', express.Router().put('/users/:id', saveUser)),
    control: (express) =>
      express()
        .use(allowPage)
        .use('/v1', express.Router().put('/users/:id', saveUser))
        .use('/v2', express.Router().put('/users/:id', saveUser)),
    request: { ...putUser, path: '/v2/users/1' },
    code: 'PreflightMissingAllowOriginHeader',
  },
  {
    ...getFails,
    cause: 'cors-mounted-elsewhere',
    title: 'on another route only',
    wrong: (express) => express().get('/health', allowPage, serveUsers).get('/users', serveUsers),
    control: (express) =>
      express().get('/health', allowPage, serveUsers).get('/users', allowPage, serveUsers),
  },
];

/** One whose limit is used up. */
function limitRate(): RequestHandler {
  return function rateLimit(_, res) {
    res.status(429).set('Retry-After', '60').json({ error: 'too many requests' });
  };
}

function checkCsrf(req: Request, res: Response, next: NextFunction): void {
  if (req.headers['x-csrf-token'] !== undefined || req.method === 'OPTIONS') next();
  else res.status(403).json({ error: 'no token' });
}

function serveHealth(_: Request, res: Response): void {
  res.json({ status: 'up' });
}

const postUser = { ...putUser, path: '/users', method: 'POST' };

/** `ends` answers before cors(), and after it. */
function answeredBefore(
  title: string,
  ends: (express: Parameters<MakeApp>[0]) => RequestHandler,
  request: CauseCase['request'],
  culprit?: string,
): CauseCase {
  return {
    ...getFails,
    cause: 'answered-before-cors',
    title,
    wrong: (express) =>
      express()
        .set('env', 'test')
        .use(ends(express))
        .use(allowPage)
        .post('/users', saveUser)
        .get('/users', serveUsers),
    control: (express) =>
      express()
        .set('env', 'test')
        .use(allowPage)
        .use(ends(express))
        .post('/users', saveUser)
        .get('/users', serveUsers),
    request,
    ...(culprit !== undefined && { culprit }),
  };
}

const answeredCauses: readonly CauseCase[] = [
  answeredBefore('400 for bad JSON', (express) => express.json(), {
    ...postUser,
    json: undefined,
    headers: { 'content-type': 'application/json' },
    body: '{"name":',
  }),
  answeredBefore('413 for a body too large', (express) => express.json({ limit: 10 }), postUser),
  answeredBefore('429 from a rate limit', limitRate, getUsers, 'rateLimit'),
  answeredBefore('403 from a check against CSRF', () => checkCsrf, { ...postUser }, 'checkCsrf'),
  answeredBefore('a static file', (express) => express.static('docs'), {
    origin: page,
    path: '/matchers.md',
  }),
  answeredBefore(
    '401: authentication skips OPTIONS, and still comes first',
    () => skipOptions,
    getUsers,
    'requireToken',
  ),
  {
    ...getFails,
    cause: 'answered-before-cors',
    title: 'a health check above everything',
    wrong: (express) => express().get('/health', serveHealth).use(allowPage).get('/users', serveUsers),
    control: (express) => express().use(allowPage).get('/health', serveHealth).get('/users', serveUsers),
    request: { origin: page, path: '/health' },
    culprit: 'serveHealth',
  },
];

const skipOptions: RequestHandler = function requireToken(req, res, next) {
  if (req.method === 'OPTIONS' || req.headers.authorization !== undefined) next();
  else res.sendStatus(401);
};

export const orderCauses: readonly CauseCase[] = [...placeCauses, ...answeredCauses];
