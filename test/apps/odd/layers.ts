import cors from 'cors';
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import { both } from '../causes/cause-case.js';
import {
  addingCors,
  admin,
  getUsers,
  headersForPut,
  notFound,
  page,
  putUser,
  requireAuth,
  saveUser,
  serveUsers,
} from '../causes/parts.js';
import type { OddApp } from './odd-app.js';

const get = { on: both, request: getUsers } as const;
const put = { on: both, request: putUser } as const;

const failed: ErrorRequestHandler = function answerError(error, _req, res, next) {
  if (res.headersSent) next(error);
  else res.status(422).json({ error: 'failed' });
};

function failInside(_req: Request, _res: Response, next: NextFunction): void {
  next(new Error('no connection'));
}

function index(_: Request, res: Response): void {
  res.type('html').send('<!doctype html><div id="root"></div>');
}

/** As compression and sessions do. */
function wrapEnd(_: Request, res: Response, next: NextFunction): void {
  const end = res.end.bind(res) as (...given: unknown[]) => Response;
  res.end = function compressedEnd(...given: unknown[]) {
    res.vary('Accept-Encoding');
    return end(...given);
  } as typeof res.end;
  next();
}

function csrf(req: Request, res: Response, next: NextFunction): void {
  if (req.headers['x-csrf-token'] === undefined) res.status(403).send('invalid csrf token');
  else next();
}

function hide(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.authorization === undefined) res.status(404).end();
  else next();
}

function login(_: Request, res: Response): void {
  res.redirect('/login?returnTo=%2Fusers');
}

const forPage = cors({ origin: [page] });
const off = cors({ origin: false });

