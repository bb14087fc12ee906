import { afterEach, describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { type CorsConfiguration, configure, resetConfiguration } from '../../src/request/configuration.js';
import { simulateFetch } from '../../src/ask/simulate-fetch.js';
import { type Assert, bothPolarities, passing } from '../support/both-polarities.js';

const page = 'https://app.example';
const servedAt = 'https://api.example';
const users = { origin: page, path: '/users' };

/** Without what differs from run to run. */
function app(options: cors.CorsOptions = { origin: [page] }): Express {
  const plain = express().disable('x-powered-by').disable('etag');
  return plain
    .use((_, res, next) => {
      res.sendDate = false;
      next();
    })
    .use(cors(options))
    .get('/users', (_, res) => void res.set('Set-Cookie', 'sid=s3cret; Path=/').json([]))
    .get('/old', (_, res) => {
      res.redirect(`${servedAt}/users`);
    });
}

afterEach(resetConfiguration);

describe('warnings: an app whose default path is not there', () => {
  const open = app({ origin: page, credentials: true, exposedHeaders: 'etag', maxAge: 600 });
  const asks: Readonly<Record<string, Assert>> = {
    toAllowOrigin: (it) => it.toAllowOrigin(page),
    'toAllowOrigin, the status expected': (it) => it.toAllowOrigin(page, { status: 404 }),
    'toAllowOrigin, a path given, the status expected': (it) =>
      it.toAllowOrigin(page, { path: '/', status: '4xx' }),
    'toAllowOrigin, another path': (it) => it.toAllowOrigin(page, '/users'),
    toRejectOrigin: (it) => it.toRejectOrigin(page),
    toAllowCredentials: (it) => it.toAllowCredentials(page),
    toExposeHeaders: (it) => it.toExposeHeaders('etag', page),
    toVaryOnOrigin: (it) => it.toVaryOnOrigin(page),
    // Of a preflight nothing is known about the route.
    toHandlePreflight: (it) => it.toHandlePreflight(page),
    toAllowMethods: (it) => it.toAllowMethods('DELETE', page),
    toAllowHeaders: (it) => it.toAllowHeaders('x-tenant', page),
    toCachePreflightFor: (it) => it.toCachePreflightFor(600, page),
  };
  const fine = {
    toAllowOrigin: 'passes',
    'toAllowOrigin, the status expected': 'passes',
    'toAllowOrigin, a path given, the status expected': 'passes',
    'toAllowOrigin, another path': 'passes',
    toRejectOrigin: '.not',
    toAllowCredentials: 'passes',
    toExposeHeaders: 'passes',
    toVaryOnOrigin: 'passes',
    toHandlePreflight: 'passes',
    toAllowMethods: 'passes',
    toAllowHeaders: 'passes',
    toCachePreflightFor: 'passes',
  };
  const failing = {
    ...fine,
    toAllowOrigin: 'neither',
    toRejectOrigin: 'neither',
    toAllowCredentials: 'neither',
    toExposeHeaders: 'neither',
    toVaryOnOrigin: 'neither',
  };

  test.each<[string, CorsConfiguration, Record<string, string>]>([
    ['not configured', {}, fine],
    ['an empty list', { warnings: [] }, fine],
    ['error', { warnings: 'error' }, failing],
    ['a list with its id', { warnings: ['allowed-but-not-found'] }, failing],
  ])('%s', async (_, configuration, expected) => {
    configure(configuration);
    const results: Record<string, string> = {};
    for (const [name, assert] of Object.entries(asks)) {
      results[name] = passing(await bothPolarities(open, assert));
    }
    expect(results).toEqual(expected);
  });

  test.each<[string, CorsConfiguration]>([
    ['told, where another thing fails', {}],
    ['told as the reason, where it is an error', { warnings: 'error' }],
  ])('%s', async (_, configuration) => {
    configure(configuration);
    const [, not] = await bothPolarities(open, (it) => it.toAllowOrigin(page));
    expect(not.message).toMatchSnapshot();
  });
});

describe('how a failure is shown', () => {
  const secret = { path: '/users?token=s3cret', headers: { authorization: 'Bearer s3cret' } };
  const asks: readonly (readonly [string, Assert])[] = [
    ['allowed, under .not', (it) => it.toAllowOrigin(page, secret)],
    ['blocked', (it) => it.toAllowOrigin('https://evil.example', secret)],
    ['not exposed', (it) => it.toExposeHeaders('etag', users)],
    ['served at a public address', (it) => it.toAllowOrigin('https://evil.example', { ...secret, servedAt })],
    ['redirected', (it) => it.toAllowOrigin(page, { path: '/old?token=s3cret', servedAt })],
  ];

  describe.each<[string, CorsConfiguration]>([
    ['by default', {}],
    ['verbose', { verbose: true }],
    ['revealing', { reveal: true }],
    ['verbose and revealing', { verbose: true, reveal: true }],
  ])('%s', (_, configuration) => {
    test.each(asks)('%s', async (_what, assert) => {
      configure(configuration);
      const messages = (await bothPolarities(app(), assert)).map(({ message }) => message);
      expect(messages).toMatchSnapshot();
      expect(configuration.reveal === true || !messages.join('\n').includes('s3cret')).toBe(true);
    });

    test('an outcome in hand', async () => {
      configure(configuration);
      const outcome = await simulateFetch(app(), { origin: 'https://evil.example', ...secret });
      const messages = (await bothPolarities(outcome, (it) => it.toBeReadable())).map(
        ({ message }) => message,
      );
      expect(messages).toMatchSnapshot();
    });
  });
});

describe('defaults of a request', () => {
  test.each<[string, CorsConfiguration, Assert, string]>([
    ['origin', { origin: page }, (it) => it.toAllowCredentials({ path: '/users' }), '.not'],
    ['headers', { headers: { 'x-tenant': '1' } }, (it) => it.toHandlePreflight(users), 'passes'],
    ['credentials', { credentials: 'include' }, (it) => it.toRejectOrigin(page, '/users'), 'passes'],
    // The page is at home there.
    ['servedAt', { servedAt: page }, (it) => it.toAllowOrigin(page, '/users'), 'neither'],
    ['servedAt, for a redirect', { servedAt }, (it) => it.toAllowOrigin(page, '/old'), 'passes'],
    [
      'control',
      { control: 'https://other.example' },
      (it) => it.toRejectOrigin('https://evil.example', '/users'),
      'neither',
    ],
    [
      'what the request says wins',
      { credentials: 'include' },
      (it) =>
        it.toAllowOrigin(page, {
          path: '/users',
          credentials: 'omit',
        }),
      'passes',
    ],
  ])('%s', async (_, configuration, assert, expected) => {
    configure(configuration);
    expect(passing(await bothPolarities(app(), assert))).toBe(expected);
  });

  test('of an outcome in hand they say nothing', async () => {
    const outcome = await simulateFetch(app(), users);
    configure({ credentials: 'include', headers: { 'x-tenant': '1' }, servedAt: page, control: page });
    expect(passing(await bothPolarities(outcome, (it) => it.toAllowOrigin(page, '/users')))).toBe('passes');
    expect(passing(await bothPolarities(outcome, (it) => it.toBeReadable()))).toBe('passes');
  });
});
