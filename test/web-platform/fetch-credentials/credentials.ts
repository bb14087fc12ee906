import { allowHeaders, allowOrigin, answer, PAGE, redirectTo, REMOTE, type Row, withStatus } from '../row.js';

const basic = [['Authorization', 'Basic dXNlcjpwYXNzd29yZA==']] as const;
const modes = ['include', 'same-origin', 'omit'] as const;

const authentication: readonly Row[] = [
  ...modes.map((credentials): Row => ({
    title: `an Authorization header that the page sets is sent at home, credentials ${credentials}`,
    wpt: 'fetch/api/credentials/authentication-basic.js',
    request: { url: `${PAGE}/`, credentials, headers: basic },
    answers: [answer()],
    expected: { outcome: 'basic 200', sent: [['GET', { authorization: basic[0][1] }]] },
  })),
  {
    title: 'a wrong password is a readable 401',
    wpt: 'fetch/api/credentials/authentication-basic.js',
    request: { url: `${PAGE}/`, credentials: 'omit', headers: basic },
    answers: [withStatus(401)],
    expected: { outcome: 'basic 401', sent: ['GET'] },
  },
];

const star = allowOrigin('*');
const redirected: readonly Row[] = [
  {
    title: 'Authorization goes along to the same origin',
    wpt: 'fetch/api/credentials/authentication-redirection.any.js',
    request: { url: `${PAGE}/redirect`, headers: basic },
    answers: [redirectTo(`${PAGE}/last`, 302), answer()],
    expected: { outcome: 'basic 200', sent: ['GET', ['GET', { authorization: basic[0][1] }]] },
  },
  {
    title: 'Authorization does not go along to another origin, so there is no preflight',
    wpt: 'fetch/api/credentials/authentication-redirection.any.js',
    request: { url: `${PAGE}/redirect`, headers: basic },
    answers: [redirectTo(`${REMOTE}/last`, 302), answer(star)],
    expected: { outcome: 'cors 200', sent: ['GET', ['GET', { authorization: null }]] },
  },
  {
    title: 'Authorization does not come back with a redirect home',
    wpt: 'fetch/api/credentials/authentication-redirection.any.js',
    request: { url: `${REMOTE}/redirect`, headers: basic },
    answers: [
      answer(star, allowHeaders('authorization')),
      redirectTo(`${PAGE}/last`, 302, star),
      answer(star),
    ],
    expected: { outcome: 'cors 200', sent: ['OPTIONS', 'GET', ['GET', { authorization: null }]] },
  },
];

const cookies = modes.map((credentials): Row => ({
  title: `cookies at home, credentials ${credentials}: never in the page's sight`,
  wpt: 'fetch/api/credentials/cookies.any.js',
  request: { url: `${PAGE}/`, credentials },
  answers: [answer([['Set-Cookie', 'a=1']], [['X-Request-Cookie', 'a=1']])],
  expected: {
    outcome: 'basic 200',
    sent: ['GET'],
    credentials: [credentials !== 'omit'],
    visible: { 'set-cookie': null, cookie: null, 'x-request-cookie': 'a=1' },
  },
}));

export const fetchCredentialsRows: readonly Row[] = [...authentication, ...redirected, ...cookies];
