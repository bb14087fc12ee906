import {
  admin,
  getUsers,
  page,
  patchUser,
  putUser,
  putWithCookie,
  staging,
  stranger,
  withCookie,
  withToken,
} from './parts.js';
import type { RemedyCase, Row } from './remedy-case.js';

export const authorized = { ...putUser, headers: withToken };
export const reject = { assertion: 'toRejectOrigin' } as const;
export const rejected = { origin: stranger, path: '/users' };

/** What each of them can be told, in words they share. */
export interface Told {
  readonly origin?: string | string[];
  readonly credentials?: true;
  readonly methods?: string[];
  readonly headers?: string[];
}

/** What goes wrong with all three. */
export function commonRows(behind: (told: Told) => RemedyCase['app']): Row[] {
  const withBoth = { origin: page, credentials: true, methods: ['*'], headers: ['*'] } as const;
  return [
    { cause: 'no-cors-headers', title: 'nothing is mounted', app: behind({}), request: getUsers },
    {
      cause: 'credentials-not-enabled',
      title: 'an origin alone',
      app: behind({ origin: page }),
      request: withCookie,
      kept: [page],
    },
    {
      cause: 'method-not-listed',
      title: 'PATCH',
      app: behind({ origin: page, methods: ['GET', 'PUT'] }),
      request: patchUser,
      kept: [page],
    },
    {
      cause: 'method-case',
      title: 'lower case',
      app: behind({ origin: page, methods: ['get', 'patch'] }),
      request: patchUser,
    },
    {
      cause: 'header-not-listed',
      title: 'two headers',
      app: behind({ origin: page, methods: ['PUT'], headers: ['X-Id'] }),
      request: authorized,
      assertion: 'toHandlePreflight',
    },
    {
      cause: 'wildcard-is-literal-with-credentials',
      title: 'both lists',
      app: behind({ ...withBoth, methods: [...withBoth.methods], headers: [...withBoth.headers] }),
      request: putWithCookie,
    },
    {
      cause: 'list-not-parsable',
      title: 'blanks in the place of commas',
      app: behind({ origin: page, methods: ['GET PUT'] }),
      request: putUser,
    },
    {
      ...reject,
      cause: 'any-origin-allowed',
      title: '"*"',
      app: behind({ origin: '*' }),
      request: rejected,
      kept: [page],
    },
  ];
}

/** What goes wrong with a list, which Koa's does not know. */
export function listRows(behind: (told: Told) => RemedyCase['app']): Row[] {
  return [
    {
      cause: 'origin-not-listed',
      title: 'a list',
      app: behind({ origin: [admin] }),
      request: getUsers,
      kept: [admin],
    },
    {
      cause: 'origin-trailing-slash',
      title: 'a list',
      app: behind({ origin: [`${page}/`, admin] }),
      request: getUsers,
      kept: [admin],
    },
    { cause: 'wildcard-in-list', title: 'a list', app: behind({ origin: ['*'] }), request: getUsers },
    {
      cause: 'wildcard-with-credentials',
      title: '"*"',
      app: behind({ origin: '*', credentials: true }),
      request: withCookie,
    },
    {
      ...reject,
      cause: 'origin-is-listed',
      title: 'a list',
      app: behind({ origin: [page, staging] }),
      request: { ...rejected, origin: staging },
      kept: [page],
    },
    {
      ...reject,
      cause: 'null-is-allowed',
      title: 'a list',
      app: behind({ origin: [page, 'null'] }),
      request: { ...rejected, origin: 'null' },
      kept: [page],
    },
  ];
}
