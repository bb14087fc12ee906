import { describe, expect, test } from '@jest/globals';
import { implementations } from '../../src/browser/implementations.js';
import { corsPreflightHeaderList, judgePreflight } from '../../src/standard/cors-preflight-fetch.js';
import type { HeaderList } from '../../src/standard/header-list.js';
import { fetchStandard } from '../../src/standard/implementation.js';
import { api, page, type RequestInput, requestRecord, responseRecord } from './scripted-fetch.js';

describe('https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 on the wire', () => {
  test('Accept, the method and the origin are sent, and no Access-Control-Request-Headers without unsafe headers', () => {
    const request = requestRecord({ method: 'PUT', headerList: [['Content-Type', 'text/plain']] });
    expect(corsPreflightHeaderList(request)).toEqual([
      ['Accept', '*/*'],
      ['Access-Control-Request-Method', 'PUT'],
      ['Origin', page],
    ]);
  });

  test('unsafe names are lower-cased, sorted, unique and joined by a comma alone', () => {
    const headerList: HeaderList = [
      ['X-B', '1'],
      ['Accept', 'text/html'],
      ['Authorization', 'x'],
      ['x-b', '2'],
      ['Content-Type', 'application/json'],
    ];
    expect(corsPreflightHeaderList(requestRecord({ headerList }))).toContainEqual([
      'Access-Control-Request-Headers',
      'authorization,content-type,x-b',
    ]);
  });

  test('the method keeps its case', () => {
    expect(corsPreflightHeaderList(requestRecord({ method: 'patch' }))).toContainEqual([
      'Access-Control-Request-Method',
      'patch',
    ]);
  });

  test("none of the request's own headers goes along, Accept neither", () => {
    const headerList: HeaderList = [
      ['Accept', 'text/html'],
      ['Accept-Language', 'de'],
      ['X-A', '1'],
    ];
    const names = corsPreflightHeaderList(requestRecord({ headerList })).map(
      ([name, value]) => `${name}: ${value}`,
    );
    expect(names).toEqual([
      'Accept: */*',
      'Access-Control-Request-Method: GET',
      'Access-Control-Request-Headers: x-a',
      `Origin: ${page}`,
    ]);
  });

  test('after a redirect that left another origin it says `null`', () => {
    const request = {
      ...requestRecord({ method: 'PUT' }),
      urlList: ['https://api.example/', 'https://cdn.example/'] as [string, ...string[]],
    };
    expect(corsPreflightHeaderList(request)).toContainEqual(['Origin', 'null']);
  });
});

const allowed: HeaderList = [['access-control-allow-origin', page]];
const methods = (...values: string[]): HeaderList =>
  values.map((value) => ['Access-Control-Allow-Methods', value] as const);
const names = (...values: string[]): HeaderList =>
  values.map((value) => ['Access-Control-Allow-Headers', value] as const);
const credentials: HeaderList = [['Access-Control-Allow-Credentials', 'true']];

function judge(request: RequestInput, headers: HeaderList, status = 204): string {
  const refusal = judgePreflight(requestRecord(request), responseRecord(headers, status), fetchStandard);
  if (refusal === null) return 'success';
  const { algorithm, step } = refusal.rule;
  return `${String(refusal.code)} (${algorithm} ${step}): ${String(refusal.failedParameter)}`;
}

const put = { method: 'PUT' };
const json: RequestInput = { method: 'POST', headerList: [['Content-Type', 'application/json']] };
const bearer: RequestInput = { headerList: [['Authorization', 'Bearer x']] };
const include = { credentialsMode: 'include' } as const;
const withCookies: HeaderList = [...allowed, ...credentials];

