import { describe, expect, test } from '@jest/globals';
import cors, { type CorsOptions, type CorsRequest } from 'cors';
import express, { type RequestHandler } from 'express';
import express4 from 'express4';
import {
  checkCorsContract,
  contractFromPolicy,
  type CorsContract,
  type CorsPolicy,
  defineCorsContract,
  type ObservationOptions,
  observeCorsPolicy,
  policyTable,
  routesOf,
  type Target,
  UsageError,
} from '../../src/index.js';
import { healthyApps } from '../apps/healthy.js';
import { thrownBy } from '../support/thrown-by.js';

const page = 'https://app.example';
const admin = 'https://admin.example';

const answer: RequestHandler = (_, res) => {
  res.set('x-total', '1').json({});
};

async function contractOf(target: Target, options: Partial<ObservationOptions> = {}): Promise<CorsContract> {
  const policy = await observeCorsPolicy(target, { origins: [page, admin], routes: ['/users'], ...options });
  return contractFromPolicy(JSON.parse(JSON.stringify(policy)) as CorsPolicy);
}

/** What of a contract does not hold. */
async function brokenIn(target: Target, contract: CorsContract): Promise<string[]> {
  const { findings } = await checkCorsContract(target, defineCorsContract(contract));
  return findings.map(({ cell }) => cell.name);
}

const strangers = ['https://stranger.test', 'https://unrelated.example', 'null'];
const routes = [{ path: '/users/:id', params: { id: '1' } }];

