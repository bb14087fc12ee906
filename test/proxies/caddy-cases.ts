import { withCors, without } from './apps.js';
import { other, page, type ProxyCase } from './proxy-case.js';

const users = { origin: page, path: '/users' };
const put = { ...users, method: 'PUT', headers: { authorization: 'Bearer x' } };
const to = (port: string, inside = ''): string => `reverse_proxy 127.0.0.1:${port} {\n${inside}\n}`;

export const caddyCases: readonly ProxyCase[] = (
  [
    {
      title: 'it rejects what has no token, preflights as well',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') =>
        `${fix}\n@stranger not header Authorization *\nrespond @stranger 401\n${to(port)}`,
      request: put,
      bare: ['preflight-blocked-by-authentication', 'likely'],
    },
    {
      title: 'nothing listens behind it',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') => `${fix}\nreverse_proxy /down 127.0.0.1:1\n${to(port)}`,
      request: { origin: page, path: '/down', status: 502 },
      kept: users,
      bare: ['no-cors-headers', 'likely'],
    },
    {
      title: 'it redirects to the path with a slash',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port) => `redir /api /api/ permanent\n${to(port)}`,
      request: { origin: page, path: '/api' },
      mendedRequest: { origin: page, path: '/api/' },
      hasCode: false,
      kept: users,
      bare: ['redirect-without-cors-headers', 'likely'],
    },
    {
      title: 'it removes the header',
      cause: 'proxy-removed-header',
      app: withCors,
      lines: (port, fix) => to(port, fix === undefined ? 'header_down -Access-Control-Allow-Origin' : ''),
      request: users,
      hasCode: false,
      bare: ['origin-not-listed', 'likely'],
    },
    {
      title: 'it sets the header for another page',
      cause: 'proxy-overwrote-header',
      app: withCors,
      lines: (port, fix) =>
        to(port, fix === undefined ? `header_down Access-Control-Allow-Origin ${other}` : ''),
      request: users,
      hasCode: false,
      bare: ['origin-not-listed', 'likely'],
    },
    {
      title: 'it sets the header that the app sends, too',
      cause: 'cors-headers-twice',
      app: withCors,
      lines: (port, fix = '') => `header Access-Control-Allow-Origin ${page}\n${to(port, fix)}`,
      request: users,
    },
    {
      title: 'it sets * for a request with credentials',
      cause: 'proxy-added-header',
      app: without,
      lines: (port, fix = 'header Access-Control-Allow-Origin *') => `${fix}\n${to(port)}`,
      request: { ...users, credentials: 'include' },
      kept: users,
      bare: ['wildcard-with-credentials', 'certain'],
    },
  ] satisfies Omit<ProxyCase, 'server'>[]
).map((each) => ({ server: 'caddy', ...each }));
