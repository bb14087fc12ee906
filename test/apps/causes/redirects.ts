import cors from 'cors';
import expressHere, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { both, type CauseCase, type MakeExpress } from './cause-case.js';
import { getUsers, page, putUser, saveUser, serveUsers, withToken } from './parts.js';

const allowPage = cors({ origin: page });
const asked = { on: both, expected: 'allowed' } as const;

/** Behind a proxy that speaks http to the app, `req.secure` needs the setting "trust proxy". */
function redirectToHttps(req: Request, res: Response, next: NextFunction): void {
  if (req.secure) next();
  else res.redirect(308, `https://api.example${req.originalUrl}`);
}

function addTrailingSlash(req: Request, res: Response, next: NextFunction): void {
  if (req.path.endsWith('/')) next();
  else res.redirect(301, `${req.path}/`);
}

function redirectToLogin(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.authorization !== undefined || req.path === '/login') next();
  else res.redirect('/login');
}

const preflightCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'preflight-redirected',
    title: 'from http to https, without trust proxy',
    wrong: (express) => express().use(redirectToHttps).use(allowPage).put('/users/:id', saveUser),
    control: (express) =>
      express().set('trust proxy', true).use(redirectToHttps).use(allowPage).put('/users/:id', saveUser),
    request: { ...putUser, servedAt: 'https://api.example' },
    code: 'PreflightDisallowedRedirect',
    culprit: 'redirectToHttps',
  },
  {
    ...asked,
    cause: 'preflight-redirected',
    title: 'to the path with a slash, after the headers',
    wrong: (express) =>
      express()
        .use(cors({ origin: page, preflightContinue: true }))
        .use(addTrailingSlash)
        .put('/users/:id', saveUser),
    control: (express) => express().use(allowPage).use(addTrailingSlash).put('/users/:id', saveUser),
    request: putUser,
    code: 'PreflightDisallowedRedirect',
    culprit: 'addTrailingSlash',
  },
  {
    ...asked,
    cause: 'preflight-redirected',
    title: 'the page asks for the path without the slash',
    wrong: (express) => express().use(addTrailingSlash).use(allowPage).put('/users/:id', saveUser),
    control: (express) => express().use(addTrailingSlash).use(allowPage).put('/users/:id', saveUser),
    request: putUser,
    controlRequest: { ...putUser, path: '/users/1/' },
    code: 'PreflightDisallowedRedirect',
    culprit: 'addTrailingSlash',
  },
  {
    ...asked,
    cause: 'preflight-redirected',
    title: 'to the login page',
    wrong: (express) => express().use(redirectToLogin).use(allowPage).put('/users/:id', saveUser),
    control: (express) => express().use(allowPage).use(redirectToLogin).put('/users/:id', saveUser),
    request: { ...putUser, headers: withToken },
    code: 'PreflightDisallowedRedirect',
    culprit: 'redirectToLogin',
  },
];

const requestCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'redirect-without-cors-headers',
    title: 'to the path with a slash, before cors()',
    wrong: (express) => express().use(addTrailingSlash).use(allowPage).get('/users', serveUsers),
    control: (express) => express().use(allowPage).use(addTrailingSlash).get('/users', serveUsers),
    request: getUsers,
    code: 'MissingAllowOriginHeader',
    culprit: 'addTrailingSlash',
  },
  {
    ...asked,
    cause: 'redirect-without-cors-headers',
    title: 'an old path, above cors()',
    wrong: (express) => express().get('/people', toUsers).use(allowPage).get('/users', serveUsers),
    control: (express) => express().use(allowPage).get('/people', toUsers).get('/users', serveUsers),
    request: { origin: page, path: '/people' },
    code: 'MissingAllowOriginHeader',
    culprit: 'toUsers',
  },
  {
    ...asked,
    cause: 'redirect-without-cors-headers',
    title: 'headers by hand where the redirect leads, not on it',
    wrong: (express) => express().get('/people', toUsers).get('/users', serveUsersForPage),
    control: (express) => express().get('/people', allowPage, toUsers).get('/users', serveUsersForPage),
    request: { origin: page, path: '/people' },
    code: 'MissingAllowOriginHeader',
    culprit: 'toUsers',
  },
];

const storage = 'https://files.example';

/** A store of files, with the policy of its bucket. */
function storageAllowing(origin: string): Express {
  return expressHere().use(cors({ origin })).get('/invoice.pdf', sendInvoice);
}

const invoice = { origin: page, path: '/invoice.pdf', otherTargets: { [storage]: storageAllowing(page) } };

const invoices =
  (answer: RequestHandler) =>
  (express: MakeExpress): Express =>
    express().use(allowPage).get('/invoice.pdf', answer);

const elsewhereCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'redirected-to-another-origin',
    title: 'to a signed URL of a store, which allows the page by name',
    wrong: invoices(toStorage),
    control: invoices(sendInvoice),
    request: invoice,
    code: 'AllowOriginMismatch',
    culprit: 'toStorage',
  },
  {
    ...asked,
    cause: 'redirected-to-another-origin',
    title: 'the same, once the store allows everybody',
    wrong: invoices(toStorage),
    control: invoices(toStorage),
    request: invoice,
    controlRequest: { ...invoice, otherTargets: { [storage]: storageAllowing('*') } },
    code: 'AllowOriginMismatch',
    culprit: 'toStorage',
  },
];

function toUsers(_: Request, res: Response): void {
  res.redirect(301, '/users');
}

function serveUsersForPage(_: Request, res: Response): void {
  res.header('Access-Control-Allow-Origin', page).json([]);
}

function toStorage(_: Request, res: Response): void {
  res.redirect(`${storage}/invoice.pdf?signature=abc`);
}

function sendInvoice(_: Request, res: Response): void {
  res.type('pdf').send('');
}

export const redirectCauses: readonly CauseCase[] = [
  ...preflightCauses,
  ...requestCauses,
  ...elsewhereCauses,
];
