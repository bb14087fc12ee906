import express from 'express';
import {
  admin,
  byHand,
  byHandFrom,
  getUsers,
  notFound,
  page,
  patchUser,
  putUser,
  putWithCookie,
  quietApp,
  requireAuth,
  serveUsers,
  staging,
  stranger,
  withCookie,
  withToken,
  withUsers,
} from './parts.js';
import { type RemedyCase, type Row, rejecting } from './remedy-case.js';

/** Apps on Express that set their headers themselves. */

const allowOrigin = 'Access-Control-Allow-Origin';
const allowCredentials = 'Access-Control-Allow-Credentials';
const allowMethods = 'Access-Control-Allow-Methods';
const allowHeaders = 'Access-Control-Allow-Headers';
const forPut = { [allowOrigin]: page, [allowMethods]: 'GET, PUT', [allowHeaders]: 'content-type' };
const vite = 'http://localhost:5173';
const rejected = { origin: stranger, path: '/users' };

const originRows: readonly Row[] = [
  {
    cause: 'origin-not-listed',
    title: 'one origin for everybody',
    app: byHand({ [allowOrigin]: admin }),
    request: getUsers,
    kept: [admin],
  },
  { cause: 'origin-not-listed', title: 'a list', app: byHandFrom([admin]), request: getUsers, kept: [admin] },
  {
    cause: 'origin-trailing-slash',
    title: 'one origin',
    app: byHand({ [allowOrigin]: `${page}/` }),
    request: getUsers,
  },
  {
    cause: 'origin-trailing-slash',
    title: 'a list',
    app: byHandFrom([`${page}/`, admin]),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'origin-scheme-differs',
    title: 'one origin',
    app: byHand({ [allowOrigin]: 'http://app.example' }),
    request: getUsers,
  },
  {
    cause: 'origin-port-differs',
    title: 'one origin',
    app: byHand({ [allowOrigin]: 'http://localhost' }),
    request: { ...getUsers, origin: vite },
  },
  {
    cause: 'origin-without-scheme',
    title: 'one origin',
    app: byHand({ [allowOrigin]: 'app.example' }),
    request: getUsers,
  },
  {
    cause: 'origin-host-case',
    title: 'one origin',
    app: byHand({ [allowOrigin]: 'https://App.example' }),
    request: getUsers,
  },
  {
    cause: 'origin-with-path',
    title: 'one origin',
    app: byHand({ [allowOrigin]: `${page}/app` }),
    request: getUsers,
  },
  {
    cause: 'localhost-is-not-127-0-0-1',
    title: 'one origin',
    app: byHand({ [allowOrigin]: vite }),
    request: { ...getUsers, origin: 'http://127.0.0.1:5173' },
    kept: [vite],
  },
  { cause: 'wildcard-in-list', title: 'a list', app: byHandFrom(['*']), request: getUsers },
  {
    cause: 'origins-joined',
    title: 'one line',
    app: byHand({ [allowOrigin]: `${page}, ${admin}` }),
    request: getUsers,
  },
];

/** The page shows it as an image, then reads it. */
const cachedRows: readonly Row[] = [
  {
    cause: 'cached-without-vary-origin',
    title: 'headers only where there is an Origin',
    app: (mend) => {
      const app = quietApp();
      mend?.({ app });
      app.use(function addCors(req, res, next) {
        if (req.headers.origin === page) res.set(allowOrigin, page);
        res.set('Cache-Control', 'max-age=600');
        next();
      });
      return withUsers(app);
    },
    request: getUsers,
    assertion: 'createBrowser',
  },
];

