import cors, { type CorsOptions } from 'cors';
import express, { type NextFunction, type Request, type Response } from 'express';
import {
  admin,
  getUsers,
  inWrongOrder,
  page,
  putUser,
  quietApp,
  requireAuth,
  serveUsers,
  withToken,
  withUsers,
} from './parts.js';
import type { RemedyCase, Row } from './remedy-case.js';

/** Apps whose cors() stands in the wrong place, on Express. */

const options: CorsOptions = { origin: page };

function serveHealth(_: Request, res: Response): void {
  res.json({ status: 'up' });
}

function rateLimit(_: Request, res: Response): void {
  res.status(429).json({ error: 'too many requests' });
}

function addSlash(req: Request, res: Response, next: NextFunction): void {
  if (req.path.endsWith('/')) next();
  else res.redirect(301, `${req.path}/`);
}

function toUsers(_: Request, res: Response): void {
  res.redirect('/users');
}

function redirectToHttps(req: Request, res: Response, next: NextFunction): void {
  if (req.secure) next();
  else res.redirect(308, `https://api.example${req.originalUrl}`);
}

function findUser(req: Request, res: Response, next: NextFunction): void {
  if (req.params.id === '1') next();
  else res.status(404).json({ error: 'no such user' });
}

const authorized = { ...putUser, headers: withToken };

const rows: readonly Row[] = [
  {
    cause: 'no-cors-headers',
    title: 'nothing',
    app: (mend) => {
      const app = quietApp();
      mend?.({ app, cors });
      return withUsers(app);
    },
    request: getUsers,
  },
  {
    cause: 'no-cors-headers',
    title: 'nothing, with credentials',
    app: (mend) => {
      const app = quietApp();
      mend?.({ app, cors });
      return withUsers(app);
    },
    request: { ...putUser, credentials: 'include' },
  },
  {
    cause: 'cors-after-routes',
    title: 'below a route',
    app: (mend) => {
      const app = quietApp();
      mend?.({ app, cors, options });
      return withUsers(app).use(cors(options));
    },
    request: getUsers,
  },
  {
    cause: 'answered-before-cors',
    title: 'a rate limit',
    app: inWrongOrder((app) => app.use(rateLimit)),
    request: getUsers,
  },
  {
    cause: 'answered-before-cors',
    title: 'a health check',
    app: inWrongOrder((app) => app.get('/health', serveHealth)),
    request: { origin: page, path: '/health' },
  },
  {
    cause: 'answered-before-cors',
    title: 'bad JSON',
    app: inWrongOrder((app) => app.use(express.json())),
    request: {
      origin: page,
      path: '/users',
      method: 'POST',
      body: '{"name":',
      headers: { 'content-type': 'application/json' },
    },
  },
  {
    cause: 'cors-mounted-elsewhere',
    title: 'on another path',
    app: (mend) => {
      const app = quietApp();
      mend?.({ app, cors, options });
      return withUsers(app.use('/api', cors(options)));
    },
    request: getUsers,
  },
  {
    cause: 'cors-mounted-elsewhere',
    title: 'on another router',
    app: (mend) => {
      const app = quietApp();
      mend?.({ app, cors, options });
      app.use('/v1', express.Router().use(cors(options)).put('/users', serveUsers));
      return app.use('/v2', express.Router().put('/users', serveUsers));
    },
    request: { ...putUser, path: '/v2/users' },
  },
  {
    cause: 'preflight-not-routed',
    title: 'on a router',
    app: (mend) => {
      const router = express.Router();
      mend?.({ router, cors, options });
      return quietApp().use('/users', router.put('/:id', cors(options), serveUsers));
    },
    request: { ...putUser, path: '/users/1' },
  },
  {
    cause: 'preflight-not-routed',
    title: "app.options('/*splat') misses the root",
    app: (mend) => {
      const app = quietApp();
      mend?.({ app, cors, options });
      return app.options('/*splat', cors(options)).put('/', cors(options), serveUsers);
    },
    request: { ...putUser, path: '/' },
  },
  {
    cause: 'preflight-and-request-policies-differ',
    title: 'two lists',
    app: (mend) => {
      const app = quietApp();
      if (mend === undefined)
        app.options('/users', cors({ origin: page })).get('/users', cors({ origin: admin }), serveUsers);
      else mend({ app, cors, options: {} });
      return withUsers(app);
    },
    request: { ...getUsers, headers: withToken },
    kept: [admin],
  },
  {
    cause: 'preflight-blocked-by-authentication',
    title: 'a token',
    app: inWrongOrder((app) => app.use(requireAuth), { requireAuth }),
    request: authorized,
    isGuarded: true,
  },
  {
    cause: 'preflight-blocked-by-authentication',
    title: 'a token, of a preflight alone',
    app: inWrongOrder((app) => app.use(requireAuth), { requireAuth }),
    request: authorized,
    isGuarded: true,
    assertion: 'toHandlePreflight',
  },
  {
    cause: 'preflight-redirected',
    title: 'to a path with a slash',
    app: inWrongOrder((app) => app.use(addSlash), { addSlash }),
    request: putUser,
  },
  {
    cause: 'preflight-redirected',
    title: 'to https, behind a proxy',
    app: (mend) => {
      const app = quietApp();
      mend?.({ app });
      return withUsers(app.use(redirectToHttps).use(cors(options)));
    },
    request: { ...putUser, servedAt: 'https://api.example' },
  },
  {
    cause: 'redirect-without-cors-headers',
    title: 'to a path with a slash',
    app: inWrongOrder((app) => app.use(addSlash), { addSlash }),
    request: getUsers,
  },
  {
    cause: 'redirect-without-cors-headers',
    title: 'an old path',
    app: inWrongOrder((app) => app.get('/people', toUsers)),
    request: { origin: page, path: '/people' },
  },
  {
    cause: 'error-response-without-cors-headers',
    title: 'cors() behind the check of the same route',
    app: (mend) => {
      const app = quietApp();
      mend?.({ app, cors, options });
      return app.get('/users/:id', findUser, cors(options), serveUsers);
    },
    request: { origin: page, path: '/users/2', status: 404 },
  },
];

export const inOrder: readonly RemedyCase[] = rows.map((row) => ({ style: 'cors', ...row }));
