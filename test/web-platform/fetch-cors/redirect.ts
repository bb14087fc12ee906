import {
  allowCredentials,
  allowHeaders,
  allowOrigin,
  answer,
  PAGE,
  PAGE_OTHER_PORT,
  redirectStatuses,
  redirectTo,
  REMOTE,
  type Row,
} from '../row.js';

const star = allowOrigin('*');
/** From, to, and the Origin that arrives. */
const routes = [
  ['elsewhere, within one origin', REMOTE, REMOTE, PAGE],
  ['elsewhere, on to a third origin', REMOTE, PAGE_OTHER_PORT, 'null'],
  ['from the page origin elsewhere', PAGE, REMOTE, PAGE],
  ['from elsewhere to the page origin', REMOTE, PAGE, 'null'],
] as const;

const plain = redirectStatuses.flatMap((status) =>
  routes.map(([title, from, to, origin]): Row => ({
    title: `${String(status)} ${title}: Origin is ${origin}, without a preflight`,
    wpt: 'fetch/api/cors/cors-redirect.any.js',
    request: { url: `${from}/redirect` },
    answers: [redirectTo(`${to}/last`, status, star), answer(star)],
    expected: {
      outcome: 'cors 200',
      sent: ['GET', ['GET', { origin }]],
      response: { url: `${to}/last`, redirected: true },
    },
  })),
);

const preflighted = redirectStatuses.flatMap((status) =>
  routes.slice(1).flatMap(([title, from, to, origin]): Row[] => {
    const allowed = answer(star, allowHeaders('x-w3c'));
    const before = from === PAGE ? [] : [allowed];
    const sent = from === PAGE ? ['GET'] : ['OPTIONS', 'GET'];
    const row = {
      wpt: 'fetch/api/cors/cors-redirect-preflight.any.js',
      request: { url: `${from}/redirect`, headers: [['x-w3c', 'test']] as const },
    };
    const redirecting = redirectTo(`${to}/last`, status, star);
    return [
      {
        ...row,
        title: `${String(status)} ${title}: the preflight there succeeds`,
        answers: [...before, redirecting, allowed, answer(star)],
        expected: {
          outcome: 'cors 200',
          sent: [...sent, ['OPTIONS', { origin }], ['GET', { origin, 'x-w3c': 'test' }]],
        },
      },
      {
        ...row,
        title: `${String(status)} ${title}: the preflight there fails`,
        answers: [...before, redirecting, answer(star)],
        expected: { outcome: 'preflight: HeaderDisallowedByPreflightResponse', sent: [...sent, 'OPTIONS'] },
      },
    ];
  }),
);

const userinfoRoutes = [
  ['from the page origin elsewhere', PAGE, PAGE_OTHER_PORT],
  ['from elsewhere to the page origin', PAGE_OTHER_PORT, PAGE],
  ['elsewhere, within one origin', PAGE_OTHER_PORT, PAGE_OTHER_PORT],
  ['elsewhere, on to a third origin', PAGE_OTHER_PORT, REMOTE],
] as const;
const userinfo = redirectStatuses.flatMap((status) =>
  userinfoRoutes.flatMap(([title, from, to]): Row[] => {
    const row = {
      wpt: 'fetch/api/cors/cors-redirect-credentials.any.js',
      request: { url: `${from}/redirect` },
    };
    return [
      {
        ...row,
        title: `${String(status)} ${title} without user and password`,
        answers: [redirectTo(`${to}/last`, status, star), answer(star)],
        expected: { outcome: 'cors 200', sent: ['GET', 'GET'] },
      },
      ...['user:password', 'user:', ':password'].map((info): Row => ({
        ...row,
        title: `${String(status)} ${title} with ${info}`,
        answers: [redirectTo(`${to}/last`.replace('//', `//${info}@`), status, star)],
        expected: { outcome: 'redirect: RedirectContainsCredentials', sent: ['GET'] },
      })),
    ];
  }),
);

const credentialed = [allowOrigin('null'), allowCredentials];
const cookies: readonly Row[] = [
  {
    title: 'credentials go along across origins, without a preflight',
    wpt: 'fetch/api/cors/cors-cookies-redirect.any.js',
    request: { url: `${REMOTE}/redirect`, credentials: 'include' },
    answers: [
      redirectTo(`${PAGE_OTHER_PORT}/last`, 301, allowOrigin(PAGE), allowCredentials),
      answer(...credentialed),
    ],
    expected: { outcome: 'cors 200', sent: ['GET', ['GET', { origin: 'null' }]], credentials: [true, true] },
  },
  {
    title: 'credentials go along across origins, but on no preflight',
    wpt: 'fetch/api/cors/cors-cookies-redirect.any.js',
    request: { url: `${REMOTE}/redirect`, credentials: 'include', headers: [['a', 'b']] },
    answers: [
      answer(allowOrigin(PAGE), allowCredentials, allowHeaders('a')),
      redirectTo(`${PAGE_OTHER_PORT}/last`, 301, allowOrigin(PAGE), allowCredentials),
      answer(...credentialed, allowHeaders('a')),
      answer(...credentialed),
    ],
    expected: {
      outcome: 'cors 200',
      sent: ['OPTIONS', 'GET', 'OPTIONS', 'GET'],
      credentials: [false, true, false, true],
    },
  },
];

export const fetchCorsRedirectRows: readonly Row[] = [...plain, ...preflighted, ...userinfo, ...cookies];
