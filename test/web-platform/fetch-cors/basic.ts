import type { HeaderList } from '../../../src/standard/header-list.js';
import {
  allowCredentials,
  allowMethods,
  allowOrigin,
  answer,
  exposeHeaders,
  OTHER,
  PAGE,
  PAGE_HTTPS,
  PAGE_OTHER_PORT,
  REMOTE,
  REMOTE_HTTPS,
  REMOTE_OTHER_PORT,
  type Row,
} from '../row.js';

const star = allowOrigin('*');
const places = [
  ['another port', PAGE_OTHER_PORT],
  ['another scheme', PAGE_HTTPS],
  ['another host', REMOTE],
  ['another host and port', REMOTE_OTHER_PORT],
  ['another host and scheme', REMOTE_HTTPS],
] as const;

const basic = places.flatMap(([title, target]): Row[] => {
  const wpt = 'fetch/api/cors/cors-basic.any.js';
  const url = `${target}/top.txt`;
  return [
    {
      title: `${title}, mode no-cors: opaque`,
      wpt,
      request: { url, mode: 'no-cors' },
      answers: [answer(star)],
      expected: {
        outcome: 'opaque 0',
        sent: [['GET', { origin: null }]],
        response: { url: '', redirected: false },
      },
    },
    {
      title: `${title}, mode cors, not allowed`,
      wpt,
      request: { url },
      answers: [answer()],
      expected: { outcome: 'request: MissingAllowOriginHeader', sent: ['GET'] },
    },
    {
      title: `${title}, mode cors, allowed`,
      wpt,
      request: { url },
      answers: [answer(star)],
      expected: {
        outcome: 'cors 200',
        sent: [['GET', { origin: PAGE }]],
        response: { url, redirected: false },
      },
    },
  ];
});

const noPreflight: readonly (readonly [url: string, method: string, headers?: HeaderList])[] = [
  ...places.map(([, target]) => [target, 'GET'] as const),
  [REMOTE, 'POST'],
  [REMOTE, 'HEAD'],
  [REMOTE, 'GET', [['Accept', '*/*']]],
  [REMOTE, 'GET', [['Accept-Language', 'fr']]],
  [REMOTE, 'GET', [['Content-Language', 'fr']]],
  [REMOTE, 'GET', [['Content-Type', 'application/x-www-form-urlencoded']]],
  [REMOTE, 'GET', [['Content-Type', 'multipart/form-data']]],
  [REMOTE, 'GET', [['Content-Type', 'text/plain']]],
  [REMOTE, 'GET', [['Content-Type', 'text/plain;charset=utf-8']]],
  [REMOTE, 'GET', [['Content-Type', 'Text/Plain;charset=utf-8']]],
];
const unpreflighted = noPreflight.map(([target, method, headers = []]): Row => ({
  title: `no preflight: ${method} ${target} ${headers.map((header) => header.join(': ')).join()}`,
  wpt: 'fetch/api/cors/cors-no-preflight.any.js',
  request: { url: `${target}/`, method, headers },
  answers: [answer(star)],
  expected: { outcome: 'cors 200', sent: [method] },
}));

const origins = [
  ...places.map(([title, target]) => [title, target, 'GET'] as const),
  ['another host, POST', REMOTE, 'POST'] as const,
  ['another host, HEAD', REMOTE, 'HEAD'] as const,
].flatMap(([title, target, method]): Row[] => {
  const row = { wpt: 'fetch/api/cors/cors-origin.any.js', request: { url: `${target}/`, method } };
  return [
    {
      ...row,
      title: `${title}: the page origin is allowed`,
      answers: [answer(allowOrigin(PAGE))],
      expected: { outcome: 'cors 200', sent: [[method, { origin: PAGE }]] },
    },
    {
      ...row,
      title: `${title}: its own origin is allowed, which is not the page's`,
      answers: [answer(allowOrigin(target))],
      expected: { outcome: 'request: AllowOriginMismatch', sent: [[method, { origin: PAGE }]] },
    },
  ];
});
const preflightOrigins: readonly Row[] = [
  {
    title: 'PUT: the page origin is allowed',
    wpt: 'fetch/api/cors/cors-origin.any.js',
    request: { url: `${REMOTE}/`, method: 'PUT' },
    answers: [answer(allowOrigin(PAGE), allowMethods('PUT')), answer(allowOrigin(PAGE))],
    expected: {
      outcome: 'cors 200',
      sent: [
        ['OPTIONS', { origin: PAGE }],
        ['PUT', { origin: PAGE }],
      ],
    },
  },
  {
    title: 'PUT: another origin is allowed',
    wpt: 'fetch/api/cors/cors-origin.any.js',
    request: { url: `${REMOTE}/`, method: 'PUT' },
    answers: [answer(allowOrigin(REMOTE), allowMethods('PUT'))],
    expected: { outcome: 'preflight: PreflightAllowOriginMismatch', sent: ['OPTIONS'] },
  },
  {
    title: 'an empty Allow-Origin',
    wpt: 'fetch/api/cors/cors-origin.any.js',
    request: { url: `${REMOTE}/` },
    answers: [answer(allowOrigin(''))],
    expected: { outcome: 'request: InvalidAllowOriginValue', sent: ['GET'] },
  },
];

