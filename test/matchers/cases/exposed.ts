import { bare, brokenList, exposing, page, silent, users } from './apps.js';
import { tables } from './row.js';

export const exposed = tables({
  toExposeHeaders: [
    [
      'exposed ones, also where the answer has none',
      exposing,
      (it) => it.toExposeHeaders(['x-total-count', 'X-Next'], users),
      'passes',
    ],
    ['one that is not exposed', exposing, (it) => it.toExposeHeaders('etag', users), '.not'],
    ['a mixed list', exposing, (it) => it.toExposeHeaders(['etag', 'x-total-count'], users), 'neither'],
    ['an answer that no page may read', bare, (it) => it.toExposeHeaders('etag', users), 'neither'],
    ['one every page may read', exposing, (it) => it.toExposeHeaders('content-type', users), 'misuse'],
    ['one no page may read', exposing, (it) => it.toExposeHeaders('set-cookie', users), 'misuse'],
    ['no answer', silent, (it) => it.toExposeHeaders('etag', { ...users, timeout: 50 }), 'no evidence'],
    ['the browsers disagree', brokenList, (it) => it.toExposeHeaders('etag', users), 'disagree'],
    [
      'a Fetch Response',
      new Response('', { headers: { 'access-control-expose-headers': 'etag' } }),
      (it) => it.toExposeHeaders('ETag'),
      'passes',
    ],
    ['a Fetch Response that exposes nothing', new Response(''), (it) => it.toExposeHeaders('etag'), '.not'],
    [
      'a Fetch Response, * and credentials',
      new Response('', { headers: { 'access-control-expose-headers': '*' } }),
      (it) => it.toExposeHeaders('etag', { credentials: 'include' }),
      '.not',
    ],
    [
      'a Fetch Response, asked for an origin',
      new Response(''),
      (it) => it.toExposeHeaders('etag', page),
      'misuse',
    ],
    ['a failed Fetch Response', Response.error(), (it) => it.toExposeHeaders('etag'), 'misuse'],
  ],
});
