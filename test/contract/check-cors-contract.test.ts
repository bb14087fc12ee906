import { describe, expect, test } from '@jest/globals';
import type { CorsOptions } from 'cors';
import express, { type Express } from 'express';
import { checkCorsContract, type ContractReport } from '../../src/index.js';
import { appWith, contract, kept, page } from './apps.js';

const namesOf = (report: ContractReport): string[] => report.findings.map(({ cell }) => cell.name);

test('an app that keeps its contract passes, and every cell is told', async () => {
  const sent: string[] = [];
  const report = await checkCorsContract(appWith(kept, sent), contract);
  expect(report).toMatchObject({ passed: true, findings: [], notes: [], exchanges: sent.length });
  expect(report.cells.map(({ name }) => name)).toMatchInlineSnapshot(`
   [
     "GET /users/:id from https://app.example with credentials is allowed",
     "GET /users/:id from https://app.example may read x-total-count",
     "GET /users/:id from https://app.example has its preflight cached for 600 seconds",
     "GET /users/:id from https://evil.example is rejected",
     "GET /users/:id from null is rejected",
     "GET /users/:id from https://unrelated.example is rejected",
     "PUT /users/:id from https://app.example with credentials is allowed",
     "PUT /users/:id from https://app.example has its preflight cached for 600 seconds",
     "PUT /users/:id from https://evil.example is rejected",
     "PUT /users/:id from null is rejected",
     "PUT /users/:id from https://unrelated.example is rejected",
     "/users/:id from https://app.example allows only GET and PUT",
     "GET and PUT /users/:id from https://app.example may send no headers except content-type and authorization",
     "GET /public from https://unrelated.example is allowed",
     "GET /public from https://unrelated.example with credentials is rejected",
     "GET /public from https://stranger.test is allowed",
     "GET /public from https://stranger.test with credentials is rejected",
     "/public from https://unrelated.example allows only GET",
     "GET /public from https://unrelated.example may send no extra headers",
   ]
  `);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test('unsafe methods are not sent, and no exchange is made twice', async () => {
  const sent: string[] = [];
  await checkCorsContract(appWith(kept, sent), contract);
  expect([...new Set(sent)].sort()).toEqual([
    'GET /public',
    'GET /users/1',
    'OPTIONS /public',
    'OPTIONS /users/1',
  ]);
  // Allowed, exposed and max-age share the first two; then GET refused with and without headers, thrice.
  expect(sent.slice(0, 2)).toEqual(['OPTIONS /users/1', 'GET /users/1']);
});

describe('what an app does otherwise is found:', () => {
  const with_ = (changes: CorsOptions): Express => appWith({ ...kept, ...changes });
  const rows: readonly (readonly [string, Express, ...string[]])[] = [
    [
      'no CORS at all',
      express()
        .get('/users/:id', (_, res) => void res.json({}))
        .get('/public', (_, res) => void res.json({})),
      'GET /users/:id from https://app.example with credentials is allowed',
      'GET /users/:id from https://app.example may read x-total-count',
      'GET /users/:id from https://app.example has its preflight cached for 600 seconds',
      'PUT /users/:id from https://app.example with credentials is allowed',
      'PUT /users/:id from https://app.example has its preflight cached for 600 seconds',
      'GET /public from https://unrelated.example is allowed',
      'GET /public from https://stranger.test is allowed',
    ],
    [
      'any origin is reflected',
      with_({ origin: true }),
      'GET /users/:id from https://evil.example is rejected',
      'GET /users/:id from null is rejected',
      'GET /users/:id from https://unrelated.example is rejected',
      'PUT /users/:id from https://evil.example is rejected',
      'PUT /users/:id from null is rejected',
      'PUT /users/:id from https://unrelated.example is rejected',
    ],
    [
      'a careless pattern',
      with_({ origin: /\.example$/ }),
      'GET /users/:id from https://evil.example is rejected',
      'GET /users/:id from https://unrelated.example is rejected',
      'PUT /users/:id from https://evil.example is rejected',
      'PUT /users/:id from https://unrelated.example is rejected',
    ],
    [
      'null is let in',
      with_({ origin: [page, 'null'] }),
      'GET /users/:id from null is rejected',
      'PUT /users/:id from null is rejected',
    ],
    [
      'another page is let in',
      with_({ origin: ['https://other.example'] }),
      'GET /users/:id from https://app.example with credentials is allowed',
      'GET /users/:id from https://app.example may read x-total-count',
      'GET /users/:id from https://app.example has its preflight cached for 600 seconds',
      'PUT /users/:id from https://app.example with credentials is allowed',
      'PUT /users/:id from https://app.example has its preflight cached for 600 seconds',
    ],
    [
      'no credentials',
      with_({ credentials: false }),
      'GET /users/:id from https://app.example with credentials is allowed',
      'GET /users/:id from https://app.example may read x-total-count',
      'GET /users/:id from https://app.example has its preflight cached for 600 seconds',
      'PUT /users/:id from https://app.example with credentials is allowed',
      'PUT /users/:id from https://app.example has its preflight cached for 600 seconds',
    ],
    [
      'a method is missing',
      with_({ methods: ['GET'] }),
      'PUT /users/:id from https://app.example with credentials is allowed',
      'PUT /users/:id from https://app.example has its preflight cached for 600 seconds',
    ],
    [
      'a method too many',
      with_({ methods: ['GET', 'PUT', 'DELETE'] }),
      '/users/:id from https://app.example allows only GET and PUT',
    ],
    [
      'a rare method too many',
      with_({ methods: ['GET', 'PUT', 'PROPFIND'] }),
      '/users/:id from https://app.example allows only GET and PUT',
    ],
    [
      'a header is missing',
      with_({ allowedHeaders: ['authorization'] }),
      'PUT /users/:id from https://app.example with credentials is allowed',
      'PUT /users/:id from https://app.example has its preflight cached for 600 seconds',
    ],
    [
      'a header too many',
      with_({ allowedHeaders: ['authorization', 'content-type', 'x-tenant'] }),
      'GET and PUT /users/:id from https://app.example may send no headers except content-type and authorization',
    ],
    [
      'every header is echoed',
      with_({ allowedHeaders: undefined }),
      'GET and PUT /users/:id from https://app.example may send no headers except content-type and authorization',
    ],
    [
      'nothing is exposed',
      with_({ exposedHeaders: [] }),
      'GET /users/:id from https://app.example may read x-total-count',
    ],
    [
      'another max-age',
      with_({ maxAge: 5 }),
      'GET /users/:id from https://app.example has its preflight cached for 600 seconds',
      'PUT /users/:id from https://app.example has its preflight cached for 600 seconds',
    ],
  ];
  test.each(rows.map(([what, app, ...names]) => [what, app, names] as const))('%s', async (_, app, names) => {
    const report = await checkCorsContract(app, contract);
    expect(namesOf(report)).toEqual(names);
    expect(report.passed).toBe(names.length === 0);
    // What is broken is told of the cells as well.
    expect(report.cells.filter(({ verdict }) => verdict === 'broken').map(({ name }) => name)).toEqual(names);
    for (const { exchanges, verdict } of report.findings) {
      expect(exchanges.length).toBeGreaterThan(0);
      expect(verdict.join('')).not.toBe('');
    }
  });
});

test('a lazy target is called once for all cells', async () => {
  let calls = 0;
  const target = { target: () => (calls++, appWith(kept)) };
  expect(await checkCorsContract(target, contract, { uncoveredRoutes: 'ignore' })).toMatchObject({
    passed: true,
  });
  expect(calls).toBe(1);
});
