import type { HeaderList } from '../../../src/standard/header-list.js';
import {
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  type Outcome,
  PAGE,
  redirectStatuses,
  redirectTo,
  REMOTE,
  type Row,
  withStatus,
} from '../row.js';

const star = allowOrigin('*');
const url = `${REMOTE}/`;
const forced: HeaderList = [['x-force-preflight', '']];

const own: HeaderList = [
  ['x-test-header1', 'allowedOrRefused'],
  ['x-test-header2', 'allowedOrRefused'],
  ['X-test-header3', 'allowedOrRefused'],
  ['x-test-header-b', 'allowedOrRefused'],
  ['x-test-header-D', 'allowedOrRefused'],
  ['x-test-header-C', 'allowedOrRefused'],
  ['x-test-header-a', 'allowedOrRefused'],
  ['Content-Type', 'allowedOrRefused'],
];
const safe: HeaderList = [
  ['Accept', '*'],
  ['Accept-Language', 'bzh'],
  ['Content-Language', 'eu'],
];
const sorted =
  'content-type,x-test-header-a,x-test-header-b,x-test-header-c,x-test-header-d,x-test-header1,x-test-header2,x-test-header3';

/** Method, its headers, and the names that a preflight must ask for (null: none). */
const asked: readonly (readonly [
  title: string,
  method: string,
  headers: HeaderList,
  names: string | null,
])[] = [
  ['DELETE', 'DELETE', [], null],
  ['PUT', 'PUT', [], null],
  ['PATCH', 'PATCH', [], null],
  ['NEW', 'NEW', [], null],
  ['GET with a header', 'GET', [['x-test-header1', 'allowed']], 'x-test-header1'],
  ['GET with several headers', 'GET', [...own, ...safe], sorted],
  ['PUT with several headers', 'PUT', [...own, ...safe], sorted],
  ['PUT with safelisted headers alone', 'PUT', safe, null],
];
const preflights = asked.flatMap(([title, method, headers, names]): Row[] => {
  const wpt = 'fetch/api/cors/cors-preflight.any.js';
  const preflight = [
    'OPTIONS',
    {
      'access-control-request-method': method,
      'access-control-request-headers': names,
      origin: PAGE,
      accept: '*/*',
    },
  ] as const;
  const lists = names === null ? [] : [allowHeaders(names.split(',').join(' ,'))];
  return [
    {
      title: `${title}, allowed`,
      wpt,
      request: { url, method, headers },
      answers: [answer(star, allowMethods(method), ...lists), answer(star)],
      expected: { outcome: 'cors 200', sent: [preflight, method] },
    },
    {
      title: `${title}, refused`,
      wpt,
      request: { url, method, headers },
      answers: [answer(star)],
      expected: {
        outcome: `preflight: ${method === 'GET' ? 'Header' : 'Method'}DisallowedByPreflightResponse`,
        sent: [preflight],
      },
    },
  ];
});

const unsafe: readonly (readonly [name: string, value: string])[] = [
  ['accept', '"'],
  ['accept', 'a'.repeat(129)],
  ['accept-language', '\x01'],
  ['accept-language', '@'],
  ['authorization', 'basics'],
  ['content-language', '\x01'],
  ['content-language', '@'],
  ['content-type', 'text/html'],
  ['content-type', `text/plain; long=${'0'.repeat(112)}`],
  ['last-event-id', '"'],
  ['last-event-id', 'a'.repeat(129)],
  ['range', 'bytes 0-'],
  ['test', 'hi'],
];
const notSafelisted = unsafe.map(([name, value]): Row => ({
  title: `a preflight asks for ${name}: ${JSON.stringify(value.slice(0, 40))} (${String(value.length)} bytes)`,
  wpt: 'fetch/api/cors/cors-preflight-not-cors-safelisted.any.js',
  request: { url, headers: [[name, value]] },
  answers: [answer(star, allowHeaders(name)), answer(star)],
  expected: { outcome: 'cors 200', sent: [['OPTIONS', { 'access-control-request-headers': name }], 'GET'] },
}));

const statuses = [
  200, 201, 202, 203, 204, 205, 206, 300, 301, 302, 303, 304, 305, 306, 307, 308, 400, 401, 402, 403, 404,
  405, 501, 502, 503, 504, 505,
];
const preflightStatus = statuses.map((status): Row => {
  const given = withStatus(status, star, allowHeaders('x-force-preflight'));
  return {
    title: `a preflight answered with ${String(status)}`,
    wpt: 'fetch/api/cors/cors-preflight-status.any.js',
    request: { url, headers: forced },
    answers: status < 300 ? [given, answer(star)] : [given],
    expected:
      status < 300
        ? { outcome: 'cors 200', sent: ['OPTIONS', 'GET'] }
        : { outcome: 'preflight: PreflightInvalidStatus', sent: ['OPTIONS'] },
  };
});

