import {
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  PAGE,
  redirectTo,
  REMOTE,
  type Row,
  withStatus,
} from '../row.js';

const star = allowOrigin('*');
const url = `${REMOTE}/`;
const xTest = [['x-test', 'foobar']] as const;

const putAllowed = answer(star, allowMethods('PUT'));
const methods: readonly Row[] = [
  ...(
    [
      'xhr/access-control-basic-allow-non-cors-safelisted-method.any.js',
      'xhr/access-control-basic-allow-non-cors-safelisted-method-async.any.js',
    ] as const
  ).map((wpt): Row => ({
    title: 'PUT that is allowed',
    wpt,
    request: { url, method: 'PUT', headers: [['Content-Type', 'text/plain; charset=utf-8']], body: true },
    answers: [putAllowed, answer(star)],
    expected: { outcome: 'cors 200', sent: ['OPTIONS', 'PUT'] },
  })),
  {
    title: 'PUT with a safelisted Content-Type asks for the method alone',
    wpt: 'xhr/access-control-basic-non-cors-safelisted-content-type.htm',
    request: { url, method: 'PUT', headers: [['Content-Type', 'text/plain']], body: true },
    answers: [putAllowed, answer(star)],
    expected: { outcome: 'cors 200', sent: [['OPTIONS', { 'access-control-request-headers': null }], 'PUT'] },
  },
  {
    title: 'PUT with another Content-Type is refused where only the method is allowed',
    wpt: 'xhr/access-control-basic-non-cors-safelisted-content-type.htm',
    request: { url, method: 'PUT', headers: [['Content-Type', 'application/xml']], body: true },
    answers: [putAllowed],
    expected: { outcome: 'preflight: HeaderDisallowedByPreflightResponse', sent: ['OPTIONS'] },
  },
  ...(['safe-value', 'e5p3n<3k0k0s'] as const).map((value): Row => ({
    title: `PUT with Last-Event-ID: ${value} is refused where only the method is allowed`,
    wpt: 'xhr/access-control-basic-non-cors-safelisted-last-event-id.htm',
    request: { url, method: 'PUT', headers: [['Last-Event-ID', value]] },
    answers: [putAllowed],
    expected: { outcome: 'preflight: HeaderDisallowedByPreflightResponse', sent: ['OPTIONS'] },
    ...(value === 'safe-value'
      ? {
          disagreement:
            'The test takes safe-value for safelisted, but the Standard does not safelist Last-Event-ID.',
        }
      : {}),
  })),
];

const denied = (['async', 'sync'] as const).flatMap((kind): Row[] => [
  {
    title: 'a header that the preflight does not allow',
    wpt: `xhr/access-control-preflight-${kind}-header-denied.htm`,
    request: { url, headers: xTest },
    answers: [answer(star)],
    expected: { outcome: 'preflight: HeaderDisallowedByPreflightResponse', sent: ['OPTIONS'] },
  },
  {
    title: 'a method that the preflight does not allow',
    wpt: `xhr/access-control-preflight-${kind}-method-denied.htm`,
    request: { url, method: 'DELETE' },
    answers: [answer(star, allowMethods('GET'))],
    expected: { outcome: 'preflight: MethodDisallowedByPreflightResponse', sent: ['OPTIONS'] },
  },
  {
    title: 'a server that knows no preflights',
    wpt: `xhr/access-control-preflight-${kind}-not-supported.htm`,
    request: { url, method: 'PUT' },
    answers: [withStatus(405)],
    expected: { outcome: 'preflight: PreflightMissingAllowOriginHeader', sent: ['OPTIONS'] },
  },
  {
    title: 'the header is announced, not sent, by the preflight',
    wpt: `xhr/access-control-preflight-headers-${kind}.htm`,
    request: { url, headers: xTest },
    answers: [answer(star, allowHeaders('x-test')), answer(star)],
    expected: {
      outcome: 'cors 200',
      sent: [
        ['OPTIONS', { 'x-test': null, 'access-control-request-headers': 'x-test' }],
        ['GET', { 'x-test': 'foobar' }],
      ],
    },
  },
  {
    title: 'a 401 is readable after a preflight, with credentials',
    wpt: `xhr/access-control-preflight-credential-${kind}.htm`,
    request: { url, method: 'PUT', credentials: 'include' },
    answers: [
      answer(allowOrigin(PAGE), allowCredentials, allowMethods('PUT')),
      withStatus(401, allowOrigin(PAGE), allowCredentials),
    ],
    expected: { outcome: 'cors 401', sent: ['OPTIONS', 'PUT'], credentials: [false, true] },
  },
]);

const statuses = ([301, 400, 501] as const).map((status): Row => ({
  title: `a preflight answered with ${String(status)}`,
  wpt: `xhr/access-control-preflight-request-invalid-status-${String(status)}.htm`,
  request: { url, headers: xTest },
  answers: [withStatus(status, star, allowHeaders('x-test'))],
  expected: { outcome: 'preflight: PreflightInvalidStatus', sent: ['OPTIONS'] },
}));

const asked = (wpt: string, title: string, names: string[], value: string): Row => ({
  title,
  wpt,
  request: { url, headers: names.map((name) => [name, 'foobar'] as const) },
  answers: [answer(star, allowHeaders(value)), answer(star)],
  expected: { outcome: 'cors 200', sent: [['OPTIONS', { 'access-control-request-headers': value }], 'GET'] },
});

