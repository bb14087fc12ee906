import type { HeaderList } from '../../../src/standard/header-list.js';
import {
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  exposeHeaders,
  PAGE,
  redirectTo,
  REMOTE,
  type Row,
  withStatus,
} from '../row.js';

const star = allowOrigin('*');
const url = `${REMOTE}/`;
const local = `${PAGE}/`;

const redirects: readonly Row[] = (
  ['xhr/access-control-and-redirects-async.any.js', 'xhr/access-control-and-redirects.any.js'] as const
).flatMap((wpt): Row[] => [
  {
    title: 'a redirect without CORS headers is refused',
    wpt,
    request: { url },
    answers: [redirectTo(`${url}star`, 302)],
    expected: { outcome: 'redirect: MissingAllowOriginHeader', sent: ['GET'] },
  },
  {
    title: 'a redirect with CORS headers is followed',
    wpt,
    request: { url },
    answers: [redirectTo(`${url}star`, 302, star), answer(star)],
    expected: { outcome: 'cors 200', sent: ['GET', 'GET'] },
  },
  {
    title: 'a redirect to a URL with user and password is refused',
    wpt,
    request: { url },
    answers: [redirectTo('http://username:password@remote.example/star', 302, star)],
    expected: { outcome: 'redirect: RedirectContainsCredentials', sent: ['GET'] },
  },
  {
    title: 'a redirect to an unknown scheme is refused',
    wpt,
    request: { url },
    answers: [redirectTo('foo://bar.cgi', 302, star)],
    expected: { outcome: 'redirect: CorsDisabledScheme', sent: ['GET'] },
  },
  {
    title: 'a redirected preflight fails',
    wpt,
    request: { url, headers: [['x-test', 'test']] },
    answers: [redirectTo(`${url}star`, 302, star)],
    expected: { outcome: 'preflight: PreflightInvalidStatus', sent: ['OPTIONS'] },
  },
  {
    title: 'a redirected preflight that allows the header fails too',
    wpt,
    request: { url, headers: [['x-test', 'test']] },
    answers: [redirectTo(`${url}star`, 302, star, allowHeaders('x-test'))],
    expected: { outcome: 'preflight: PreflightInvalidStatus', sent: ['OPTIONS'] },
  },
  {
    title: 'a redirect at home needs no permission for a header',
    wpt,
    request: { url: local, headers: [['x-test', 'test']] },
    answers: [redirectTo(`${local}pass.txt`, 302), answer()],
    expected: { outcome: 'basic 200', sent: ['GET', ['GET', { 'x-test': 'test' }]] },
  },
]);

/** What the other origin answers, and whether that does with credentials. */
const sameOrigin = (
  [
    ['*', star, 'WildcardOriginNotAllowed'],
    ['the origin and credentials', [...allowOrigin(PAGE), ...allowCredentials], null],
    ['the origin alone', allowOrigin(PAGE), 'InvalidAllowCredentials'],
  ] as const
).flatMap(([title, headers, code]) =>
  ([false, true] as const).map((include): Row => {
    const refused = include && code !== null;
    return {
      title: `from home to an origin that allows ${title}, ${include ? 'with' : 'without'} credentials`,
      wpt: 'xhr/access-control-and-redirects-async-same-origin.any.js',
      request: { url: local, ...(include ? { credentials: 'include' } : {}) },
      answers: [redirectTo(`${url}pass`, 302), answer(headers)],
      expected: {
        outcome: refused ? `request: ${code}` : 'cors 200',
        sent: ['GET', ['GET', { origin: PAGE }]],
      },
    };
  }),
);

const allowedBy = (wpt: string, title: string, headers: HeaderList, credentials?: 'include'): Row => ({
  title,
  wpt,
  request: { url, ...(credentials ? { credentials } : {}) },
  answers: [answer(headers)],
  expected: { outcome: 'cors 200', sent: [['GET', { origin: PAGE }]] },
});
const echoed = [...allowOrigin(PAGE), ...allowCredentials];

