import {
  app,
  bare,
  canonical,
  disagreeing,
  emptyLine,
  forgetful,
  open,
  page,
  reflecting,
  servedAt,
  silent,
  users,
  wildcardHeaders,
  wildcards,
} from './apps.js';
import { tables } from './row.js';

const stranger = 'https://evil.example';

export const origins = tables({
  toAllowOrigin: [
    ['a listed origin', app(), (it) => it.toAllowOrigin(page, '/users'), 'passes'],
    ['a stranger', app(), (it) => it.toAllowOrigin(stranger, '/users'), '.not'],
    ['one of two', app(), (it) => it.toAllowOrigin([page, stranger], '/users'), 'neither'],
    [
      'a stranger, where the app is served',
      app(),
      (it) => it.toAllowOrigin(stranger, { path: '/users', servedAt }),
      '.not',
    ],
    [
      'redirected to where the app is served',
      canonical,
      (it) => it.toAllowOrigin(page, { path: '/', servedAt }),
      'passes',
    ],
    ['redirected to where nobody knows', canonical, (it) => it.toAllowOrigin(page, '/'), 'no evidence'],
    [
      'an http app under an https page',
      open,
      (it) => it.toAllowOrigin(page, { path: '/users', servedAt: 'http://api.example' }),
      'neither',
    ],
    ['a page of the app itself', app(), (it) => it.toAllowOrigin(page, { servedAt: page }), 'misuse'],
    ['no answer', silent, (it) => it.toAllowOrigin(page, { timeout: 50 }), 'no evidence'],
    [
      'the browsers disagree',
      emptyLine,
      (it) => it.toAllowOrigin(page, { path: '/users', credentials: 'include' }),
      'disagree',
    ],
  ],
  toRejectOrigin: [
    ['a stranger', app(), (it) => it.toRejectOrigin(stranger, '/users'), 'passes'],
    ['a listed origin', app(), (it) => it.toRejectOrigin(page, '/users'), '.not'],
    [
      'a method that is not listed',
      app({ methods: 'GET' }),
      (it) => it.toRejectOrigin(page, { path: '/users', method: 'PUT' }),
      'neither',
    ],
    [
      'no origin at all',
      app(),
      // @ts-expect-error what the compiler refuses is refused without one, too
      (it) => it.toRejectOrigin('*', '/users'),
      'misuse',
    ],
    ['no answer', silent, (it) => it.toRejectOrigin(stranger, { timeout: 50 }), 'no evidence'],
    [
      'the browsers disagree',
      emptyLine,
      (it) => it.toRejectOrigin(page, { path: '/users', credentials: 'include' }),
      'disagree',
    ],
  ],
  toAllowCredentials: [
    ['reflected, with credentials', reflecting, (it) => it.toAllowCredentials(users), 'passes'],
    ['*', open, (it) => it.toAllowCredentials(users), '.not'],
    [
      'a method that is not listed',
      app({ origin: page, credentials: true, methods: 'GET' }),
      (it) => it.toAllowCredentials({ ...users, method: 'PUT' }),
      'neither',
    ],
    [
      'credentials left out on purpose',
      reflecting,
      (it) => it.toAllowCredentials({ ...users, credentials: 'omit' }),
      'misuse',
    ],
    ['no answer', silent, (it) => it.toAllowCredentials({ ...users, timeout: 50 }), 'no evidence'],
    ['the browsers disagree', emptyLine, (it) => it.toAllowCredentials(users), 'disagree'],
  ],
  toAllowAnyOrigin: [
    ['*', open, (it) => it.toAllowAnyOrigin('/users'), 'passes'],
    ['a list', app(), (it) => it.toAllowAnyOrigin({ path: '/users' }), '.not'],
    ['reflected, with credentials', reflecting, (it) => it.toAllowAnyOrigin(), 'neither'],
    ['a typing mistake in the path', open, (it) => it.toAllowAnyOrigin('/userz'), 'neither'],
    [
      'an unlisted method',
      app({ methods: 'GET' }),
      (it) => it.toAllowAnyOrigin({ method: 'PUT' }),
      'neither',
    ],
    ['an origin of its own', open, (it) => it.toAllowAnyOrigin({ origin: page } as never), 'misuse'],
    ['no answer', silent, (it) => it.toAllowAnyOrigin({ timeout: 50 }), 'no evidence'],
    [
      'the browsers disagree',
      wildcards,
      (it) =>
        it.toAllowAnyOrigin({ headers: { authorization: 'x' }, browsers: ['chromium', 'fetch-standard'] }),
      'disagree',
    ],
  ],
  toVaryOnOrigin: [
    ['Vary: Origin', app(), (it) => it.toVaryOnOrigin(users), 'passes'],
    ['the same for everybody', open, (it) => it.toVaryOnOrigin(users), 'passes'],
    [
      'an unsafe method, by its preflight',
      app(),
      (it) => it.toVaryOnOrigin({ ...users, method: 'PUT' }),
      'passes',
    ],
    ['no Vary', forgetful, (it) => it.toVaryOnOrigin(users), '.not'],
    ['no CORS at all', bare, (it) => it.toVaryOnOrigin(users), 'neither'],
    [
      'a typing mistake in the path',
      app(),
      (it) => it.toVaryOnOrigin({ origin: page, path: '/userz' }),
      'neither',
    ],
    ['no origin', app(), (it) => it.toVaryOnOrigin({ path: '/users' }), 'misuse'],
    ['no answer', silent, (it) => it.toVaryOnOrigin({ ...users, timeout: 50 }), 'no evidence'],
    [
      'the browsers disagree',
      wildcardHeaders,
      (it) => it.toVaryOnOrigin({ ...disagreeing, headers: { authorization: 'x' } }),
      'disagree',
    ],
  ],
});
