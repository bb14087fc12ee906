import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express from 'express';
import express4 from 'express4';
import {
  type CheckContractOptions,
  checkCorsContract,
  type CorsContract,
  testCorsContract,
} from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import { thrownBy } from '../support/thrown-by.js';

const page = 'https://app.example';
const users: CorsContract = {
  origins: { allowed: [page] },
  routes: [{ path: '/users', methods: ['GET'] }],
};
const orders: CorsContract = {
  ...users,
  routes: [{ path: '/orders/:id', params: { id: '1' }, methods: ['GET'] }],
};

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_, create) => {
  const app = create()
    .use(cors({ origin: [page] }))
    .get('/users', (_req, res) => void res.json([]))
    .get('/orders/:id', (_req, res) => void res.json({}));

  test.each<[string, CheckContractOptions, boolean, string[] | null]>([
    ['told by default', {}, true, ['GET /orders/:id']],
    ['told as a warning', { uncoveredRoutes: 'warn' }, true, ['GET /orders/:id']],
    ['a failure', { uncoveredRoutes: 'error' }, false, ['GET /orders/:id']],
    ['not looked for', { uncoveredRoutes: 'ignore' }, true, null],
    ['covered by another contract', { uncoveredRoutes: 'error', otherContracts: orders }, true, []],
    ['covered by one of several', { uncoveredRoutes: 'error', otherContracts: [orders] }, true, []],
  ])('a route that no contract mentions is %s', async (_what, options, passed, routes) => {
    const report = await checkCorsContract(app, users, options);
    expect([report.passed, report.findings]).toEqual([passed, []]);
    const { uncovered } = report;
    expect(uncovered && uncovered.routes.map(({ method, path }) => `${method} ${path}`)).toEqual(routes);
    const lazy = await checkCorsContract({ target: () => Promise.resolve(app) }, users, options);
    expect(lazy.uncovered).toEqual(uncovered);
  });

  test('as an assertion', async () => {
    await expect(app).toMatchCorsContract(users);
    await expect(app).toMatchCorsContract(users, { uncoveredRoutes: 'error', otherContracts: orders });
    await expect(app).not.toMatchCorsContract(users, { uncoveredRoutes: 'error' });
    expect(await failureOf(expect(app).toMatchCorsContract(users, { uncoveredRoutes: 'error' }))).toBe(
      [
        'expect(app).toMatchCorsContract(expected)',
        '',
        'Expected:         all checks of the contract to pass   1 route, 5 checks',
        'Verdict:          5 checks pass',
        '                  no contract mentions 1 route; for `routes` of one:',
        "                  { path: '/orders/:id', params: { id: '1' }, methods: ['GET'] },",
      ].join('\n'),
    );
  });

  test('as a test of its own', async () => {
    const run = async (options: Partial<Parameters<typeof testCorsContract>[2]>): Promise<string[]> => {
      const bodies: [string, () => Promise<void>][] = [];
      testCorsContract(app, users, {
        describe: (_name, body) => void body(),
        test: (name, body) => bodies.push([name, body]),
        ...options,
      });
      const said: string[] = [];
      for (const [name, body] of bodies) {
        if (name === 'every route of the app is in a contract')
          said.push(
            await body().then(
              () => 'passes',
              (error: unknown) => (error as Error).message,
            ),
          );
      }
      return said;
    };
    expect(await run({})).toEqual([]);
    expect(await run({ uncoveredRoutes: 'error', otherContracts: orders })).toEqual(['passes']);
    expect(await run({ uncoveredRoutes: 'error' })).toEqual([
      "testCorsContract(app, contract): every route of the app is in a contract\n\nExpected:         every route of the app to be in a contract\nVerdict:          no contract mentions 1 route; for `routes` of one:\n                  { path: '/orders/:id', params: { id: '1' }, methods: ['GET'] },",
    ]);
  });
});

test('an app whose routes cannot be read fails nothing, and says so', async () => {
  const listener = express()
    .use(cors({ origin: [page] }))
    .get('/users', (_, res) => void res.json([]));
  const { passed, uncovered } = await checkCorsContract(
    (req: never, res: never) => void listener(req, res),
    users,
    {
      uncoveredRoutes: 'error',
    },
  );
  expect([passed, uncovered?.routes, uncovered?.isComplete]).toEqual([true, [], false]);
  expect(uncovered?.why).not.toEqual([]);
});

test.each([
  [
    'a level that is none',
    { uncoveredRoutes: 'warning' },
    'uncoveredRoutes "warning" must be "error", "warn" or "ignore".',
  ],
  ['another contract that is wrong', { otherContracts: { routes: [] } }, 'invalid-contract'],
])('%s is misuse', async (_, options, told) => {
  const error = await thrownBy(() => checkCorsContract(express(), users, options as CheckContractOptions));
  const { code, message } = error as { code: string; message: string };
  expect(`${code}: ${message}`).toContain(told);
});