const basic: readonly Row[] = [
  allowedBy('xhr/access-control-basic-allow.any.js', 'the origin is echoed', echoed),
  allowedBy(
    'xhr/access-control-basic-allow.any.js',
    'the origin is echoed, with credentials',
    echoed,
    'include',
  ),
  allowedBy('xhr/access-control-basic-allow-async.any.js', 'the origin is echoed', echoed),
  allowedBy('xhr/access-control-basic-allow-star.any.js', 'every origin is allowed', star),
  allowedBy(
    'xhr/access-control-basic-allow-access-control-origin-header.any.js',
    'the Origin header is sent',
    echoed,
  ),
  {
    title: 'an opaque origin sends `null`',
    wpt: 'xhr/access-control-basic-allow-access-control-origin-header-data-url.htm',
    request: { url, origin: 'null' },
    answers: [answer(allowOrigin('null'))],
    expected: { outcome: 'cors 200', sent: [['GET', { origin: 'null' }]] },
  },
  {
    title: 'at home nothing has to be allowed',
    wpt: 'xhr/access-control-basic-denied.htm',
    request: { url: local },
    answers: [answer()],
    expected: { outcome: 'basic 200', sent: [['GET', { origin: null }]] },
  },
  {
    title: 'elsewhere silence is no',
    wpt: 'xhr/access-control-basic-denied.htm',
    request: { url },
    answers: [answer()],
    expected: { outcome: 'request: MissingAllowOriginHeader', sent: ['GET'] },
  },
  {
    title: 'silence is no, however often it is asked',
    wpt: 'xhr/access-control-recursive-failed-request.htm',
    request: { url },
    answers: [answer()],
    expected: { outcome: 'request: MissingAllowOriginHeader', sent: ['GET'] },
  },
  {
    title: 'a POST without Content-Type has no preflight',
    wpt: 'xhr/access-control-basic-post-success-no-content-type.htm',
    request: { url, method: 'POST' },
    answers: [answer(star)],
    expected: { outcome: 'cors 200', sent: ['POST'] },
  },
  {
    title: 'a POST at home with another Content-Type has no preflight',
    wpt: 'xhr/access-control-basic-post-with-non-cors-safelisted-content-type.htm',
    request: { url: local, method: 'POST', headers: [['Content-Type', 'application/xml']] },
    answers: [answer()],
    expected: { outcome: 'basic 200', sent: [['POST', { origin: PAGE }]] },
  },
  {
    title: 'elsewhere it has one, which fails',
    wpt: 'xhr/access-control-basic-post-with-non-cors-safelisted-content-type.htm',
    request: { url, method: 'POST', headers: [['Content-Type', 'application/xml']] },
    answers: [withStatus(405)],
    expected: { outcome: 'preflight: PreflightMissingAllowOriginHeader', sent: ['OPTIONS'] },
  },
  {
    title: 'safelisted request headers are sent as they are',
    wpt: 'xhr/access-control-basic-cors-safelisted-request-headers.htm',
    request: {
      url,
      method: 'POST',
      headers: [
        ['Accept', '*'],
        ['Accept-Language', 'ru'],
        ['Content-Language', 'ru'],
        ['Content-Type', 'text/plain'],
      ],
    },
    answers: [answer(star)],
    expected: {
      outcome: 'cors 200',
      sent: [
        [
          'POST',
          { accept: '*', 'accept-language': 'ru', 'content-language': 'ru', 'content-type': 'text/plain' },
        ],
      ],
    },
  },
  {
    title: 'safelisted response headers are readable, others are not',
    wpt: 'xhr/access-control-basic-cors-safelisted-response-headers.htm',
    request: { url },
    answers: [
      answer(
        star,
        [
          'Cache-Control',
          'Content-Language',
          'Content-Type',
          'Expires',
          'Last-Modified',
          'Pragma',
          'X-Webkit',
        ].map((name) => [name, 'v'] as const),
      ),
    ],
    expected: {
      outcome: 'cors 200',
      sent: ['GET'],
      visible: {
        'cache-control': 'v',
        'content-language': 'v',
        'content-type': 'v',
        expires: 'v',
        'last-modified': 'v',
        pragma: 'v',
        'x-webkit': null,
      },
    },
  },
  {
    title: 'what the last response exposes is readable after a redirect',
    wpt: 'xhr/access-control-expose-headers-on-redirect.html',
    request: { url: local },
    answers: [
      redirectTo(url, 302),
      answer(star, exposeHeaders('foo'), [
        ['foo', 'bar'],
        ['hoge', 'fuga'],
      ]),
    ],
    expected: { outcome: 'cors 200', sent: ['GET', 'GET'], visible: { foo: 'bar', hoge: null } },
  },
  {
    title: 'an exposed header is readable, whatever the case of its name',
    wpt: 'xhr/access-control-response-with-exposed-headers.htm',
    request: { url },
    answers: [
      answer(star, exposeHeaders('x-Foo'), [
        ['X-foo', 'BAR'],
        ['x-test', 'TEST'],
      ]),
    ],
    expected: { outcome: 'cors 200', sent: ['GET'], visible: { 'x-foo': 'BAR', 'x-test': null } },
  },
  ...(
    ['xhr/access-control-response-with-body.htm', 'xhr/access-control-response-with-body-sync.htm'] as const
  ).map((wpt) => allowedBy(wpt, 'a response with a body', star)),
];

const sandboxed = (
  [
    ['xhr/access-control-sandboxed-iframe-allow.htm', '* lets an opaque origin in', star, null],
    [
      'xhr/access-control-sandboxed-iframe-allow-origin-null.htm',
      '`null` lets it in',
      allowOrigin('null'),
      null,
    ],
    [
      'xhr/access-control-sandboxed-iframe-denied.htm',
      'silence keeps it out',
      [],
      'MissingAllowOriginHeader',
    ],
    [
      'xhr/access-control-sandboxed-iframe-denied-without-wildcard.htm',
      "its parent's origin keeps it out",
      echoed,
      'AllowOriginMismatch',
    ],
  ] as const
).map(([wpt, title, headers, code]): Row => ({
  title,
  wpt,
  request: { url, origin: 'null' },
  answers: [answer(headers)],
  expected: {
    outcome: code === null ? 'cors 200' : `request: ${code}`,
    sent: [['GET', { origin: 'null' }]],
  },
}));

const lists: readonly Row[] = [
  {
    title: 'a list of headers that begins with a comma',
    wpt: 'xhr/allow-lists-starting-with-comma.htm',
    request: {
      url,
      headers: [
        ['x-print', 'unicorn'],
        ['y-print', 'narwhal'],
      ],
    },
    answers: [
      answer(allowOrigin(PAGE), allowHeaders(',y-lol,x-print, ,,,y-print')),
      answer(allowOrigin(PAGE)),
    ],
    expected: {
      outcome: 'cors 200',
      sent: ['OPTIONS', ['GET', { 'x-print': 'unicorn', 'y-print': 'narwhal' }]],
    },
  },
  {
    title: 'a list of methods that begins with commas',
    wpt: 'xhr/allow-lists-starting-with-comma.htm',
    request: { url, method: 'PUT' },
    answers: [answer(allowOrigin(PAGE), allowMethods(',,PUT,GET')), answer(allowOrigin(PAGE))],
    expected: { outcome: 'cors 200', sent: ['OPTIONS', 'PUT'] },
  },
];

export const xhrRows: readonly Row[] = [...redirects, ...sameOrigin, ...basic, ...sandboxed, ...lists];
