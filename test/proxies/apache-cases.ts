import { withCors, without } from './apps.js';
import { other, page, type ProxyCase } from './proxy-case.js';

const users = { origin: page, path: '/users' };
const put = { ...users, method: 'PUT', headers: { authorization: 'Bearer x' } };
const to = (port: string): string => `ProxyPass / http://127.0.0.1:${port}/`;

export const apacheCases: readonly ProxyCase[] = (
  [
    {
      title: 'it rejects what has no token, preflights as well',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') => `${fix}
<LocationMatch "^/users">
  Require expr "%{HTTP:Authorization} != ''"
</LocationMatch>
${to(port)}`,
      request: put,
    },
    {
      title: 'nothing listens behind it',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') => `${fix}\nProxyPass /down http://127.0.0.1:1/\n${to(port)}`,
      request: { origin: page, path: '/down', status: 503 },
      kept: users,
    },
    {
      title: 'it redirects',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port) => `ProxyPass /old !\nRedirect permanent /old /users\n${to(port)}`,
      request: { origin: page, path: '/old' },
      mendedRequest: users,
      hasCode: false,
      kept: users,
    },
    {
      title: 'it removes the header',
      cause: 'proxy-removed-header',
      app: withCors,
      lines: (port, fix) =>
        `${to(port)}\n${fix === undefined ? 'Header unset Access-Control-Allow-Origin' : ''}`,
      request: users,
      hasCode: false,
      bare: ['origin-not-listed', 'likely'],
    },
    {
      title: 'it sets the header for another page',
      cause: 'proxy-overwrote-header',
      app: withCors,
      lines: (port, fix) =>
        `${to(port)}\n${fix === undefined ? `Header set Access-Control-Allow-Origin ${other}` : ''}`,
      request: users,
      hasCode: false,
      bare: ['origin-not-listed', 'likely'],
    },
    {
      title: 'it always sets the header that the app sends, too',
      cause: 'cors-headers-twice',
      app: withCors,
      lines: (port, fix = '') => `${to(port)}\nHeader always set Access-Control-Allow-Origin ${page}\n${fix}`,
      request: users,
    },
    {
      title: 'it sets * for a request with credentials',
      cause: 'proxy-added-header',
      app: without,
      lines: (port, fix = 'Header always set Access-Control-Allow-Origin "*"') => `${to(port)}\n${fix}`,
      request: { ...users, credentials: 'include' },
      kept: users,
      bare: ['wildcard-with-credentials', 'certain'],
    },
  ] satisfies Omit<ProxyCase, 'server'>[]
).map((each) => ({ server: 'apache', ...each }));