export const layerApps: readonly OddApp[] = [
  {
    ...get,
    title: 'something in front of cors() fails, an error handler answers',
    app: (express) => express().use(failInside).use(forPage).get('/users', serveUsers).use(failed),
    cause: 'answered-before-cors',
    certainty: 'certain',
    culprit: 'failInside',
  },
  {
    ...get,
    title: 'something in front of cors() fails, Express answers 500',
    app: (express) => express().use(failInside).use(forPage).get('/users', serveUsers),
    cause: 'answered-before-cors',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'cors() for another path behind the route',
    app: (express) => express().get('/users', serveUsers).use('/api', forPage),
    cause: 'cors-mounted-elsewhere',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'cors() in a router for another path behind the route',
    app: (express) => express().get('/users', serveUsers).use('/api', express.Router().use(forPage)),
    cause: 'cors-mounted-elsewhere',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'cors() in an app for another path behind the route',
    app: (express) => express().get('/users', serveUsers).use('/api', express().use(forPage)),
    cause: 'cors-mounted-elsewhere',
    certainty: 'certain',
  },
  {
    ...put,
    title: 'cors() on an unrelated route only',
    app: (express) => express().get('/public', forPage, serveUsers).put('/users/:id', saveUser),
    cause: 'cors-mounted-elsewhere',
    certainty: 'certain',
  },
  {
    ...put,
    title: 'cors() on the GET of the path only',
    app: (express) => express().get('/users/:id', forPage, serveUsers).put('/users/:id', saveUser),
    cause: 'cors-mounted-elsewhere',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'cors() within a function of the app, switched off',
    app: (express) =>
      express()
        .use(function wrapped(req: Request, res: Response, next: NextFunction) {
          off(req, res, next);
        })
        .get('/users', serveUsers),
    cause: 'cors-switched-off',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'cors() within a function that calls it for other paths only',
    app: (express) =>
      express()
        .use(function somewhere(req: Request, res: Response, next: NextFunction) {
          if (req.path.startsWith('/public')) forPage(req, res, next);
          else next();
        })
        .get('/users', serveUsers),
    cause: 'no-cors-headers',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'cors() twice, the second for another origin',
    app: (express) =>
      express()
        .use(forPage)
        .use(cors({ origin: admin }))
        .get('/users', serveUsers),
    cause: 'cors-headers-removed',
    certainty: 'certain',
    culprit: 'corsMiddleware',
  },
  {
    ...put,
    title: 'a preflight returned the index.html of a single-page app',
    app: (express) => express().use(index).use(forPage).put('/users/:id', saveUser),
    cause: 'answered-before-cors',
    certainty: 'certain',
    culprit: 'index',
  },
  {
    ...put,
    title: 'app.all() in front of cors() answers OPTIONS',
    app: (express) => express().all('/users/:id', saveUser).use(forPage),
    cause: 'cors-after-routes',
    certainty: 'certain',
    culprit: 'saveUser',
  },
  {
    ...put,
    title: 'the token of a form is asked of a preflight',
    app: (express) => express().use(csrf).use(forPage).put('/users/:id', saveUser),
    cause: 'answered-before-cors',
    certainty: 'certain',
    culprit: 'csrf',
  },
  {
    ...put,
    title: 'authentication hides behind 404',
    app: (express) => express().use(hide).use(forPage).put('/users/:id', saveUser),
    cause: 'answered-before-cors',
    certainty: 'certain',
    culprit: 'hide',
  },
  {
    ...put,
    title: 'authentication behind a middleware that wraps end',
    app: (express) => express().use(wrapEnd).use(requireAuth).use(forPage).put('/users/:id', saveUser),
    cause: 'preflight-blocked-by-authentication',
    certainty: 'certain',
    culprit: 'requireAuth',
  },
  {
    ...get,
    title: 'a login redirect in front of cors()',
    app: (express) => express().use(login).use(forPage),
    cause: 'redirect-without-cors-headers',
    certainty: 'certain',
    culprit: 'login',
  },
  {
    ...get,
    title: 'an error handler that clears all headers',
    app: (express) =>
      express()
        .use(forPage)
        .get('/users', failInside)
        .use(((error, _req, res, next) => {
          if (res.headersSent) next(error);
          for (const name of res.getHeaderNames()) res.removeHeader(name);
          res.status(500).end();
        }) as ErrorRequestHandler),
    cause: 'cors-headers-removed',
    certainty: 'certain',
  },
  {
    ...put,
    title: 'CORS by hand for OPTIONS only',
    app: (express) => express().options('/users/:id', addingCors(headersForPut)).put('/users/:id', saveUser),
    cause: 'preflight-and-request-policies-differ',
    certainty: 'likely',
  },
  {
    ...put,
    title: 'CORS by hand that forgets the header lists',
    app: (express) =>
      express()
        .use(addingCors({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Methods': 'PUT' }))
        .put('/users/:id', saveUser),
    cause: 'header-not-listed',
    certainty: 'certain',
    culprit: null,
  },
  {
    ...get,
    title: 'Vary: Origin by hand, and cors() for another path',
    app: (express) =>
      express()
        .use(function varies(_: Request, res: Response, next: NextFunction) {
          res.vary('Origin');
          next();
        })
        .use('/api', forPage)
        .get('/users', serveUsers),
    cause: 'cors-mounted-elsewhere',
    certainty: 'likely',
  },
  {
    ...get,
    title: 'an app within an app, cors() on the other one',
    app: (express) =>
      express().use('/a', express().use(forPage)).use('/', express().get('/users', serveUsers)),
    cause: 'cors-mounted-elsewhere',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'a router with the parameters of its parent, behind cors() of another',
    app: (express) =>
      express()
        .use('/v1/:team', express.Router({ mergeParams: true }).use(forPage).get('/users', serveUsers))
        .use('/v2/:team', express.Router({ mergeParams: true }).get('/users', serveUsers)),
    request: { ...getUsers, path: '/v2/a/users' },
    cause: 'cors-mounted-elsewhere',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'nothing answers, cors() in front of nothing on another path',
    app: (express) => express().use('/api', forPage).use(notFound),
    cause: 'cors-mounted-elsewhere',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'credentials "TRUE"',
    app: (express) =>
      express()
        .use(addingCors({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Credentials': 'TRUE' }))
        .get('/users', serveUsers),
    request: { ...getUsers, credentials: 'include' },
    cause: 'credentials-value-wrong',
    certainty: 'certain',
    culprit: 'addCors',
  },
];
