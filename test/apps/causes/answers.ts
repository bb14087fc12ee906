import cors from 'cors';
import type { ErrorRequestHandler, Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { both, type CauseCase } from './cause-case.js';
import { addingCors, admin, getUsers, page, serveUsers } from './parts.js';

const allowPage = cors({ origin: page });
const allowOrigin = 'Access-Control-Allow-Origin';
const asked = { on: both, expected: 'allowed', request: getUsers } as const;

const twiceCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'cors-headers-twice',
    title: 'cors(), and a header appended by hand',
    wrong: (express) => express().use(allowPage).use(appendCors).get('/users', serveUsers),
    control: (express) => express().use(allowPage).get('/users', serveUsers),
    code: 'MultipleAllowOriginValues',
    culprit: 'appendCors',
  },
  {
    ...asked,
    cause: 'cors-headers-twice',
    title: 'an app with cors() behind a proxy that adds the header as well',
    wrong: (express) => proxyFor(express().use(allowPage).get('/users', serveUsers)),
    control: (express) => proxyFor(express().get('/users', serveUsers)),
    code: 'MultipleAllowOriginValues',
    culprit: 'addHeaderOfProxy',
  },
  {
    ...asked,
    cause: 'cors-headers-twice',
    title: 'joined to what another middleware had set',
    wrong: (express) => express().use(allowPage).use(joinCors).get('/users', serveUsers),
    control: (express) => express().use(joinCors).get('/users', serveUsers),
    code: 'MultipleAllowOriginValues',
    culprit: 'joinCors',
  },
  {
    ...asked,
    cause: 'cors-headers-twice',
    title: 'by hand for all, and appended by a route',
    wrong: (express) =>
      express()
        .use(addingCors({ [allowOrigin]: '*' }))
        .get('/users', appendCors, serveUsers),
    control: (express) => express().get('/users', appendCors, serveUsers),
    code: 'MultipleAllowOriginValues',
    culprit: 'appendCors',
  },
];

function appendCors(_: Request, res: Response, next: NextFunction): void {
  res.append(allowOrigin, page);
  next();
}

function joinCors(_: Request, res: Response, next: NextFunction): void {
  const present = res.get(allowOrigin);
  res.set(allowOrigin, present === undefined ? page : `${present}, ${page}`);
  next();
}

/** What `add_header` of nginx does: it adds, whatever is there already. */
function proxyFor(app: Express): RequestHandler {
  return (req, res, next) => {
    const writeHead = res.writeHead.bind(res) as (...given: unknown[]) => typeof res;
    res.writeHead = function addHeaderOfProxy(...given: unknown[]) {
      res.appendHeader(allowOrigin, page);
      return writeHead(...given);
    };
    app(req, res, next);
  };
}

const removedCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'cors-headers-removed',
    title: 'a route sets an origin of its own',
    wrong: (express) => express().use(allowPage).get('/users', serveUsersToAdmin),
    control: (express) => express().use(allowPage).get('/users', serveUsers),
    code: 'AllowOriginMismatch',
    culprit: 'serveUsersToAdmin',
  },
  {
    ...asked,
    cause: 'cors-headers-removed',
    title: 'a later middleware removes what it does not know',
    wrong: (express) => express().use(allowPage).use(removeHeaders).get('/users', serveUsers),
    control: (express) => express().use(removeHeaders).use(allowPage).get('/users', serveUsers),
    code: 'MissingAllowOriginHeader',
    culprit: 'removeHeaders',
  },
  {
    ...asked,
    cause: 'cors-headers-removed',
    title: 'an error handler begins with a clean answer',
    wrong: (express) => express().use(allowPage).get('/users', fail).use(clearAndSendError),
    control: (express) => express().use(allowPage).get('/users', fail).use(sendError),
    code: 'MissingAllowOriginHeader',
    culprit: 'clearAndSendError',
  },
  {
    ...asked,
    cause: 'cors-headers-removed',
    title: 'writeHead() with the headers of a legacy handler',
    wrong: (express) => express().use(allowPage).get('/users', writeUsersForAdmin),
    control: (express) => express().use(allowPage).get('/users', writeUsers),
    code: 'AllowOriginMismatch',
    culprit: 'writeUsersForAdmin',
  },
];

