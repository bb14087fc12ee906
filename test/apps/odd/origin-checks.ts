import cors, { type CorsOptionsDelegate } from 'cors';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { callbackify } from 'node:util';
import { both } from '../causes/cause-case.js';
import { admin, getUsers, page, putUser, saveUser, serveUsers, stranger } from '../causes/parts.js';
import type { OddApp } from './odd-app.js';

const get = { on: both, request: getUsers } as const;
const put = { on: both, request: putUser } as const;
const getAsStranger = { on: both, request: { ...getUsers, origin: stranger } } as const;

type Decide = (error: Error | null, allow?: boolean) => void;

function denyAll(_: string | undefined, decide: Decide): void {
  decide(null, false);
}

function denyLater(_: string | undefined, decide: Decide): void {
  setTimeout(() => {
    decide(null, false);
  }, 5);
}

/** No frame of the function is left on the stack when it answers. */
const denyCallbackified = callbackify((origin: string | undefined) => Promise.resolve(origin === admin));

function denyImmediately(_: string | undefined, decide: Decide): void {
  setImmediate(decide, null, false);
}

function throwing(): never {
  throw new Error('the list is not loaded');
}

const optionsFor: CorsOptionsDelegate<Request> = (req, decide) => {
  decide(null, { origin: req.header('origin') === admin });
};

const optionsForLater: CorsOptionsDelegate<Request> = (_, decide) => {
  setImmediate(decide, null, { origin: false });
};

/** The common hand-written list, which says nothing to whom it does not know. */
function listByHand(req: Request, res: Response, next: NextFunction): void {
  const { origin } = req.headers;
  if (origin === admin) res.set('Access-Control-Allow-Origin', origin);
  if (req.method === 'OPTIONS' && origin === admin) res.sendStatus(204);
  else next();
}

function forbidUnknownOrigins(req: Request, res: Response, next: NextFunction): void {
  const { origin } = req.headers;
  if (origin !== undefined && origin !== admin) {
    res.status(403).json({ error: 'origin not allowed' });
    return;
  }
  res.set({ 'Access-Control-Allow-Origin': admin, 'Access-Control-Allow-Headers': 'content-type' });
  next();
}

/** Loads the list when it is first asked. */
function warmingUp(): RequestHandler {
  let calls = 0;
  return function loadFirst(_, res, next) {
    calls += 1;
    if (calls === 1) {
      res.status(503).json({ error: 'loading' });
      return;
    }
    res.set('Access-Control-Allow-Origin', page);
    next();
  };
}

function lazyList(): RequestHandler {
  let list: string[] = [];
  return function checkLoaded(req, res, next) {
    if (list.includes(String(req.headers.origin))) res.set('Access-Control-Allow-Origin', page);
    list = [page];
    next();
  };
}

const setting = (value: string | string[]): RequestHandler =>
  function setIt(_, res, next) {
    res.set('Access-Control-Allow-Origin', value);
    next();
  };

