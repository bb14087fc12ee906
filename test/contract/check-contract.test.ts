import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractKeys, faultsIn } from '../../src/contract/check-contract.js';
import { routeKeys } from '../../src/contract/check-route.js';
import { termKeys } from '../../src/contract/check-terms.js';
import type { CorsContract, RouteContract, RouteTerms } from '../../src/contract/contract.js';
import { defineCorsContract } from '../../src/index.js';
import { thrownBy } from '../support/thrown-by.js';
import { ofOrigins, ofRoutes, ofTerms, sound } from './faulty-contracts.js';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly $defs: Readonly<Record<string, Schema>>;
}

const file = join(__dirname, '..', '..', 'cors-contract.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;
const matchesSchema = new Ajv2020({ strictRequired: false }).compile(schema);
/** As it stands in a file: without what is undefined. */
const asJson = (contract: unknown): unknown => JSON.parse(JSON.stringify(contract));

describe.each(Object.entries({ ofOrigins, ofTerms, ofRoutes }))('%s', (_, table) => {
  test.each(table.map(([contract, kind, ...faults]) => [faults.join('\n'), contract, kind] as const))(
    '%s',
    (faults, contract, kind) => {
      expect(faultsIn(contract).join('\n')).toBe(faults);
      expect(matchesSchema(asJson(contract))).toBe(kind === 'meaning');
    },
  );
});

const fine: readonly (readonly [string, CorsContract])[] = [
  ['the least', { origins: '*', routes: [{ path: '/', methods: ['GET'] }] }],
  ['origins and routes', sound],
  [
    'everything',
    {
      $schema: './node_modules/expect-cors/cors-contract.schema.json',
      origins: { allowed: ['https://app.example', 'capacitor://localhost', 'http://[::1]:3000', 'null'] },
      exact: ['methods', 'headers'],
      audit: true,
      defaults: { credentials: true, status: '2xx', params: { id: '1' }, maxAge: 0, exposedHeaders: [] },
      routes: [
        {
          path: '/users/:id?full=1',
          methods: ['GET', 'PUT', 'PROPFIND'],
          requestHeaders: ['Content-Type', 'x-tenant'],
          exposedHeaders: ['X-Total-Count'],
          exact: [],
          json: null,
          send: true,
          status: [200, 201],
        },
        { path: '/files/*path', params: { path: 'a/b' }, methods: ['HEAD'], status: 404 },
        { path: '/users\\:batch', methods: ['POST'], origins: { allowed: [] }, send: true, body: 'a=1' },
        { path: '/public', methods: ['GET'], origins: '*', credentials: false },
      ],
    },
  ],
];
test.each(fine)('a sound contract: %s', (_, contract) => {
  expect(faultsIn(contract)).toEqual([]);
  expect(matchesSchema(asJson(contract))).toBe(true);
  expect(defineCorsContract(contract)).toBe(contract);
});

test('all faults are told at once, and the error points at the caller', async () => {
  const contract = {
    origins: { allowed: ['https://a.example/'] },
    routes: [{ path: 'x', methods: ['get'] }],
  };
  const error = (await thrownBy(() => defineCorsContract(contract as never))) as Error;
  expect(error).toMatchObject({ name: 'UsageError', code: 'invalid-contract' });
  expect(error.message).toMatchInlineSnapshot(`
   "the contract has 3 errors:
     origins.allowed[0]: "https://a.example/" is not how a browser serializes it: an origin has no slash at the end. Write "https://a.example".
     routes[0].methods[0]: "get": methods are case-sensitive, write "GET".
     routes[0].path: path "x" must start with one slash: write it from the root of the app, for example "/users"."
  `);
  expect(error.stack?.split('\n    at ')[1]).toContain('check-contract.test.ts');
});

describe('the schema, the checker and the types know the same keys:', () => {
  const ofContract: Record<keyof CorsContract, true> = {
    $schema: true,
    origins: true,
    exact: true,
    audit: true,
    defaults: true,
    routes: true,
  };
  const terms: Record<keyof RouteTerms, true> = {
    requestHeaders: true,
    credentials: true,
    exposedHeaders: true,
    maxAge: true,
    status: true,
    params: true,
    send: true,
  };
  const route: Record<keyof RouteContract, true> = {
    ...terms,
    path: true,
    methods: true,
    origins: true,
    exact: true,
    json: true,
    body: true,
  };
  test.each([
    ['contract', ofContract, contractKeys, schema],
    ['defaults', terms, termKeys, schema.properties.defaults],
    ['route', route, routeKeys, schema.$defs.route],
  ] as const)('%s', (_, ofTypes, ofChecker, ofSchema) => {
    expect([...ofChecker].sort()).toEqual(Object.keys(ofTypes).sort());
    expect(Object.keys(ofSchema?.properties ?? {}).sort()).toEqual(Object.keys(ofTypes).sort());
  });
});