const onTheWire: readonly Row[] = [
  asked(
    'xhr/access-control-preflight-request-header-lowercase.htm',
    'names are lower-cased',
    ['X-Test'],
    'x-test',
  ),
  asked(
    'xhr/access-control-preflight-request-header-sorted.htm',
    'names are sorted',
    ['X-Custom-Test', 'X-Custom-ua', 'X-Custom-V', 'X-Custom-s', 'X-Custom-U'],
    'x-custom-s,x-custom-test,x-custom-u,x-custom-ua,x-custom-v',
  ),
  asked(
    'xhr/access-control-preflight-request-headers-origin.htm',
    'Origin is not asked for',
    ['x-pass'],
    'x-pass',
  ),
  {
    title: 'the preflight may answer `*` and the response the origin',
    wpt: 'xhr/access-control-preflight-request-header-returns-origin.any.js',
    request: { url, headers: xTest },
    answers: [answer(star, allowHeaders('X-Test')), answer(allowOrigin(PAGE))],
    expected: {
      outcome: 'cors 200',
      sent: [
        ['OPTIONS', { origin: PAGE }],
        ['GET', { origin: PAGE }],
      ],
    },
  },
  {
    title: 'no cookies on a preflight, but on the request',
    wpt: 'xhr/access-control-preflight-request-must-not-contain-cookie.htm',
    request: { url, credentials: 'include', headers: [['X-Proprietary-Header', 'foo']] },
    answers: [
      answer(allowOrigin(PAGE), allowCredentials, allowHeaders('X-Proprietary-Header')),
      answer(allowOrigin(PAGE), allowCredentials),
    ],
    expected: { outcome: 'cors 200', sent: ['OPTIONS', 'GET'], credentials: [false, true] },
  },
  {
    title: 'a header where OPTIONS is not supported',
    wpt: 'xhr/access-control-basic-get-fail-non-simple.htm',
    request: { url, headers: xTest },
    answers: [answer()],
    expected: { outcome: 'preflight: PreflightMissingAllowOriginHeader', sent: ['OPTIONS'] },
  },
  {
    title: 'a header that is not allowed',
    wpt: 'xhr/access-control-basic-preflight-denied.htm',
    request: { url, headers: [['X-Proprietary-Header', 'x']] },
    answers: [answer()],
    expected: { outcome: 'preflight: PreflightMissingAllowOriginHeader', sent: ['OPTIONS'] },
  },
];

const form = 'multipart/form-data; boundary=x';
const uploads: readonly Row[] = [
  {
    title: 'a form has no preflight',
    wpt: 'xhr/cors-upload.any.js',
    request: { url, method: 'POST', headers: [['Content-Type', form]], body: true },
    answers: [answer(star)],
    expected: { outcome: 'cors 200', sent: [['POST', { 'content-type': form }]] },
  },
  {
    title: 'a form with Authorization has one',
    wpt: 'xhr/cors-upload.any.js',
    request: {
      url,
      method: 'POST',
      headers: [
        ['Authorization', 'Bearer access-token'],
        ['Content-Type', form],
      ],
      body: true,
      credentials: 'include',
    },
    answers: [
      answer(allowOrigin(PAGE), allowCredentials, allowHeaders('authorization')),
      answer(allowOrigin(PAGE), allowCredentials),
    ],
    expected: {
      outcome: 'cors 200',
      sent: [['OPTIONS', { 'access-control-request-headers': 'authorization' }], 'POST'],
    },
  },
  {
    title: 'an upload listener makes a preflight',
    wpt: 'xhr/event-upload-progress-crossorigin.any.js',
    request: { url, method: 'POST', body: true, uploadListener: true },
    answers: [answer(star), answer(star)],
    expected: {
      outcome: 'cors 200',
      sent: [['OPTIONS', { 'access-control-request-method': 'POST' }], 'POST'],
    },
  },
  {
    title: 'an upload listener makes a preflight after a redirect from home',
    wpt: 'xhr/event-upload-progress-crossorigin.any.js',
    request: { url: `${PAGE}/redirect`, method: 'POST', body: true, uploadListener: true },
    answers: [redirectTo(url, 307), answer(star), answer(star)],
    expected: { outcome: 'cors 200', sent: ['POST', 'OPTIONS', 'POST'] },
  },
  {
    title: 'an upload listener where preflights are not answered',
    wpt: 'xhr/event-upload-progress-crossorigin.any.js',
    request: { url, method: 'POST', body: true, uploadListener: true },
    answers: [answer()],
    expected: { outcome: 'preflight: PreflightMissingAllowOriginHeader', sent: ['OPTIONS'] },
  },
  {
    title: 'a listener that comes too late makes none',
    wpt: 'xhr/event-upload-progress-crossorigin.any.js',
    request: { url, method: 'POST', body: true },
    answers: [answer(star)],
    expected: { outcome: 'cors 200', sent: ['POST'] },
  },
];

export const xhrPreflightRows: readonly Row[] = [
  ...methods,
  ...denied,
  ...statuses,
  ...onTheWire,
  ...uploads,
];