test.each(healthyApps)('$title keeps the contract that is made of its policy', async ({ app }) => {
  const target = app();
  const contract = await contractOf(target, { routes, requestHeaders: ['x-custom'] });
  const { findings, notes } = await checkCorsContract(target, contract);
  expect(findings).toEqual([]);
  // As tight as it can be: where its routes are known, DELETE is allowed and has none.
  const { isComplete } = routesOf(target);
  expect(contract).toMatchObject({
    exact: isComplete ? ['headers'] : ['methods', 'headers'],
    routes: [{ path: '/users/:id', credentials: true, requestHeaders: ['content-type', 'x-custom'] }],
  });
  const beyond = notes.map(({ verdict }) => verdict.join()).filter((line) => !line.startsWith('"DELETE"'));
  expect({ beyond, hasNotes: notes.length > 0 }).toEqual({ beyond: [], hasNotes: isComplete });
});

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_, create) => {
  const appWith = (options?: CorsOptions): Target =>
    create().use(cors(options)).get(['/users', '/orders'], answer).put(['/users', '/orders'], answer);
  const strict: CorsOptions = {
    origin: [page],
    methods: ['GET', 'PUT'],
    allowedHeaders: ['Content-Type'],
    exposedHeaders: ['X-Total', 'Content-Length'],
    credentials: true,
    maxAge: 600,
  };

  test('everything that was seen is declared', async () => {
    expect(await contractOf(appWith(strict), { routes: ['/users', '/orders'] })).toEqual({
      origins: {
        allowed: [page],
        rejected: [admin, 'https://stranger.test', 'https://unrelated.example', 'null'],
      },
      exact: ['methods', 'headers'],
      routes: ['/orders', '/users'].map((path) => ({
        path,
        methods: ['GET', 'PUT'],
        requestHeaders: ['content-type'],
        credentials: true,
        exposedHeaders: ['x-total'],
        maxAge: 600,
      })),
    });
  });

  test.each<[string, CorsOptions]>([
    ['a list', strict],
    ['the defaults', {}],
    ['any origin, without credentials', { origin: true }],
    ['a wildcard beside credentials', { credentials: true }],
    ['one origin, said to everybody', { origin: page, credentials: true }],
    ['no origin but an opaque one', { origin: ['null'] }],
    ['a preflight that is kept for a day', { origin: [page], maxAge: 86400 }],
    ['a preflight that is not kept', { origin: [page], maxAge: 0 }],
    ['every header exposed', { origin: [page], exposedHeaders: '*' }],
    ['every header allowed by a wildcard', { origin: [page], allowedHeaders: '*', methods: '*' }],
    ['wildcards that credentials make a name', { ...strict, allowedHeaders: '*', methods: '*' }],
    ['OPTIONS among the methods', { origin: [page], methods: ['GET', 'PUT', 'OPTIONS'] }],
  ])('%s: the app keeps its contract', async (_title, options) => {
    const app = appWith(options);
    const contract = await contractOf(app, { methods: ['POST', 'PATCH'] });
    expect({ contract, broken: await brokenIn(app, contract) }).toEqual({ contract, broken: [] });
  });

  test.each<[string, CorsOptions, string[]]>([
    [
      'one more origin',
      { origin: [page, admin] },
      [
        'GET /users from https://admin.example is rejected',
        'PUT /users from https://admin.example is rejected',
      ],
    ],
    [
      'one more method',
      { methods: ['GET', 'PUT', 'DELETE'] },
      ['/users from https://app.example allows only GET and PUT'],
    ],
    [
      'one more header',
      { allowedHeaders: ['Content-Type', 'x-own'] },
      ['GET and PUT /users from https://app.example may send no headers except content-type'],
    ],
    [
      'one exposed header less',
      { exposedHeaders: [] },
      ['GET /users from https://app.example may read x-total'],
    ],
    [
      'a shorter life',
      { maxAge: 5 },
      [
        'GET /users from https://app.example has its preflight cached for 600 seconds',
        'PUT /users from https://app.example has its preflight cached for 600 seconds',
      ],
    ],
  ])('%s breaks the contract', async (_title, change, broken) => {
    const contract = await contractOf(appWith(strict));
    expect(await brokenIn(appWith({ ...strict, ...change }), contract)).toEqual(broken);
  });

  test('routes on different terms', async () => {
    const app = create()
      .use('/users', cors(strict))
      .use('/public', cors())
      .get(['/users', '/public', '/private'], answer)
      .put('/users', answer)
      .get('/moved', cors(), (__, res) => {
        res.redirect('/users');
      });
    const contract = await contractOf(app, {
      routes: ['/users', '/public', '/private', '/moved', '/nowhere'],
    });
    expect(contract).toEqual({
      origins: { allowed: [page], rejected: [admin, ...strangers] },
      routes: [
        // Nothing of what redirects, or is not there.
        {
          path: '/private',
          methods: ['GET'],
          origins: { allowed: [], rejected: [admin, page, ...strangers] },
          exact: ['methods', 'headers'],
        },
        {
          path: '/public',
          methods: ['GET'],
          origins: '*',
          requestHeaders: ['content-type'],
          exact: [],
        },
        {
          path: '/users',
          methods: ['GET', 'PUT'],
          requestHeaders: ['content-type'],
          credentials: true,
          exposedHeaders: ['x-total'],
          maxAge: 600,
          exact: ['methods', 'headers'],
        },
      ],
    });
    expect(await brokenIn(app, contract)).toEqual([]);
  });

  test('origins on different terms, where they differ in what a contract says, and where not', async () => {
    const byOrigin =
      (forAdmin: CorsOptions) =>
      (req: CorsRequest, done: (error: null, options: CorsOptions) => void): void => {
        done(null, { ...strict, origin: [page, admin], ...(req.headers.origin === admin ? forAdmin : {}) });
      };
    const appFor = (forAdmin: CorsOptions): Target =>
      create()
        .use(cors(byOrigin(forAdmin)))
        .get('/users', answer);
    const alike = appFor({ optionsSuccessStatus: 200 });
    const contract = await contractOf(alike);
    expect(contract.origins).toEqual({ allowed: [admin, page], rejected: strangers });
    expect(await brokenIn(alike, contract)).toEqual([]);

    const apart = appFor({ credentials: false });
    expect(await thrownBy(() => contractOf(apart))).toMatchObject({
      name: 'UsageError',
      code: 'invalid-value',
      message:
        '/users allows origins on different terms, and a contract declares each request once. Observe each kind of origin separately, and make one contract per policy.',
    });
    for (const origin of [page, admin])
      expect(await brokenIn(apart, await contractOf(apart, { origins: [origin] }))).toEqual([]);
  });

  test('what no contract says', async () => {
    const reflecting = appWith({ origin: true, credentials: true });
    expect(await thrownBy(() => contractOf(reflecting))).toMatchObject({
      name: 'UsageError',
      code: 'invalid-value',
      message:
        '/users allows every page with credentials, so any page can act as the logged-in user: a contract cannot declare that. List the origins in the app first.',
    });
    expect(await thrownBy(() => contractOf(create().get('/users', answer)))).toMatchObject({
      name: 'UsageError',
      code: 'invalid-value',
      message:
        'the policy allows no origin, and a contract needs at least one. Observe with the origins of your front ends.',
    });
  });
});

test.each<[unknown, string]>([
  [Promise.resolve({}), 'needs the result of observeCorsPolicy(). Await it first.'],
  [undefined, 'needs the result of observeCorsPolicy().'],
  [{ routes: '/users' }, 'needs the result of observeCorsPolicy().'],
])('what is no policy', (given, message) => {
  expect(() => contractFromPolicy(given as never)).toThrow(
    new UsageError('invalid-value', `contractFromPolicy() ${message}`),
  );
  expect(() => policyTable(given as never)).toThrow(
    new UsageError('invalid-value', `policyTable() ${message}`),
  );
});