export const originCheckApps: readonly OddApp[] = [
  {
    ...get,
    title: 'a callback that denies at once',
    app: (express) =>
      express()
        .use(cors({ origin: denyAll }))
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
    culprit: 'denyAll',
  },
  {
    ...get,
    title: 'a callback that denies later',
    app: (express) =>
      express()
        .use(cors({ origin: denyLater }))
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'a callback that denies without a frame on the stack, by callbackify',
    app: (express) =>
      express()
        .use(cors({ origin: denyCallbackified }))
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
    culprit: 'corsMiddleware',
  },
  {
    ...get,
    title: 'a callback that denies without a frame on the stack, by setImmediate',
    app: (express) =>
      express()
        .use(cors({ origin: denyImmediately }))
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
    culprit: 'corsMiddleware',
  },
  {
    ...put,
    title: 'a callback that throws',
    app: (express) =>
      express()
        .use(cors({ origin: throwing }))
        .put('/users/:id', saveUser),
    cause: 'origin-callback-failed',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'options for each request, without this origin',
    app: (express) => express().use(cors(optionsFor)).get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
    culprit: 'optionsFor',
  },
  {
    ...get,
    title: 'options for each request, later, switched off',
    app: (express) => express().use(cors(optionsForLater)).get('/users', serveUsers),
    cause: 'cors-switched-off',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'a list by hand without Vary, before a GET',
    app: (express) => express().use(listByHand).get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'likely',
    culprit: 'listByHand',
  },
  {
    ...put,
    title: 'a list by hand without Vary, before a PUT',
    app: (express) => express().use(listByHand).put('/users/:id', saveUser),
    cause: 'origin-not-listed',
    certainty: 'likely',
    culprit: 'listByHand',
  },
  {
    ...get,
    title: 'a list by hand without Vary, and cors() for another path',
    app: (express) => express().use('/api', cors()).use(listByHand).get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'likely',
    culprit: 'listByHand',
  },
  {
    ...put,
    title: 'unknown origins get 403, before a PUT',
    app: (express) => express().use(forbidUnknownOrigins).put('/users/:id', saveUser),
    cause: 'origin-not-listed',
    certainty: 'likely',
    culprit: 'forbidUnknownOrigins',
  },
  {
    ...get,
    title: 'unknown origins get 403, before a GET',
    app: (express) => express().use(forbidUnknownOrigins).get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'likely',
    culprit: 'forbidUnknownOrigins',
  },
  {
    ...get,
    title: 'the first answer is 503, the next ones are good',
    app: (express) => express().use(warmingUp()).get('/users', serveUsers),
    cause: 'error-response-without-cors-headers',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'a list that is loaded at the first request',
    app: (express) => express().use(lazyList()).get('/users', serveUsers),
    cause: 'stateful-origin-check',
    certainty: 'likely',
  },
  {
    ...get,
    title: 'Allow-Origin "undefined"',
    app: (express) => express().use(setting('undefined')).get('/users', serveUsers),
    cause: 'cors-switched-off',
    certainty: 'certain',
    culprit: 'setIt',
  },
  {
    ...get,
    title: 'the environment variable is the text "undefined"',
    app: (express) =>
      express()
        .use(cors({ origin: 'undefined' }))
        .get('/users', serveUsers),
    cause: 'cors-switched-off',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'Allow-Origin is a list of two, given as an array',
    app: (express) =>
      express()
        .use(setting([page, admin]))
        .get('/users', serveUsers),
    cause: 'origins-joined',
    certainty: 'certain',
    culprit: 'setIt',
  },
  {
    ...get,
    title: 'Allow-Origin is empty',
    app: (express) => express().use(setting('')).get('/users', serveUsers),
    cause: 'cors-switched-off',
    certainty: 'certain',
    culprit: 'setIt',
  },
  {
    ...get,
    title: 'Allow-Origin is the Host',
    app: (express) =>
      express()
        .use(function echoHost(req: Request, res: Response, next: NextFunction) {
          res.set('access-control-allow-origin', req.headers.host);
          next();
        })
        .get('/users', serveUsers),
    cause: 'origin-without-scheme',
    certainty: 'certain',
    culprit: 'echoHost',
  },
  {
    ...get,
    title: 'the list has the default port',
    app: (express) =>
      express()
        .use(cors({ origin: ['https://app.example:443'] }))
        .get('/users', serveUsers),
    cause: 'origin-port-differs',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'the list has a blank before the origin',
    app: (express) =>
      express()
        .use(cors({ origin: [` ${page}`] }))
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'the host has a dot at its end',
    app: (express) =>
      express()
        .use(cors({ origin: ['https://app.example.'] }))
        .get('/users', serveUsers),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...get,
    title: 'IPv6 with another port',
    app: (express) =>
      express()
        .use(cors({ origin: 'http://[::1]:3000' }))
        .get('/users', serveUsers),
    request: { ...getUsers, origin: 'http://[::1]:5173' },
    cause: 'origin-port-differs',
    certainty: 'certain',
  },
  {
    ...getAsStranger,
    title: 'a stranger is redirected by an app whose cors() comes first',
    app: (express) =>
      express()
        .use(cors({ origin: [page] }))
        .get('/users', (_req: Request, res: Response) => {
          res.redirect('/people');
        }),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...getAsStranger,
    title: 'a stranger gets 404 from an app whose cors() comes first',
    app: (express) => express().use(cors({ origin: [page] })),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
  {
    ...getAsStranger,
    title: 'a stranger, and the handler fails behind cors()',
    app: (express) =>
      express()
        .use(cors({ origin: [page] }))
        .get('/users', () => {
          throw new Error('the database is down');
        }),
    cause: 'origin-not-listed',
    certainty: 'certain',
  },
];