describe('https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 steps 7 and 8', () => {
  test.each<[string, RequestInput, HeaderList, number, string]>([
    ['7: any ok status, 200', put, [...allowed, ...methods('PUT')], 200, 'success'],
    ['7: any ok status, 299', put, [...allowed, ...methods('PUT')], 299, 'success'],
    [
      '7: no Allow-Origin',
      put,
      methods('PUT'),
      204,
      'PreflightMissingAllowOriginHeader (CORS check 2): null',
    ],
    [
      '7: the CORS check has the credentials mode of the request',
      { ...put, ...include },
      [...allowed, ...methods('PUT')],
      204,
      'PreflightInvalidAllowCredentials (CORS check 8): ',
    ],
    [
      '8: 199',
      put,
      [...allowed, ...methods('PUT')],
      199,
      'PreflightInvalidStatus (CORS-preflight fetch 8): null',
    ],
    [
      '8: 300',
      put,
      [...allowed, ...methods('PUT')],
      300,
      'PreflightInvalidStatus (CORS-preflight fetch 8): null',
    ],
    [
      '8: 404',
      put,
      [...allowed, ...methods('PUT')],
      404,
      'PreflightInvalidStatus (CORS-preflight fetch 8): null',
    ],
    [
      '8: a redirect is not followed',
      put,
      [...allowed, ['Location', '/']],
      301,
      'PreflightInvalidStatus (CORS-preflight fetch 8): null',
    ],
    [
      '7 before 8: no Allow-Origin on a 404',
      put,
      [],
      404,
      'PreflightMissingAllowOriginHeader (CORS check 2): null',
    ],
    [
      '8 before 7.3: 500 and bad syntax',
      put,
      [...allowed, ...methods('P T')],
      500,
      'PreflightInvalidStatus (CORS-preflight fetch 8): null',
    ],
    [
      '7.3: bad syntax of Allow-Methods',
      put,
      [...allowed, ...methods('PUT, P T')],
      204,
      'InvalidAllowMethodsPreflightResponse (CORS-preflight fetch 7.3): null',
    ],
    [
      '7.3: bad syntax of Allow-Methods fails a GET too',
      json,
      [...allowed, ...methods('@'), ...names('*')],
      204,
      'InvalidAllowMethodsPreflightResponse (CORS-preflight fetch 7.3): null',
    ],
    [
      '7.3: bad syntax of Allow-Headers',
      put,
      [...allowed, ...methods('PUT'), ...names('x y')],
      204,
      'InvalidAllowHeadersPreflightResponse (CORS-preflight fetch 7.3): null',
    ],
    [
      '7.3 before 7.5: a forbidden method and bad Allow-Headers',
      put,
      [...allowed, ...names('x y')],
      204,
      'InvalidAllowHeadersPreflightResponse (CORS-preflight fetch 7.3): null',
    ],
    ['7.5: listed', put, [...allowed, ...methods('GET, PUT')], 204, 'success'],
    ['7.5: listed on the second line', put, [...allowed, ...methods('GET', 'PUT')], 204, 'success'],
    [
      '7.5: not listed',
      put,
      [...allowed, ...methods('DELETE')],
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): PUT',
    ],
    [
      '7.5: no Allow-Methods at all',
      put,
      allowed,
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): PUT',
    ],
    [
      '7.5: an empty Allow-Methods',
      put,
      [...allowed, ...methods('')],
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): PUT',
    ],
    [
      '7.5: in another case',
      put,
      [...allowed, ...methods('put')],
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): PUT',
    ],
    [
      '7.5: `patch` for `PATCH`',
      { method: 'patch' },
      [...allowed, ...methods('PATCH')],
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): patch',
    ],
    ['7.5: `*`', put, [...allowed, ...methods('*')], 204, 'success'],
    ['7.5: `*` among others', put, [...allowed, ...methods('GET, *')], 204, 'success'],
    [
      '7.5: `*` with credentials',
      { ...put, ...include },
      [...withCookies, ...methods('*')],
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): PUT',
    ],
    [
      '7.5: a method named `*` with credentials',
      { method: '*', ...include },
      [...withCookies, ...methods('*')],
      204,
      'success',
    ],
    [
      '7.5: POST is safelisted',
      json,
      [...allowed, ...methods('PUT'), ...names('content-type')],
      204,
      'success',
    ],
    [
      '7.5: OPTIONS is not',
      { method: 'OPTIONS' },
      allowed,
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): OPTIONS',
    ],
    [
      '7.5 before 7.7: neither is allowed',
      { ...json, method: 'PUT' },
      allowed,
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): PUT',
    ],
    [
      '7.4: an upload listener needs no Allow-Methods',
      { method: 'POST', useCorsPreflightFlag: true },
      allowed,
      204,
      'success',
    ],
    ['7.4: nor does it for PUT', { ...put, useCorsPreflightFlag: true }, allowed, 204, 'success'],
    [
      '7.4: but an empty Allow-Methods is a list',
      { ...put, useCorsPreflightFlag: true },
      [...allowed, ...methods('')],
      204,
      'MethodDisallowedByPreflightResponse (CORS-preflight fetch 7.5): PUT',
    ],
    ['7.6: Authorization is named', bearer, [...allowed, ...names('AUTHORIZATION')], 204, 'success'],
    [
      '7.6: Authorization is not covered by `*`',
      bearer,
      [...allowed, ...names('*')],
      204,
      'HeaderDisallowedByPreflightResponse (CORS-preflight fetch 7.6): authorization',
    ],
    ['7.6: Authorization beside `*`', bearer, [...allowed, ...names('*, Authorization')], 204, 'success'],
    [
      '7.6 before 7.7: Authorization comes before a name that sorts before it',
      {
        headerList: [
          ['Accept-Version', '1'],
          ['Authorization', 'x'],
        ],
      },
      allowed,
      204,
      'HeaderDisallowedByPreflightResponse (CORS-preflight fetch 7.6): authorization',
    ],
    ['7.7: named in any case', json, [...allowed, ...names('CONTENT-type')], 204, 'success'],
    [
      '7.7: not named',
      json,
      [...allowed, ...names('x-a')],
      204,
      'HeaderDisallowedByPreflightResponse (CORS-preflight fetch 7.7): content-type',
    ],
    [
      '7.7: no Allow-Headers at all',
      json,
      allowed,
      204,
      'HeaderDisallowedByPreflightResponse (CORS-preflight fetch 7.7): content-type',
    ],
    ['7.7: `*`', json, [...allowed, ...names('*')], 204, 'success'],
    [
      '7.7: `*` with credentials',
      { ...json, ...include },
      [...withCookies, ...names('*')],
      204,
      'HeaderDisallowedByPreflightResponse (CORS-preflight fetch 7.7): content-type',
    ],
    [
      '7.7: `*` with credentials, and the name',
      { ...json, ...include },
      [...withCookies, ...names('*, content-type')],
      204,
      'success',
    ],
    [
      '7.7: a header named `*` with credentials',
      { headerList: [['*', '1']], ...include },
      [...withCookies, ...names('*')],
      204,
      'success',
    ],
    [
      '7.7: the first by name, not by place',
      {
        headerList: [
          ['X-B', '1'],
          ['X-A', '1'],
        ],
      },
      allowed,
      204,
      'HeaderDisallowedByPreflightResponse (CORS-preflight fetch 7.7): x-a',
    ],
    [
      '7.7: safelisted headers need no naming',
      {
        ...put,
        headerList: [
          ['Accept', 'a'],
          ['Content-Type', 'text/plain'],
        ],
      },
      [...allowed, ...methods('PUT')],
      204,
      'success',
    ],
  ])('%s', (_title, request, headers, status, outcome) => {
    expect(judge(request, headers, status)).toBe(outcome);
  });
});

