import { describe, expect, test } from '@jest/globals';
import {
  auditCors,
  checkCorsContract,
  configure,
  createBrowser,
  ExpectCorsError,
  hostileOrigins,
  observeCorsPolicy,
  simulateFetch,
  writeReport,
} from '../../src/index.js';
import { thrownBy } from '../support/thrown-by.js';

const origin = 'https://app.example';
const url = 'http://127.0.0.1:10';
const asking = (request: object) => () => simulateFetch(url, { origin, ...request });
const contract = { origins: '*', routes: [{ path: '/', methods: ['GET'] }] } as const;

async function detailsOf(call: () => unknown): Promise<object> {
  const error = await thrownBy(async () => await call());
  if (!(error instanceof ExpectCorsError)) throw error;
  const { option, value, suggestion } = error;
  return { option, value, suggestion };
}

describe('misuse says which option is wrong, what was given, and what to write instead:', () => {
  const rows: readonly (readonly [
    call: () => unknown,
    option: string,
    value?: unknown,
    suggestion?: string,
  ])[] = [
    [asking({ origin: 'app.example' }), 'origin', 'app.example', 'https://app.example'],
    [asking({ origin: 'https://App.example/' }), 'origin', 'https://App.example/', origin],
    [asking({ origin: 'NULL' }), 'origin', 'NULL', 'null'],
    [asking({ origin: 'file:///index.html' }), 'origin', 'file:///index.html', 'null'],
    [asking({ origin: null }), 'origin', null, 'null'],
    [asking({ origin: '*' }), 'origin', '*'],
    [asking({ origin: '/users' }), 'origin', '/users'],
    [
      asking({ origin: 'https://a.example, https://b.example' }),
      'origin',
      'https://a.example, https://b.example',
    ],
    [asking({ origin: undefined }), 'origin'],
    [asking({ control: 'localhost:3000' }), 'control', 'localhost:3000', 'http://localhost:3000'],
    [asking({ control: undefined }), 'control'],
    [asking({ orign: origin }), 'orign', undefined, 'origin'],
    [asking({ nonsense: 1 }), 'nonsense'],
    [asking({ path: 'users' }), 'path', 'users', '/users'],
    [asking({ path: 'users?token=abc' }), 'path', 'users?token=<redacted>'],
    [asking({ path: 42 }), 'path', 42],
    [asking({ method: 'TRACE' }), 'method', 'TRACE'],
    [asking({ method: 'PUT', mode: 'no-cors' }), 'method', 'PUT'],
    [asking({ credentials: 'includes' }), 'credentials', 'includes', 'include'],
    [asking({ credentials: true }), 'credentials', true],
    [asking({ status: 99 }), 'status', 99],
    [asking({ timeout: -1 }), 'timeout', -1],
    [asking({ send: 'yes' }), 'send', 'yes'],
    [asking({ browsers: 'firefox' }), 'browsers', 'firefox'],
    [asking({ browsers: ['safari'] }), 'browsers', 'safari'],
    [asking({ browsers: [] }), 'browsers'],
    [asking({ servedAt: 'https://ada:pw@api.example' }), 'servedAt', 'https://<redacted>@api.example'],
    [asking({ otherTargets: { 'cdn.example': url } }), 'otherTargets', 'cdn.example', 'https://cdn.example'],
    [asking({ uploadListener: true }), 'initiator', undefined, 'xhr'],
    [asking({ initiator: 'xhr', redirect: 'error' }), 'redirect', 'error'],
    [() => simulateFetch(42 as never, { origin }), 'target', 42],
    [
      () => simulateFetch('http://localhost:3000/?x=1', { origin }),
      'target',
      undefined,
      'http://localhost:3000/',
    ],
    [() => configure({ verbos: true } as never), 'verbos', undefined, 'verbose'],
    [() => createBrowser(url, { origin, browser: 'safari' as never }), 'browser', 'safari'],
    [() => createBrowser(url, { origin }).advance(-1), 'seconds', -1],
    [() => hostileOrigins('app.example'), 'trusted', 'app.example', 'https://app.example'],
    [() => hostileOrigins([]), 'trusted'],
    [() => auditCors(url, { trusted: origin, rules: 'off' as never }), 'rules', 'off'],
    [() => auditCors(url, { trusted: origin, request: { path: '/' } as never }), 'path'],
    [
      () => observeCorsPolicy(url, { origins: [origin], routes: ['/'], methods: ['get'] }),
      'method',
      'get',
      'GET',
    ],
    [() => observeCorsPolicy(url, { origins: [origin], routes: ['/*'] }), 'path', '/*'],
    [() => observeCorsPolicy(url, { origins: [origin], routes: [] }), 'routes'],
    [
      () => observeCorsPolicy(url, { origins: [origin], routes: ['/:id'] }),
      'params',
      undefined,
      '{ id: "1" }',
    ],
    [() => checkCorsContract(url, contract, { name: '' }), 'name', ''],
    [
      () => checkCorsContract(url, contract, { uncoveredRoutes: 'warning' as never }),
      'uncoveredRoutes',
      'warning',
    ],
    [() => writeReport([], { html: 1 as never }), 'html', 1],
    [() => writeReport([], { htm: 'x' } as never), 'htm', undefined, 'html'],
  ];

  // As objects: of a shorter list Jest would make a callback of what is missing.
  test.each(rows.map((row) => ({ row })))('%#', async ({ row: [call, option, value, suggestion] }) => {
    expect(await detailsOf(call)).toEqual({ option, value, suggestion });
  });
});

describe('what may be a secret is left out:', () => {
  const secret = 'T0p-Secret';

  test.each<[call: () => unknown, option: string]>([
    [asking({ headers: { authorization: `${secret}\n` + 'x' } }), 'headers'],
    [asking({ headers: [[secret]] }), 'headers'],
    [asking({ headers: secret }), 'headers'],
    [asking({ credentials: 'include', cookies: `sid=${secret}; Path=/` }), 'cookies'],
    [asking({ cookies: secret }), 'cookies'],
    [asking({ method: 'PUT', body: { secret } }), 'body'],
    [asking({ json: { secret } }), 'json'],
    [() => checkCorsContract(url, contract, { request: secret as never }), 'request'],
  ])('%#', async (call, option) => {
    expect(await detailsOf(call)).toEqual({ option, value: undefined, suggestion: undefined });
  });
});