const lists: readonly (readonly string[])[] = [
  ['""', 'http://example.com', PAGE],
  ['""', 'http://example.com', '*'],
  ['""', PAGE, PAGE],
  ['*', 'http://example.com', '*'],
  ['*', 'http://example.com', PAGE],
  ['', 'http://example.com', 'https://example2.com'],
];
const multiple = lists.flatMap((values, index): Row[] => {
  const wpt = 'fetch/api/cors/cors-multiple-origins.js';
  const disagreement =
    index < 5
      ? 'This old version of the test lets one match of several do. The Standard compares the whole value.'
      : null;
  return [allowOrigin(values.join(', ')), allowOrigin(...values)].map((headers, lines) => ({
    title: `${JSON.stringify(values)} ${lines === 0 ? 'in one line' : 'in three lines'} is refused`,
    wpt,
    request: { url: `${REMOTE}/` },
    answers: [answer(headers)],
    expected: { outcome: 'request: MultipleAllowOriginValues', sent: ['GET'] },
    ...(disagreement === null ? {} : { disagreement }),
  }));
});

/** Name, value, and whether the page sees it: unasked, and when it is exposed. */
const filtered: readonly (readonly [name: string, value: string, unasked: boolean, exposed: boolean])[] = [
  ['Cache-Control', 'no-cache', true, true],
  ['Content-Language', 'fr', true, true],
  ['Content-Type', 'text/html', true, true],
  ['Expires', '04 May 1988 22:22:22 GMT', true, true],
  ['Last-Modified', '04 May 1988 22:22:22 GMT', true, true],
  ['Pragma', 'no-cache', true, true],
  ['Content-Length', '0', true, true],
  ['Age', '27', false, true],
  ['Server', 'any', false, true],
  ['Warning', 'Mind the gap', false, true],
  ['Set-Cookie', 'name=value', false, false],
  ['Set-Cookie2', 'name=value', false, false],
];
const filtering = filtered.flatMap(([name, value, unasked, exposed]): Row[] =>
  [unasked, exposed].map((visible, index) => ({
    title: `${name} is ${visible ? '' : 'not '}visible ${index === 0 ? 'unasked' : 'when exposed'}`,
    wpt: 'fetch/api/cors/cors-filtering.js',
    request: { url: `${REMOTE}/` },
    answers: [answer(star, [[name, value]], index === 0 ? [] : exposeHeaders(name))],
    expected: {
      outcome: 'cors 200',
      sent: ['GET'],
      visible: { [name.toLowerCase()]: visible ? value : null },
    },
    ...(name === 'Content-Length' && index === 0
      ? { disagreement: 'This old version of the test hides Content-Length. It has since been safelisted.' }
      : {}),
  })),
);

const starred: HeaderList = [
  ['Test', 'X'],
  ['Set-Cookie', 'X'],
  ['*', 'whoa'],
  ['Content-Type', 'text/plain'],
];
const exposeStar: readonly Row[] = [
  {
    title: '* exposes every header but Set-Cookie',
    wpt: 'fetch/api/cors/cors-expose-star.js',
    request: { url: `${REMOTE}/` },
    answers: [answer(star, starred, exposeHeaders('*'))],
    expected: { outcome: 'cors 200', sent: ['GET'], visible: { test: 'X', 'set-cookie': null, '*': 'whoa' } },
  },
  {
    title: '* with credentials matches only itself',
    wpt: 'fetch/api/cors/cors-expose-star.js',
    request: { url: `${REMOTE}/`, credentials: 'include' },
    answers: [answer(allowOrigin(PAGE), allowCredentials, starred, exposeHeaders('*'))],
    expected: {
      outcome: 'cors 200',
      sent: ['GET'],
      visible: { test: null, 'set-cookie': null, '*': 'whoa', 'content-type': 'text/plain' },
    },
  },
  {
    title: '* may be one of several values',
    wpt: 'fetch/api/cors/cors-expose-star.js',
    request: { url: `${REMOTE}/` },
    answers: [answer(star, starred, exposeHeaders('*', 'set-cookie'))],
    expected: { outcome: 'cors 200', sent: ['GET'], visible: { test: 'X', 'set-cookie': null } },
  },
];

const opaqueOrigins = ['iframe.html', 'worker.html', 'shared-worker.html'].flatMap((context): Row[] => [
  {
    title: 'a page of an opaque origin is not allowed by silence',
    wpt: `fetch/api/cors/data-url-${context}`,
    request: { origin: 'null', url: `${PAGE}/top.txt` },
    answers: [answer()],
    expected: { outcome: 'request: MissingAllowOriginHeader', sent: [['GET', { origin: 'null' }]] },
  },
  {
    title: 'it is allowed by `null`',
    wpt: `fetch/api/cors/data-url-${context}`,
    request: { origin: 'null', url: `${PAGE}/top.txt` },
    answers: [answer(allowOrigin('null'))],
    expected: { outcome: 'cors 200', sent: [['GET', { origin: 'null' }]] },
  },
]);

const cookies = (
  [
    ['omit, at home', PAGE, 'omit', false],
    ['include, at home', PAGE, 'include', true],
    ['include, elsewhere', REMOTE, 'include', true],
    ['include, elsewhere again', OTHER, 'include', true],
    ['same-origin, elsewhere', REMOTE, 'same-origin', false],
    ['omit, elsewhere', REMOTE, 'omit', false],
  ] as const
).map(([title, target, credentials, sent]): Row => ({
  title: `${title}: cookies ${sent ? 'may go along' : 'stay'}`,
  wpt: 'fetch/api/cors/cors-cookies.any.js',
  request: { url: `${target}/`, credentials },
  answers: [answer(allowOrigin(PAGE), allowCredentials, [['Set-Cookie', 'a=1']])],
  expected: {
    outcome: target === PAGE ? 'basic 200' : 'cors 200',
    sent: ['GET'],
    credentials: [sent],
    visible: { 'set-cookie': null },
  },
}));

export const basicRows: readonly Row[] = [
  ...basic,
  ...unpreflighted,
  ...origins,
  ...preflightOrigins,
  ...multiple,
  ...filtering,
  ...exposeStar,
  ...opaqueOrigins,
  ...cookies,
];