function serveUsersToAdmin(_: Request, res: Response): void {
  res.setHeader(allowOrigin, admin);
  res.json([]);
}

function removeHeaders(_: Request, res: Response, next: NextFunction): void {
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  next();
}

const fail: RequestHandler = () => {
  throw new Error('the database is down');
};

const clearAndSendError: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.status(500).json({ error: 'something broke' });
};

const sendError: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(500).json({ error: 'something broke' });
};

function writeUsersForAdmin(_: Request, res: Response): void {
  res.writeHead(200, { 'Content-Type': 'application/json', [allowOrigin]: admin }).end('[]');
}

function writeUsers(_: Request, res: Response): void {
  res.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
}

/** /users/1 is there, /users/2 is not. */
const userTwo = { origin: page, path: '/users/2' };

const errorCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'error-response-without-cors-headers',
    title: 'headers by hand where the handler succeeds',
    wrong: (express) => express().get('/users/:id', serveUserForPage),
    control: (express) => express().use(allowPage).get('/users/:id', serveUserForPage),
    request: userTwo,
    code: 'MissingAllowOriginHeader',
    culprit: 'serveUserForPage',
  },
  {
    ...asked,
    cause: 'error-response-without-cors-headers',
    title: 'the handler throws before it sets the header',
    wrong: (express) => express().get('/users/:id', loadUserForPage).use(sendError),
    control: (express) => express().use(allowPage).get('/users/:id', loadUserForPage).use(sendError),
    request: userTwo,
    code: 'MissingAllowOriginHeader',
    culprit: 'sendError',
    failing: 'loadUserForPage',
  },
  {
    ...asked,
    cause: 'error-response-without-cors-headers',
    title: 'cors() after the check of the parameter',
    wrong: (express) => express().get('/users/:id', findUser, allowPage, serveUsers),
    control: (express) => express().get('/users/:id', allowPage, findUser, serveUsers),
    request: userTwo,
    code: 'MissingAllowOriginHeader',
    culprit: 'findUser',
  },
];

function serveUserForPage(req: Request, res: Response): void {
  if (req.params.id !== '1') res.status(404).json({ error: 'no such user' });
  else res.set(allowOrigin, page).json({ name: 'Ada' });
}

function loadUserForPage(req: Request, res: Response): void {
  if (req.params.id !== '1') throw new Error('no such user');
  res.set(allowOrigin, page).json({ name: 'Ada' });
}

function findUser(req: Request, res: Response, next: NextFunction): void {
  if (req.params.id === '1') next();
  else res.status(404).json({ error: 'no such user' });
}

const deploymentCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'resource-policy-blocks',
    title: "helmet's Cross-Origin-Resource-Policy: same-origin on a picture",
    wrong: (express) => express().use(helmet('same-origin')).get('/logo.svg', sendLogo),
    control: (express) => express().use(helmet('cross-origin')).get('/logo.svg', sendLogo),
    request: { origin: page, path: '/logo.svg', mode: 'no-cors', servedAt: 'https://api.other.example' },
    code: null,
    culprit: 'setSecurityHeaders',
  },
  {
    ...asked,
    cause: 'mixed-content',
    title: 'an API on http under a page on https',
    wrong: (express) => express().use(allowPage).get('/users', serveUsers),
    control: (express) => express().use(allowPage).get('/users', serveUsers),
    request: { ...getUsers, servedAt: 'http://api.example' },
    controlRequest: { ...getUsers, servedAt: 'https://api.example' },
    code: null,
  },
];

/** What helmet() sets that matters here. */
function helmet(policy: string): RequestHandler {
  return function setSecurityHeaders(_, res, next) {
    res.set({ 'Cross-Origin-Resource-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
    next();
  };
}

function sendLogo(_: Request, res: Response): void {
  res.type('svg').send('<svg xmlns="http://www.w3.org/2000/svg"/>');
}

export const answerCauses: readonly CauseCase[] = [
  ...twiceCauses,
  ...removedCauses,
  ...errorCauses,
  ...deploymentCauses,
];