const policyRows: readonly Row[] = [
  {
    cause: 'wildcard-with-credentials',
    title: 'one line',
    app: byHand({ [allowOrigin]: '*', [allowCredentials]: 'true' }),
    request: withCookie,
  },
  {
    cause: 'credentials-not-enabled',
    title: 'one line',
    app: byHand({ [allowOrigin]: page }),
    request: withCookie,
  },
  {
    cause: 'credentials-value-wrong',
    title: 'True',
    app: byHand({ [allowOrigin]: page, [allowCredentials]: 'True' }),
    request: withCookie,
  },
  { cause: 'method-not-listed', title: 'PATCH', app: byHand(forPut), request: patchUser },
  {
    cause: 'method-case',
    title: 'lower case',
    app: byHand({ ...forPut, [allowMethods]: 'get, put, patch' }),
    request: patchUser,
  },
  {
    cause: 'header-not-listed',
    title: 'two',
    app: byHand({ ...forPut, [allowHeaders]: 'x-id' }),
    request: { ...putUser, headers: withToken },
  },
  {
    cause: 'wildcard-is-literal-with-credentials',
    title: 'both lists',
    app: byHand({ ...forPut, [allowMethods]: '*', [allowHeaders]: '*', [allowCredentials]: 'true' }),
    request: putWithCookie,
  },
  {
    cause: 'list-not-parsable',
    title: 'quotes',
    app: byHand({ ...forPut, [allowMethods]: "'GET' 'PUT'" }),
    request: putUser,
  },
  {
    cause: 'preflight-and-request-policies-differ',
    title: 'credentials on the preflight only',
    app: (mend) =>
      withUsers(
        quietApp().use(function addCors(req, res, next) {
          res.set(forPut);
          if (req.method === 'OPTIONS') return void res.set(allowCredentials, 'true').sendStatus(204);
          mend?.({ req, res });
          next();
        }),
      ),
    request: putWithCookie,
  },
  {
    cause: 'preflight-status-not-ok',
    title: 'nothing answers OPTIONS',
    app: (mend) => {
      const app = quietApp();
      app.use(setHeaders);
      mend?.({ app });
      return app.put('/users', serveUsers).use(notFound);
    },
    request: putUser,
  },
  {
    cause: 'preflight-status-not-ok',
    title: 'answered by the function that sets the headers',
    app: (mend) => {
      const app = quietApp();
      app.options('/users', function answerOptions(_, res) {
        res.set(forPut);
        if (mend === undefined) res.status(400).end();
        else mend({ res });
      });
      return app.put('/users', setHeaders, serveUsers);
    },
    request: putUser,
  },
  {
    cause: 'preflight-blocked-by-authentication',
    title: 'headers, then a token',
    app: (mend) => {
      const app = quietApp().use(setHeaders);
      if (mend === undefined) app.use(requireAuth);
      else mend({ app, requireAuth });
      return withUsers(app);
    },
    request: { ...putUser, headers: withToken },
    isGuarded: true,
  },
  {
    cause: 'resource-policy-blocks',
    title: 'one line',
    app: (mend) =>
      express().get('/logo.svg', function sendLogo(_, res) {
        res.set('Cross-Origin-Resource-Policy', 'same-origin');
        mend?.({ res });
        res.type('svg').send('<svg xmlns="http://www.w3.org/2000/svg"/>');
      }),
    request: { origin: page, path: '/logo.svg', mode: 'no-cors', servedAt: 'https://api.other.example' },
    assertion: 'simulateFetch',
  },
];

function setHeaders(_: express.Request, res: express.Response, next: express.NextFunction): void {
  res.set({ ...forPut, [allowHeaders]: 'content-type, authorization' });
  next();
}

const permissionRows = rejecting([
  {
    cause: 'any-origin-allowed',
    title: 'one line',
    app: byHand({ [allowOrigin]: '*' }),
    request: rejected,
    kept: [page],
  },
  {
    cause: 'any-origin-reflected',
    title: 'whatever asks',
    app: reflecting((origin) => origin),
    request: rejected,
    kept: [page],
  },
  {
    cause: 'origin-is-listed',
    title: 'a list',
    app: byHandFrom([page, admin, staging]),
    request: { ...rejected, origin: staging },
    kept: [page, admin],
  },
  {
    cause: 'origin-is-listed',
    title: 'one line',
    app: byHand({ [allowOrigin]: staging }),
    request: { ...rejected, origin: staging },
  },
  {
    cause: 'null-is-allowed',
    title: 'a list',
    app: byHandFrom([page, 'null']),
    request: { ...rejected, origin: 'null' },
    kept: [page],
  },
  {
    cause: 'pattern-too-loose',
    title: 'no anchor',
    app: reflecting((origin) => (/app\.example$/.test(origin) ? origin : undefined)),
    request: { ...rejected, origin: 'https://evil-app.example' },
    kept: [page],
  },
]);

function reflecting(allowed: (origin: string) => string | undefined): RemedyCase['app'] {
  return (mend) =>
    withUsers(
      quietApp().use(function addCors(req, res, next) {
        const value = allowed(req.headers.origin ?? '');
        if (mend !== undefined) mend({ req, res });
        else if (value !== undefined) res.set(allowOrigin, value);
        next();
      }),
    );
}

export const handwritten: readonly RemedyCase[] = [
  ...originRows,
  ...cachedRows,
  ...policyRows,
  ...permissionRows,
].map((row) => ({ style: 'by hand', ...row }));
