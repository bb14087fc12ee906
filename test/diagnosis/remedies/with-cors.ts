import cors, { type CorsOptions } from 'cors';
import {
  quietApp,
  admin,
  behindCors,
  getUsers,
  notFound,
  page,
  patchUser,
  putUser,
  putWithCookie,
  serveUsers,
  staging,
  stranger,
  withCookie,
  withToken,
  withUsers,
} from './parts.js';
import { type Mend, type RemedyCase, type Row, rejecting } from './remedy-case.js';

/** Apps that use the package cors on Express. */

const vite = 'http://localhost:5173';

const originRows: readonly Row[] = [
  {
    cause: 'origin-not-listed',
    title: 'a list',
    app: behindCors({ origin: [admin] }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'origin-not-listed',
    title: 'a string, with credentials',
    app: behindCors({ origin: admin, credentials: true }),
    request: withCookie,
    kept: [admin],
  },
  {
    cause: 'origin-not-listed',
    title: 'a function',
    app: askedFunction((origin) => origin === admin),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'origin-not-listed',
    title: 'a page nobody has heard of',
    app: behindCors({ origin: [page] }),
    request: { ...getUsers, origin: 'https://unrelated.example' },
    kept: [page],
  },
  {
    cause: 'origin-trailing-slash',
    title: 'a string',
    app: behindCors({ origin: `${page}/` }),
    request: getUsers,
  },
  {
    cause: 'origin-trailing-slash',
    title: 'a list',
    app: behindCors({ origin: [`${page}/`, admin] }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'origin-scheme-differs',
    title: 'a list',
    app: behindCors({ origin: ['http://app.example', admin] }),
    request: getUsers,
    kept: [admin],
  },
  {
    cause: 'origin-port-differs',
    title: 'a string',
    app: behindCors({ origin: 'http://localhost:3000' }),
    request: { ...getUsers, origin: vite },
  },
  {
    cause: 'origin-without-scheme',
    title: 'a string',
    app: behindCors({ origin: 'app.example' }),
    request: getUsers,
  },
  {
    cause: 'origin-host-case',
    title: 'a string',
    app: behindCors({ origin: 'https://App.example' }),
    request: getUsers,
  },
  {
    cause: 'origin-with-path',
    title: 'a string',
    app: behindCors({ origin: `${page}/app` }),
    request: getUsers,
  },
  {
    cause: 'localhost-is-not-127-0-0-1',
    title: 'a string',
    app: behindCors({ origin: vite }),
    request: { ...getUsers, origin: 'http://127.0.0.1:5173' },
    kept: [vite],
  },
  { cause: 'wildcard-in-list', title: 'a list', app: behindCors({ origin: ['*'] }), request: getUsers },
  {
    cause: 'origins-joined',
    title: 'a string',
    app: behindCors({ origin: `${page},${admin}` }),
    request: getUsers,
  },
  { cause: 'cors-switched-off', title: 'no variable', app: switchedOff, request: getUsers },
  {
    cause: 'origin-callback-failed',
    title: 'an error for what is not listed',
    app: failing,
    request: getUsers,
    kept: [admin],
  },
];

/** The function that cors() asks; the code stands at its beginning. */
function askedFunction(isAllowed: (origin: string | undefined) => boolean): RemedyCase['app'] {
  return (mend) =>
    behindCors({
      origin: function allowTenants(origin, callback) {
        if (mend === undefined) callback(null, isAllowed(origin));
        else mend({ origin, callback, isAllowed }, 'callback(null, isAllowed(origin))');
      },
    })();
}

function failing(mend?: Mend): ReturnType<RemedyCase['app']> {
  return behindCors({
    origin: function allowListed(origin, callback) {
      const allowed = [admin];
      if (mend !== undefined) mend({ origin, callback, allowed });
      else if (allowed.includes(origin ?? '')) callback(null, true);
      else callback(new Error('Not allowed by CORS'));
    },
  })();
}

function switchedOff(mend?: Mend): ReturnType<RemedyCase['app']> {
  const options: CorsOptions = { origin: undefined };
  const app = quietApp();
  if (mend === undefined) return withUsers(app.use(cors(options)));
  const without = (): unknown => mend({ app, cors, options, process: { env: {} } });
  expectToThrow(without, 'ALLOWED_ORIGIN is not set');
  mend({ app, cors, options, process: { env: { ALLOWED_ORIGIN: page } } });
  return withUsers(app);
}

function expectToThrow(call: () => unknown, message: string): void {
  try {
    call();
  } catch (error) {
    if (error instanceof Error && error.message === message) return;
    throw error;
  }
  throw new Error(`nothing was thrown, where "${message}" should have been`);
}

const policyRows: readonly Row[] = [
  {
    cause: 'wildcard-with-credentials',
    title: 'no origin',
    app: behindCors({ credentials: true }),
    request: withCookie,
  },
  {
    cause: 'credentials-not-enabled',
    title: 'a list',
    app: behindCors({ origin: [page, admin] }),
    request: withCookie,
    kept: [page, admin],
  },
  {
    cause: 'credentials-not-enabled',
    title: 'before a PUT',
    app: behindCors({ origin: [page, admin] }),
    request: putWithCookie,
    kept: [page, admin],
  },
  {
    cause: 'method-not-listed',
    title: 'PATCH',
    app: behindCors({ origin: [page, admin], methods: ['GET', 'PUT'] }),
    request: patchUser,
    kept: [page, admin],
  },
  {
    cause: 'method-not-listed',
    title: 'PATCH, of a preflight alone',
    app: behindCors({ origin: page, methods: ['GET', 'PUT'] }),
    request: patchUser,
    assertion: 'toHandlePreflight',
  },
  {
    cause: 'method-case',
    title: 'in the list',
    app: behindCors({ origin: page, methods: ['get', 'patch'] }),
    request: patchUser,
  },
  {
    cause: 'method-case',
    title: 'in the page',
    app: behindCors({ origin: page }),
    request: { ...putUser, method: 'patch' },
    mendedRequest(mend) {
      let method = 'patch';
      mend({ url: '', fetch: (_: string, init: { method: string }) => void ({ method } = init) });
      return { ...putUser, method };
    },
  },
  {
    cause: 'header-not-listed',
    title: 'two at once',
    app: behindCors({ origin: [page, admin], allowedHeaders: ['X-Id'] }),
    request: { ...putUser, headers: withToken },
    kept: [page, admin],
  },
  {
    cause: 'wildcard-is-literal-with-credentials',
    title: 'in both lists',
    app: behindCors({ origin: page, credentials: true, methods: '*', allowedHeaders: '*' }),
    request: putWithCookie,
  },
  {
    cause: 'list-not-parsable',
    title: 'headers with blanks',
    app: behindCors({ origin: page, allowedHeaders: 'Content-Type Authorization' }),
    request: { ...putUser, headers: withToken },
  },
  {
    cause: 'preflight-continues-to-handler',
    title: 'nothing answers',
    app: (mend) => {
      const [app, options] = [quietApp(), { origin: page, preflightContinue: true }];
      if (mend === undefined) app.use(cors(options));
      else mend({ app, cors, options });
      return app.put('/users', serveUsers).use(notFound);
    },
    request: putUser,
  },
  {
    cause: 'preflight-status-not-ok',
    title: 'optionsSuccessStatus',
    app: behindCors({ origin: page, optionsSuccessStatus: 400 }),
    request: putUser,
  },
];

const rejected = { origin: stranger, path: '/users' };

const permissionRows = rejecting([
  {
    cause: 'any-origin-allowed',
    title: 'cors() alone',
    app: behindCors({}),
    request: rejected,
    kept: [page],
  },
  {
    cause: 'any-origin-reflected',
    title: 'true, with credentials',
    app: behindCors({ origin: true, credentials: true }),
    request: { ...rejected, credentials: 'include' as const },
    kept: [page],
  },
  {
    cause: 'any-origin-reflected',
    title: 'true, where the test knows a page',
    app: behindCors({ origin: true }),
    request: { ...rejected, control: admin },
    kept: [admin],
  },
  {
    cause: 'origin-is-listed',
    title: 'a list',
    app: behindCors({ origin: [page, admin, staging] }),
    request: { ...rejected, origin: staging },
    kept: [page, admin],
  },
  {
    cause: 'origin-is-listed',
    title: 'a string',
    app: behindCors({ origin: staging }),
    request: { ...rejected, origin: staging },
    lets: [page],
  },
  {
    cause: 'origin-is-listed',
    title: 'a function',
    app: askedFunction((origin = '') => [page, staging].includes(origin)),
    request: { ...rejected, origin: staging },
    kept: [page],
  },
  {
    cause: 'null-is-allowed',
    title: 'a list',
    app: behindCors({ origin: [page, 'null'] }),
    request: { ...rejected, origin: 'null' },
    kept: [page],
  },
  {
    cause: 'pattern-too-loose',
    title: 'no anchor',
    app: behindCors({ origin: /app\.example$/ }),
    request: { ...rejected, origin: 'https://evil-app.example' },
    kept: [page],
  },
]);

const routeRows: readonly Row[] = [
  {
    cause: 'preflight-not-routed',
    title: 'a route',
    app: (mend) => {
      const [app, options] = [quietApp(), { origin: page }];
      app.get('/health', cors(options), serveUsers);
      mend?.({ app, cors, options });
      return app.put('/users/:id', cors(options), serveUsers);
    },
    request: { ...putUser, path: '/users/1?full=1' },
  },
];

export const withCors: readonly RemedyCase[] = [
  ...originRows,
  ...policyRows,
  ...permissionRows,
  ...routeRows,
].map((row) => ({ style: 'cors', ...row }));
