import { describe, expect, test } from '@jest/globals';
import { filledPath } from '../../src/request/path-template.js';
import { guessPaths } from '../../src/policy/har-paths.js';

const uuid = '5f0c8a52-0d3e-4b8e-9f5e-3c1d2b4a6e70';
const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const objectId = '507f1f77bcf86cd799439011';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

const guessed = (...paths: readonly (string | readonly [string, string])[]) => [
  ...guessPaths(
    paths.map((one) =>
      typeof one === 'string' ? { pathname: one, shape: '' } : { pathname: one[0], shape: one[1] },
    ),
  ).values(),
];

describe('one path', () => {
  test.each([
    ['/', '/', {}],
    ['/users', '/users', {}],
    ['/users/', '/users/', {}],
    ['/users/42', '/users/:id', { id: '42' }],
    ['/42', '/:id', { id: '42' }],
    [`/users/${uuid}`, '/users/:id', { id: uuid }],
    [`/users/${uuid.toUpperCase()}/edit`, '/users/:id/edit', { id: uuid.toUpperCase() }],
    [`/users/${objectId}`, '/users/:id', { id: objectId }],
    [`/users/${ulid}`, '/users/:id', { id: ulid }],
    ['/commits/3f2a9bc', '/commits/:id', { id: '3f2a9bc' }],
    ['/users/42/orders/7/items/1', '/users/:id/orders/:id2/items/:id3', { id: '42', id2: '7', id3: '1' }],
    // Words, versions and names of files are what they are.
    ['/v1/users', '/v1/users', {}],
    ['/api/v2.1/users', '/api/v2.1/users', {}],
    ['/feedface', '/feedface', {}],
    ['/report-2024.pdf', '/report-2024.pdf', {}],
    ['/auth/login', '/auth/login', {}],
    ['/auth/v2/login', '/auth/v2/login', {}],
    ['/tokens/refreshToken', '/tokens/refreshToken', {}],
    ['/how-to-use-cors-in-express', '/how-to-use-cors-in-express', {}],
    // What a path may hold, and a pattern means.
    ['/a:b/c*(d)[e]+f!', '/a\\:b/c\\*\\(d\\)\\[e\\]\\+f\\!', {}],
    ['/caf%C3%A9/%zz', '/caf%C3%A9/%zz', {}],
    ['/users;jsessionid=a1b2c3/42', '/users/:id', { id: '42' }],
    ['/__proto__/constructor', '/__proto__/constructor', {}],
  ])('%s is %s', (pathname, path, params) => {
    expect(guessed(pathname)).toEqual([{ path, params, hidden: [] }]);
    expect(filledPath(path, params)).toBe(pathname.replace(';jsessionid=a1b2c3', ''));
  });

  test.each([
    [`/verify/${jwt}`, '/verify/:id'],
    ['/invitations/9f86d081884c7d659a2feaa0c55ad015', '/invitations/:id'],
    ['/join/kZ0x7QpV2mLrT9sWbY4a', '/join/:id'],
    ['/reset-password/a1b2', '/reset-password/:id'],
    [`/tokens/${uuid}`, '/tokens/:id'],
    ['/sessions/42', '/sessions/:id'],
    ['/users/ada@example.com', '/users/:id'],
    ['/users/ada%40example.com', '/users/:id'],
  ])('%s holds a secret', (pathname, path) => {
    expect(guessed(pathname)).toEqual([{ path, params: { id: '1' }, hidden: ['id'] }]);
  });
});

describe('several paths', () => {
  const list = '';
  const [user, order] = ['["id","name"]', '["id","total"]'];
  test.each([
    ['ids', ['/users/1', '/users/2'], ['/users/:id', '/users/:id']],
    ['values with digits', ['/products/shirt-2', '/products/mug-7'], ['/products/:id', '/products/:id']],
    [
      'not a word beside them',
      ['/products/shirt-2', '/products/mug-7', '/products/new'],
      ['/products/:id', '/products/:id', '/products/new'],
    ],
    ['not words with spaces', ['/a/one%20day', '/a/this%20day'], ['/a/one%20day', '/a/this%20day']],
    ['not versions', ['/v1/users', '/v2/users'], ['/v1/users', '/v2/users']],
    [
      'not collections',
      ['/api/users', '/api/orders', '/api/items'],
      ['/api/users', '/api/orders', '/api/items'],
    ],
    [
      'not collections with the same around them',
      [
        ['/api/users', user],
        ['/api/orders', user],
      ],
      ['/api/users', '/api/orders'],
    ],
    [
      'names in a collection',
      [
        ['/users', list],
        ['/users/ada', user],
        ['/users/bob', user],
      ],
      ['/users', '/users/:id', '/users/:id'],
    ],
    [
      'names with a slash behind them',
      [
        ['/users/', list],
        ['/users/ada/', user],
        ['/users/bob/', user],
      ],
      ['/users/', '/users/:id/', '/users/:id/'],
    ],
    [
      'not what is different',
      [
        ['/users', list],
        ['/users/me', user],
        ['/users/stats', order],
      ],
      ['/users', '/users/me', '/users/stats'],
    ],
    [
      'not what is like the collection',
      [
        ['/users', user],
        ['/users/new', user],
        ['/users/old', user],
      ],
      ['/users', '/users/new', '/users/old'],
    ],
    [
      'not without a response',
      [
        ['/users', list],
        ['/users/ada', ''],
        ['/users/bob', ''],
      ],
      ['/users', '/users/ada', '/users/bob'],
    ],
    [
      'names before the same',
      ['/users', '/users/ada/orders', '/users/bob/orders', '/users/ada'],
      ['/users', '/users/:id/orders', '/users/:id/orders', '/users/:id'],
    ],
    [
      'not collections before the same',
      ['/users/search', '/orders/search'],
      ['/users/search', '/orders/search'],
    ],
    [
      'names below what varies',
      [
        ['/u', list],
        ['/u/ada', user],
        ['/u/bob', user],
        ['/u/ada/posts/hello-1', ''],
        ['/u/bob/posts/world-2', ''],
      ],
      ['/u', '/u/:id', '/u/:id', '/u/:id/posts/:id2', '/u/:id/posts/:id2'],
    ],
  ] as const)('%s', (_, paths, expected) => {
    expect(guessed(...paths).map(({ path }) => path)).toEqual(expected);
  });
});
