import cors, { type CorsOptions } from 'cors';
import { both, type CauseCase, type MakeApp } from './cause-case.js';
import { addingCors, headersForPut, page, putUser, saveUser, withToken } from './parts.js';

const usersBehindCors =
  (options: CorsOptions): MakeApp =>
  (express) =>
    express()
      .use(cors({ origin: page, ...options }))
      .put('/users/:id', saveUser)
      .patch('/users/:id', saveUser)
      .delete('/users/:id', saveUser);

/** Headers by hand, on top of those for a PUT. */
const usersByHand =
  (headers: Readonly<Record<string, string>>): MakeApp =>
  (express) =>
    express()
      .use(addingCors({ ...headersForPut, ...headers }))
      .put('/users/:id', saveUser)
      .patch('/users/:id', saveUser)
      .delete('/users/:id', saveUser);

const allowMethods = 'Access-Control-Allow-Methods';
const allowHeaders = 'Access-Control-Allow-Headers';
const allowCredentials = 'Access-Control-Allow-Credentials';
const patchUser = { ...putUser, method: 'PATCH' };
const putWithToken = { ...putUser, headers: withToken };
const putWithCookie = { ...putUser, credentials: 'include' } as const;
const asked = { on: both, expected: 'allowed' } as const;
const byHand = { ...asked, culprit: 'addCors' } as const;

const methodCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'method-not-listed',
    title: 'PATCH is missing from methods',
    wrong: usersBehindCors({ methods: ['GET', 'POST', 'PUT', 'DELETE'] }),
    control: usersBehindCors({ methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] }),
    request: patchUser,
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    ...byHand,
    cause: 'method-not-listed',
    title: 'DELETE is missing by hand',
    wrong: usersByHand({}),
    control: usersByHand({ [allowMethods]: 'GET, PUT, DELETE' }),
    request: { origin: page, path: '/users/1', method: 'DELETE' },
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    ...byHand,
    cause: 'method-not-listed',
    title: 'by hand: OPTIONS answered without Allow-Methods',
    wrong: usersByHand({ [allowMethods]: '' }),
    control: usersByHand({}),
    request: putUser,
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    ...asked,
    cause: 'method-case',
    title: "methods: ['get', 'patch']",
    wrong: usersBehindCors({ methods: ['get', 'patch'] }),
    control: usersBehindCors({ methods: ['GET', 'PATCH'] }),
    request: patchUser,
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    ...asked,
    cause: 'method-case',
    title: "the page says method: 'patch', which fetch() does not put in upper case",
    wrong: usersBehindCors({}),
    control: usersBehindCors({}),
    request: { ...putUser, method: 'patch' },
    controlRequest: patchUser,
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    ...byHand,
    cause: 'method-case',
    title: 'lower case by hand',
    wrong: usersByHand({ [allowMethods]: 'get, put, delete' }),
    control: usersByHand({ [allowMethods]: 'GET, PUT, DELETE' }),
    request: putUser,
    code: 'MethodDisallowedByPreflightResponse',
  },
];

const headerCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'header-not-listed',
    title: 'Authorization is missing from allowedHeaders',
    wrong: usersBehindCors({ allowedHeaders: ['Content-Type'] }),
    control: usersBehindCors({ allowedHeaders: ['Content-Type', 'Authorization'] }),
    request: putWithToken,
    code: 'HeaderDisallowedByPreflightResponse',
  },
  {
    ...byHand,
    cause: 'header-not-listed',
    title: 'X-CSRF-Token is missing by hand',
    wrong: usersByHand({}),
    control: usersByHand({ [allowHeaders]: 'content-type, x-csrf-token' }),
    request: { ...putUser, headers: { 'x-csrf-token': 'abc' } },
    code: 'HeaderDisallowedByPreflightResponse',
  },
  {
    ...asked,
    cause: 'header-not-listed',
    title: 'exposedHeaders where allowedHeaders was meant',
    wrong: usersBehindCors({ allowedHeaders: 'Accept', exposedHeaders: 'Content-Type' }),
    control: usersBehindCors({ allowedHeaders: 'Accept,Content-Type' }),
    request: putUser,
    code: 'HeaderDisallowedByPreflightResponse',
  },
];

const wildcardCauses: readonly CauseCase[] = [
  {
    ...asked,
    cause: 'wildcard-is-literal-with-credentials',
    title: "methods: '*'",
    wrong: usersBehindCors({ credentials: true, methods: '*' }),
    control: usersBehindCors({ credentials: true, methods: ['GET', 'PUT'] }),
    request: putWithCookie,
    code: 'MethodDisallowedByPreflightResponse',
  },
  {
    ...asked,
    cause: 'wildcard-is-literal-with-credentials',
    title: "allowedHeaders: '*'",
    wrong: usersBehindCors({ credentials: true, allowedHeaders: '*' }),
    control: usersBehindCors({ credentials: true, allowedHeaders: ['Content-Type'] }),
    request: putWithCookie,
    code: 'HeaderDisallowedByPreflightResponse',
  },
  {
    ...byHand,
    cause: 'wildcard-is-literal-with-credentials',
    title: '* by hand in both lists',
    wrong: usersByHand({ [allowCredentials]: 'true', [allowMethods]: '*', [allowHeaders]: '*' }),
    control: usersByHand({ [allowCredentials]: 'true' }),
    request: putWithCookie,
    code: 'MethodDisallowedByPreflightResponse',
  },
];

const unparsableCauses: readonly CauseCase[] = [
  ...[
    ['separated by blanks', 'GET PUT DELETE'],
    ['JSON.stringify of the list', '["GET","PUT"]'],
    ['each in quotes', "'GET', 'PUT'; 'DELETE'"],
  ].map(([title = '', methods = '']): CauseCase => ({
    ...byHand,
    cause: 'list-not-parsable',
    title: `Allow-Methods ${title}`,
    wrong: usersByHand({ [allowMethods]: methods }),
    control: usersByHand({ [allowMethods]: 'GET, PUT, DELETE' }),
    request: putUser,
    code: 'InvalidAllowMethodsPreflightResponse',
  })),
  {
    ...asked,
    cause: 'list-not-parsable',
    title: 'allowedHeaders as one string with blanks',
    wrong: usersBehindCors({ allowedHeaders: 'Content-Type Authorization' }),
    control: usersBehindCors({ allowedHeaders: 'Content-Type,Authorization' }),
    request: putWithToken,
    code: 'InvalidAllowHeadersPreflightResponse',
  },
];

export const listCauses: readonly CauseCase[] = [
  ...methodCauses,
  ...headerCauses,
  ...wildcardCauses,
  ...unparsableCauses,
];