describe('an implementation that treats a redirected preflight as a fault of its own', () => {
  const implementation = { ...fetchStandard, preflightChecks: ['redirect', 'status'] as const };
  test.each([
    [302, [['Location', '/']], 'PreflightDisallowedRedirect'],
    [302, [], 'PreflightInvalidStatus'],
    [304, [['Location', '/']], 'PreflightInvalidStatus'],
  ] as const)('%d with %j: %s %s', (status, headers, code) => {
    expect(judgePreflight(requestRecord(), responseRecord(headers, status), implementation)?.code).toBe(code);
  });
});

describe('an implementation that looks at the names in one go', () => {
  const implementation = { ...fetchStandard, preflightChecks: ['headers'] as const };
  test.each([
    ['the first by name is found first', 'x-a', 'accept-version 7.7'],
    ['Authorization is still not covered by `*`', '*', 'authorization 7.6'],
  ])('%s', (_title, value, found) => {
    const headerList: HeaderList = [
      ['Authorization', 'x'],
      ['Accept-Version', '1'],
    ];
    const refusal = judgePreflight(
      requestRecord({ headerList }),
      responseRecord(names(value)),
      implementation,
    );
    expect(`${String(refusal?.failedParameter)} ${String(refusal?.rule.step)}`).toBe(found);
  });
});

test.each([
  ['at the page origin no CORS check', page, [], 200, 'allowed'],
  ['at the page origin the status', page, [], 404, 'PreflightInvalidStatus'],
  ['elsewhere the CORS check', 'https://cdn.example/', [], 200, 'PreflightMissingAllowOriginHeader'],
])(
  'a preflight that always has the page origin, after a redirect: %s',
  (_title, url, lines, status, code) => {
    const request = {
      ...requestRecord({ method: 'PUT' }),
      urlList: [api, `${url}`] as [string, ...string[]],
    };
    const headers: HeaderList = [...lines, ['Access-Control-Allow-Methods', 'PUT']];
    const refusal = judgePreflight(request, responseRecord(headers, status), {
      ...fetchStandard,
      preflightOrigin: 'page',
    });
    expect(refusal?.code ?? 'allowed').toBe(code);
  },
);

test.each(['chromium', 'firefox', 'webkit'] as const)(
  'in %s an upload listener does not let PUT through unlisted',
  (browser) => {
    const request = requestRecord({ method: 'PUT', useCorsPreflightFlag: true });
    const response = responseRecord([['Access-Control-Allow-Origin', '*']]);
    expect(judgePreflight(request, response, implementations[browser])?.code).toBe(
      'MethodDisallowedByPreflightResponse',
    );
  },
);
