import cors, { type CorsOptions } from 'cors';
import { both, type CauseCase, type MakeApp } from './cause-case.js';
import { addingCors, getUsers, headersForPut, page, putUser, saveUser, serveUsers } from './parts.js';

const meBehindCors =
  (options: CorsOptions): MakeApp =>
  (express) =>
    express().use(cors(options)).get('/users', serveUsers).put('/users/:id', saveUser);

/** Headers by hand, on top of those for a PUT. */
const meByHand =
  (headers: Readonly<Record<string, string>>): MakeApp =>
  (express) =>
    express()
      .use(addingCors({ ...headersForPut, ...headers }))
      .get('/users', serveUsers)
      .put('/users/:id', saveUser);

const allowOrigin = 'Access-Control-Allow-Origin';
const allowCredentials = 'Access-Control-Allow-Credentials';
const getWithCookie = { ...getUsers, credentials: 'include' } as const;
const putWithCookie = { ...putUser, credentials: 'include' } as const;
const asked = { on: both, expected: 'allowed' } as const;

export const credentialsCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'wildcard-with-credentials',
    title: 'cors({ credentials: true })',
    wrong: meBehindCors({ credentials: true }),
    control: meBehindCors({ credentials: true, origin: page }),
    request: getWithCookie,
    code: 'WildcardOriginNotAllowed',
  },
  {
    ...asked,
    cause: 'wildcard-with-credentials',
    title: '* by hand, before a PUT',
    wrong: meByHand({ [allowOrigin]: '*', [allowCredentials]: 'true' }),
    control: meByHand({ [allowOrigin]: page, [allowCredentials]: 'true' }),
    request: putWithCookie,
    code: 'PreflightWildcardOriginNotAllowed',
    culprit: 'addCors',
  },
  {
    ...asked,
    cause: 'wildcard-with-credentials',
    title: 'a route of its own says * over what cors() said',
    wrong: (express) =>
      express()
        .use(cors({ origin: page, credentials: true }))
        .get('/users', function listUsers(_, res) {
          res.set(allowOrigin, '*').json([]);
        }),
    control: (express) =>
      express()
        .use(cors({ origin: page, credentials: true }))
        .get('/users', function listUsers(_, res) {
          res.json([]);
        }),
    request: getWithCookie,
    code: 'WildcardOriginNotAllowed',
    culprit: 'listUsers',
  },
  {
    ...asked,
    cause: 'credentials-not-enabled',
    title: 'cors({ origin }) without credentials',
    wrong: meBehindCors({ origin: page }),
    control: meBehindCors({ origin: page, credentials: true }),
    request: getWithCookie,
    code: 'InvalidAllowCredentials',
  },
  {
    ...asked,
    cause: 'credentials-not-enabled',
    title: 'without credentials, before a PUT',
    wrong: meBehindCors({ origin: [page] }),
    control: meBehindCors({ origin: [page], credentials: true }),
    request: putWithCookie,
    code: 'PreflightInvalidAllowCredentials',
  },
  {
    ...asked,
    cause: 'credentials-not-enabled',
    title: 'by hand: the origin alone',
    wrong: meByHand({}),
    control: meByHand({ [allowCredentials]: 'true' }),
    request: getWithCookie,
    code: 'InvalidAllowCredentials',
  },
  {
    ...asked,
    cause: 'preflight-and-request-policies-differ',
    title: 'credentials on the preflight only, by hand',
    wrong: (express) =>
      express()
        .use(function addCors(req, res, next) {
          res.header(headersForPut);
          if (req.method === 'OPTIONS') res.header(allowCredentials, 'true').sendStatus(204);
          else next();
        })
        .put('/users/:id', saveUser),
    control: meByHand({ [allowCredentials]: 'true' }),
    request: putWithCookie,
    code: 'InvalidAllowCredentials',
  },
  ...[
    ['True', 'String(True) of a configuration in another language'],
    ['1', 'a flag'],
    ['true, true', 'two layers joined'],
  ].map(([value = '', title = '']): CauseCase => ({
    ...asked,
    cause: 'credentials-value-wrong',
    title: `${value}: ${title}`,
    wrong: meByHand({ [allowCredentials]: value }),
    control: meByHand({ [allowCredentials]: 'true' }),
    request: getWithCookie,
    code: 'InvalidAllowCredentials',
    culprit: 'addCors',
  })),
  {
    ...asked,
    cause: 'credentials-value-wrong',
    title: 'appended to what cors() said',
    wrong: (express) =>
      express()
        .use(cors({ origin: page, credentials: true }))
        .use(function allowCookies(_, res, next) {
          res.append(allowCredentials, 'true');
          next();
        })
        .get('/users', serveUsers),
    control: meBehindCors({ origin: page, credentials: true }),
    request: getWithCookie,
    code: 'InvalidAllowCredentials',
    culprit: 'allowCookies',
  },
];
