import type { HeaderList } from '../../../src/standard/header-list.js';
import {
  allowOrigin,
  answer,
  PAGE,
  redirectStatuses,
  redirectTo,
  REMOTE,
  type Row,
  withStatus,
} from '../row.js';

const home = `${PAGE}/fetch/redirect`;
const wpt = 'fetch/api/redirect/redirect-location.any.js';

const locations = redirectStatuses.flatMap((status): Row[] => [
  {
    title: `${String(status)} without Location, followed, is the response`,
    wpt,
    request: { url: home },
    answers: [withStatus(status)],
    expected: { outcome: `basic ${status}`, sent: ['GET'], response: { url: home, redirected: false } },
  },
  {
    title: `${String(status)} without Location, manual, is an opaque redirect all the same`,
    wpt,
    request: { url: home, redirect: 'manual' },
    answers: [withStatus(status)],
    expected: { outcome: 'opaqueredirect 0', sent: ['GET'] },
    disagreement:
      'Old versions of the test see the status. The Standard does not look for Location in mode manual.',
  },
  {
    title: `${String(status)} without Location, error, is refused all the same`,
    wpt,
    request: { url: home, redirect: 'error' },
    answers: [withStatus(status)],
    expected: { outcome: 'redirect: network error', sent: ['GET'] },
  },
  ...(
    [
      ['a Location that is no URL', 'http://[invalid'],
      ['a data: Location', 'data:,data%20url'],
    ] as const
  ).flatMap(([title, location]): Row[] => [
    {
      title: `${String(status)} to ${title}, followed, is refused`,
      wpt,
      request: { url: home },
      answers: [redirectTo(location, status)],
      expected: { outcome: 'redirect: network error', sent: ['GET'] },
    },
    {
      title: `${String(status)} to ${title}, manual, is an opaque redirect`,
      wpt,
      request: { url: home, redirect: 'manual' },
      answers: [redirectTo(location, status)],
      expected: { outcome: 'opaqueredirect 0', sent: ['GET'] },
    },
  ]),
]);

const star = allowOrigin('*');
const counts = redirectStatuses.flatMap((status): Row[] => {
  const hop = redirectTo('redirect', status);
  const twenty = Array.from({ length: 20 }, () => hop);
  const gets = twenty.map(() => 'GET');
  const row = { wpt: 'fetch/api/redirect/redirect-count.any.js', request: { url: home } };
  return [
    {
      ...row,
      title: `${String(status)}, twenty times`,
      answers: [...twenty, answer()],
      expected: { outcome: 'basic 200', sent: [...gets, 'GET'] },
    },
    {
      ...row,
      title: `${String(status)}, twenty-one times`,
      answers: [...twenty, hop],
      expected: { outcome: 'redirect: network error', sent: [...gets, 'GET'] },
    },
  ];
});

const bodyHeaders: HeaderList = [
  ['Content-Encoding', 'Identity'],
  ['Content-Language', 'en-US'],
  ['Content-Location', 'foo'],
  ['Content-Type', 'text/plain;charset=UTF-8'],
];
const methods: readonly (readonly [status: number, method: string, then: string])[] = [
  [301, 'GET', 'GET'],
  [301, 'POST', 'GET'],
  [301, 'HEAD', 'HEAD'],
  [302, 'GET', 'GET'],
  [302, 'POST', 'GET'],
  [302, 'HEAD', 'HEAD'],
  [303, 'GET', 'GET'],
  [303, 'POST', 'GET'],
  [303, 'HEAD', 'HEAD'],
  [303, 'TESTING', 'GET'],
  [307, 'GET', 'GET'],
  [307, 'POST', 'POST'],
  [307, 'HEAD', 'HEAD'],
  [308, 'GET', 'GET'],
  [308, 'POST', 'POST'],
  [308, 'HEAD', 'HEAD'],
];
const redirectMethod = methods.map(([status, method, then]): Row => {
  const bears = !['GET', 'HEAD'].includes(method);
  const kept = bears && method === then;
  return {
    title: `${String(status)} makes of ${method} a ${then}${bears ? `, ${kept ? 'with' : 'without'} the headers of its body` : ''}`,
    wpt: 'fetch/api/redirect/redirect-method.any.js',
    request: { url: home, method, ...(bears ? { headers: bodyHeaders, body: true } : {}) },
    answers: [redirectTo('method', status), answer()],
    expected: {
      outcome: 'basic 200',
      sent: [
        method,
        [
          then,
          Object.fromEntries(bodyHeaders.map(([name, value]) => [name.toLowerCase(), kept ? value : null])),
        ],
      ],
      response: { redirected: true },
    },
  };
});
const notRedirected: Row = {
  title: 'a response that was not redirected does not say so',
  wpt: 'fetch/api/redirect/redirect-method.any.js',
  request: { url: home },
  answers: [answer()],
  expected: { outcome: 'basic 200', sent: ['GET'], response: { redirected: false } },
};

const schemes = [
  'mailto:a@a.com',
  'data:,HI',
  'facetime:a@a.org',
  'about:blank',
  'about:unicorn',
  'blob:djfksfjs',
].map((location): Row => ({
  title: `${location} survives no redirect`,
  wpt: 'fetch/api/redirect/redirect-schemes.html',
  request: { url: home },
  answers: [redirectTo(location, 302)],
  expected: {
    // Chromium has a name for it where the scheme is none it knows.
    outcome: /^(mailto|facetime):/.test(location) ? 'redirect: CorsDisabledScheme' : 'redirect: network error',
    sent: ['GET'],
  },
}));

const dataUrls = (
  [
    ['at home', home, 'cors'],
    ['at home', home, 'no-cors'],
    ['at home', home, 'same-origin'],
    ['elsewhere', `${REMOTE}/`, 'cors'],
    ['elsewhere', `${REMOTE}/`, 'no-cors'],
  ] as const
).map(([title, url, mode]): Row => ({
  title: `a redirect ${title} to a data: URL, mode ${mode}`,
  wpt: 'fetch/api/redirect/redirect-to-dataurl.any.js',
  request: { url, mode },
  answers: [redirectTo('data:text/plain;base64,cmVzcG9uc2UncyBib2R5', 302, star)],
  expected: {
    outcome: 'redirect: network error',
    sent: ['GET'],
  },
}));

/** Location bytes, isomorphically decoded, and where they lead from `http://page.example/fetch/redirect`. */
const escaped = (
  [
    ['an escaped path', '/%C3%A9', '/%C3%A9'],
    ['bytes read as UTF-8', '/\u00c3\u00a9', '/%C3%A9'],
    ['an escape that is none', '/%zz', '/%zz'],
    ['a space', '/a b', '/a%20b'],
    ['escaped and unescaped UTF-8', '/%e2%98%83?\u00e2\u0098\u0083', '/%e2%98%83?%E2%98%83'],
    ['bytes that are no UTF-8', '/\u00fe', '/%FE'],
  ] as const
).map(([title, location, path]): Row => ({
  title,
  wpt: 'fetch/api/redirect/redirect-location-escape.tentative.any.js',
  request: { url: home },
  answers: [redirectTo(location, 302), answer()],
  expected: { outcome: 'basic 200', sent: ['GET', 'GET'], response: { url: `${PAGE}${path}` } },
}));

export const redirectLocationRows: readonly Row[] = [
  ...locations,
  ...counts,
  ...redirectMethod,
  notRedirected,
  ...schemes,
  ...dataUrls,
  ...escaped,
];
