import { app, bare, disagreeing, lists, longLived, page, silent, users, wildcardHeaders } from './apps.js';
import { tables } from './row.js';

export const preflights = tables({
  toHandlePreflight: [
    ['a method that is listed', lists, (it) => it.toHandlePreflight({ ...users, method: 'PUT' }), 'passes'],
    ['one that is not', lists, (it) => it.toHandlePreflight({ ...users, method: 'DELETE' }), '.not'],
    ['no CORS at all', bare, (it) => it.toHandlePreflight(users), '.not'],
    [
      'a route that is not there',
      bare,
      (it) => it.toHandlePreflight({ ...users, path: '/userz' }),
      'neither',
    ],
    ['no origin', lists, (it) => it.toHandlePreflight({ path: '/users' }), 'misuse'],
    ['no answer', silent, (it) => it.toHandlePreflight({ ...users, timeout: 50 }), 'no evidence'],
    [
      'the browsers disagree',
      wildcardHeaders,
      (it) => it.toHandlePreflight({ ...disagreeing, headers: { authorization: 'x' } }),
      'disagree',
    ],
  ],
  toAllowMethods: [
    ['listed ones', lists, (it) => it.toAllowMethods(['GET', 'PUT', 'put'], users), 'passes'],
    ['one that is not', lists, (it) => it.toAllowMethods('DELETE', users), '.not'],
    ['a mixed list', lists, (it) => it.toAllowMethods(['PUT', 'DELETE'], users), 'neither'],
    ['sent for real', lists, (it) => it.toAllowMethods('PUT', { ...users, send: true }), 'passes'],
    ['no CORS at all', bare, (it) => it.toAllowMethods('DELETE', users), 'neither'],
    ['an empty list', lists, (it) => it.toAllowMethods([], users), 'misuse'],
    [
      'a method in the request',
      lists,
      (it) => it.toAllowMethods('PUT', { ...users, method: 'PUT' }),
      'misuse',
    ],
    ['no answer', silent, (it) => it.toAllowMethods('PUT', { ...users, timeout: 50 }), 'no evidence'],
    [
      'the browsers disagree',
      wildcardHeaders,
      (it) => it.toAllowMethods('GET', { ...disagreeing, headers: { authorization: 'x' } }),
      'disagree',
    ],
  ],
  toAllowHeaders: [
    ['a listed one, in any case', lists, (it) => it.toAllowHeaders('x-TENANT', users), 'passes'],
    ['echoed ones', app(), (it) => it.toAllowHeaders(['content-type', 'authorization'], users), 'passes'],
    ['one that is not listed', lists, (it) => it.toAllowHeaders('authorization', users), '.not'],
    ['a mixed list', lists, (it) => it.toAllowHeaders(['x-tenant', 'authorization'], users), 'neither'],
    ['no CORS at all', bare, (it) => it.toAllowHeaders('authorization', users), 'neither'],
    ['one that needs no permission', lists, (it) => it.toAllowHeaders('accept', users), 'misuse'],
    ['one that no page can set', lists, (it) => it.toAllowHeaders('cookie', users), 'misuse'],
    ['no answer', silent, (it) => it.toAllowHeaders('x-tenant', { ...users, timeout: 50 }), 'no evidence'],
    [
      'the browsers disagree',
      wildcardHeaders,
      (it) => it.toAllowHeaders('authorization', disagreeing),
      'disagree',
    ],
  ],
  toCachePreflightFor: [
    ['the seconds that are said', lists, (it) => it.toCachePreflightFor(600, users), 'passes'],
    [
      'more than a browser keeps',
      app({ origin: page, maxAge: 7200 }),
      (it) => it.toCachePreflightFor(7200, users),
      'passes',
    ],
    ['nothing said', app(), (it) => it.toCachePreflightFor(600, users), '.not'],
    ['only some keep it so long', longLived, (it) => it.toCachePreflightFor(600, users), 'disagree'],
    ['a refused preflight', bare, (it) => it.toCachePreflightFor(600, users), 'neither'],
    ['no number', lists, (it) => it.toCachePreflightFor(1.5, users), 'misuse'],
    ['no answer', silent, (it) => it.toCachePreflightFor(5, { ...users, timeout: 50 }), 'no evidence'],
    [
      'the browsers disagree',
      wildcardHeaders,
      (it) => it.toCachePreflightFor(5, { ...disagreeing, headers: { authorization: 'x' } }),
      'disagree',
    ],
  ],
});
