import { afterEach, describe, expect, jest, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import {
  configure,
  type CorsContract,
  type ContractTestOptions,
  resetConfiguration,
  type Target,
  testCorsContract,
} from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import { thrownBy } from '../support/thrown-by.js';
import { appWith, contract, kept, page } from './apps.js';

afterEach(resetConfiguration);

type Declared = Readonly<Record<string, () => Promise<void>>>;

/** What is declared, with a runner that runs nothing by itself. */
function declared(
  target: Target,
  given: CorsContract,
  options: Omit<ContractTestOptions, 'describe' | 'test'> = {},
): Declared {
  const tests: Record<string, () => Promise<void>> = {};
  testCorsContract(target, given, {
    describe: (name, body) => {
      body();
      expect(name).toBe(options.name ?? 'CORS contract');
    },
    test: (name, body) => {
      expect(tests).not.toHaveProperty([name]);
      tests[name] = body;
    },
    ...options,
  });
  return tests;
}

async function run(tests: Declared): Promise<Record<string, string>> {
  const results: Record<string, string> = {};
  for (const [name, body] of Object.entries(tests)) {
    const said = await body().then(
      () => 'passes',
      (error: Error) => error.name,
    );
    if (said !== 'passes') results[name] = said;
  }
  return results;
}

test('one test a cell, in the same order whenever it is declared, the control first and last', () => {
  const names = Object.keys(declared(appWith(), contract));
  expect(names[0]).toBe('GET /users/:id from https://app.example with credentials is allowed');
  expect(names.at(-1)).toBe(`${String(names[0])}, again after all other checks`);
  expect(Object.keys(declared(appWith(), structuredClone(contract)))).toEqual(names);
  // What is noted only can fail no test.
  const noted = { ...contract, exact: [] };
  expect(Object.keys(declared(appWith(), noted)).filter((name) => /no method|no header/.test(name))).toEqual(
    [],
  );
});

test('an app that keeps the contract passes them all, each by itself and again', async () => {
  const tests = declared(appWith(), contract, { name: 'the API' });
  expect(await run(tests)).toEqual({});
  expect(await run(tests)).toEqual({});
});

test('nothing is asked before the tests run', () => {
  const target = jest.fn(() => appWith());
  declared({ target }, contract);
  expect(target).not.toHaveBeenCalled();
});

describe('a failing test says what a matcher would:', () => {
  const route = { path: '/users', methods: ['GET'] };
  const one = (changes: object, exact: CorsContract['exact'] = []): CorsContract => ({
    origins: { allowed: [page], rejected: ['https://evil.example'] },
    exact,
    routes: [{ ...route, ...changes }],
  });
  const api = (options: cors.CorsOptions): Express =>
    express()
      .use(cors(options))
      .get('/users', (_, res) => void res.set('X-Total-Count', '1').json([]));
  const rows: readonly (readonly [string, Express, CorsContract, string])[] = [
    ['allowed', api({ origin: ['https://b.example'] }), one({}), `GET /users from ${page} is allowed`],
    [
      'allowed, at the preflight',
      api({ origin: [page], methods: ['GET'] }),
      one({ methods: ['DELETE'] }),
      `DELETE /users from ${page} is allowed`,
    ],
    [
      'allowed, and not there',
      api({ origin: [page] }),
      one({ path: '/userz' }),
      `GET /userz from ${page} is allowed`,
    ],
    ['refused', api({ origin: true }), one({}), 'GET /users from https://evil.example is rejected'],
    [
      'no credentials',
      api({ origin: [page], credentials: true }),
      one({}),
      `GET /users from ${page} with credentials is rejected`,
    ],
    [
      'exposed',
      api({ origin: [page] }),
      one({ exposedHeaders: ['x-total-count', 'etag'] }),
      `GET /users from ${page} may read x-total-count and etag`,
    ],
    [
      'max-age',
      api({ origin: [page] }),
      one({ maxAge: 600 }),
      `GET /users from ${page} has its preflight cached for 600 seconds`,
    ],
    [
      'no other methods',
      api({ origin: [page] }),
      one({}, ['methods']),
      `/users from ${page} allows only GET`,
    ],
    [
      'no other headers',
      api({ origin: [page], allowedHeaders: ['x-a', 'x-b'] }),
      one({ requestHeaders: ['x-a'] }, ['headers']),
      `GET /users from ${page} may send no headers except x-a`,
    ],
  ];
  test.each(rows)('%s', async (_, app, given, name) => {
    const body = declared(app, given)[name];
    expect(await failureOf(body?.() ?? Promise.resolve())).toMatchSnapshot();
  });
});

test('the failure points at the line that declares the tests', async () => {
  const tests = declared(appWith({ ...kept, origin: true }), contract);
  const refused = tests['PUT /users/:id from https://evil.example is rejected'];
  const error = (await thrownBy(() => refused?.())) as Error;
  expect(error.name).toBe('ExpectationError');
  expect(error.stack?.split('\n    at ')[1]).toContain('test-cors-contract.test.ts');
});

describe('the control', () => {
  const first = 'GET /users/:id from https://app.example with credentials is allowed';
  const last = `${first}, again after all other checks`;

  test('blocked at the end only, it takes the others back', async () => {
    let isOpen = true;
    const open = appWith();
    const app = express().use((req, res) => void (isOpen ? open(req, res) : res.sendStatus(403)));
    const tests = declared(app, contract);
    await tests[first]?.();
    isOpen = false;
    expect(await thrownBy(() => tests[last]?.())).toMatchObject({
      name: 'InconclusiveError',
      code: 'control-blocked',
    });
  });

  test('blocked from the beginning, the contract is broken', async () => {
    const failures = await run(declared(appWith({ origin: ['https://b.example'] }), contract));
    expect(failures).toMatchObject({ [first]: 'ExpectationError', [last]: 'ExpectationError' });
  });

  test('a rate limit proves nothing of any cell', async () => {
    const app = express().use((_, res) => void res.sendStatus(429));
    const tests = declared(app, contract);
    expect(new Set(Object.values(await run(tests)))).toEqual(new Set(['InconclusiveError']));
    expect(Object.keys(await run(tests))).toEqual(Object.keys(tests));
  });
});

test('what is configured counts as far as it is no part of the contract', async () => {
  configure({ headers: { 'x-debug': '1' }, credentials: 'include', origin: 'https://b.example' });
  expect(await run(declared(appWith(), contract))).toEqual({});
  configure({ browsers: ['chromium'] });
  const blocked = declared(appWith({ origin: 'https://b.example' }), contract);
  const message = await failureOf(
    blocked['GET /users/:id from https://app.example with credentials is allowed']?.() ?? Promise.resolve(),
  );
  expect(message).toContain('blocked by Chromium,');
});

test('misuse throws before a test is declared, at the line that declares them', async () => {
  const test_ = jest.fn();
  const options = {
    describe: (_: string, body: () => void) => {
      body();
    },
    test: test_,
  };
  const wrong: readonly (readonly [() => void, string])[] = [
    [
      () => {
        testCorsContract(appWith(), contract, undefined as never);
      },
      '`describe` and `test` are required, for example testCorsContract(app, contract, { describe, test }).',
    ],
    [
      () => {
        testCorsContract(appWith(), contract, { describe } as never);
      },
      '`test` must be a function, not undefined: pass that of your test runner, testCorsContract(app, contract, { describe, test }).',
    ],
    [
      () => {
        testCorsContract(appWith(), contract, { ...options, it: test_ } as never);
      },
      '"it" is unknown in the options of testCorsContract(). Known keys are describe, test, request, name, uncoveredRoutes and otherContracts.',
    ],
    [
      () => {
        testCorsContract(appWith(), { ...contract, audit: 1 } as never, options);
      },
      'the contract has 1 error:\n  audit: 1 is not true or false.',
    ],
    [
      () => {
        testCorsContract(appWith(), contract, { ...options, request: { headers: { 'x-a': '1' } } });
      },
      '`request` sets the header "x-a", but no route declares it. Add it to "requestHeaders", or leave it out.',
    ],
  ];
  for (const [call, message] of wrong) {
    const error = (await thrownBy(call)) as Error;
    expect(error.message).toBe(message);
    expect(error.stack?.split('\n    at ')[1]).toContain('test-cors-contract.test.ts');
  }
  expect(test_).not.toHaveBeenCalled();
});