const preflightRedirect = redirectStatuses.flatMap((status): Row[] => {
  const allowed = [star, allowHeaders('x-force-preflight')];
  const row = { wpt: 'fetch/api/cors/cors-preflight-redirect.any.js', request: { url, headers: forced } };
  return [
    {
      ...row,
      title: `a preflight that is redirected by ${String(status)} fails`,
      answers: [redirectTo(`${REMOTE}/last`, status, ...allowed)],
      expected: { outcome: 'preflight: PreflightInvalidStatus', sent: ['OPTIONS'] },
    },
    {
      ...row,
      title: `after a preflight ${String(status)} is followed, to a preflight that fails`,
      answers: [answer(...allowed), redirectTo(`${REMOTE}/last`, status, star), answer(star)],
      expected: {
        outcome: 'preflight: HeaderDisallowedByPreflightResponse',
        sent: ['OPTIONS', 'GET', 'OPTIONS'],
      },
    },
  ];
});

const validation: readonly Row[] = [
  {
    title: 'Allow-Headers with a name that has spaces fails the preflight',
    wpt: 'fetch/api/cors/cors-preflight-response-validation.any.js',
    request: { url, headers: forced },
    answers: [answer(star, allowHeaders('x-force-preflight,header name with space'))],
    expected: { outcome: 'preflight: InvalidAllowHeadersPreflightResponse', sent: ['OPTIONS'] },
  },
  {
    title: 'Allow-Methods with a name that has spaces fails the preflight of a GET',
    wpt: 'fetch/api/cors/cors-preflight-response-validation.any.js',
    request: { url, headers: forced },
    answers: [answer(star, allowHeaders('x-force-preflight'), allowMethods('Bad method name'))],
    expected: { outcome: 'preflight: InvalidAllowMethodsPreflightResponse', sent: ['OPTIONS'] },
  },
];

const method = 'preflight: MethodDisallowedByPreflightResponse';
const header = 'preflight: HeaderDisallowedByPreflightResponse';
/** With credentials?, Allow-Methods, Allow-Headers, method, header name (null: none), outcome. */
const wildcards: readonly (readonly [boolean, string, string, string, string | null, Outcome])[] = [
  [false, 'get', 'x-test', 'GET', 'X-Test', 'cors 200'],
  [false, '*', 'x-test', 'SUPER', 'X-Test', 'cors 200'],
  [false, '*', '*', 'OK', 'X-Test', 'cors 200'],
  [true, '*', '*', 'OK', 'X-Test', method],
  [true, '*', '', 'PUT', null, method],
  [true, 'PUT', '*', 'PUT', null, 'cors 200'],
  [true, 'get', '*', 'GET', 'X-Test', header],
  [true, '*', '*', 'GET', 'X-Test', header],
  [true, '*', '*', '*', '*', 'cors 200'],
  [true, 'put', '*', 'PUT', null, method],
  [false, 'get', '*', 'GET', 'Authorization', header],
  [false, 'get', '*, Authorization', 'GET', 'Authorization', 'cors 200'],
  [true, '*', '*', 'GET', 'Authorization', header],
  [true, '*', 'Authorization', 'GET', 'Authorization', 'cors 200'],
];
const preflightStar = wildcards.map(([include, methods, names, asking, name, outcome]): Row => {
  const origin = include ? [allowOrigin(PAGE), allowCredentials] : [star];
  const given = answer(...origin, allowMethods(methods), allowHeaders(names));
  return {
    title: `${asking} ${name ?? 'no header'} against ${methods} and ${names || 'nothing'}${include ? ', with credentials' : ''}`,
    wpt: 'fetch/api/cors/cors-preflight-star.any.js',
    request: {
      url,
      method: asking,
      headers: name === null ? [] : [[name, '1']],
      ...(include ? { credentials: 'include' } : {}),
    },
    answers: outcome === 'cors 200' ? [given, given] : [given],
    expected: { outcome, sent: outcome === 'cors 200' ? ['OPTIONS', asking] : ['OPTIONS'] },
  };
});

export const fetchPreflightRows: readonly Row[] = [
  ...preflights,
  ...notSafelisted,
  ...preflightStatus,
  ...preflightRedirect,
  ...validation,
  ...preflightStar,
];
