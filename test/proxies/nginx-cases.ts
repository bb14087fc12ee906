import { withCors, without, withoutVary, withVary } from './apps.js';
import { other, page, type ProxyCase } from './proxy-case.js';

const users = { origin: page, path: '/users' };
const put = { ...users, method: 'PUT' };
const upload = { origin: page, path: '/upload', method: 'POST', body: 'x'.repeat(1_500_000) };
const to = (port: string): string => `proxy_pass http://127.0.0.1:${port};`;
const cached = (port: string): string =>
  `location / { ${to(port)} proxy_cache api; proxy_cache_valid 200 1m;`;
/** As a snippet that is often copied. */
const order = { origin: page, path: '/orders', method: 'POST', headers: { authorization: 'Bearer x' } };

export const nginxCases: readonly ProxyCase[] = (
  [
    {
      title: 'an upload of more than client_max_body_size',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') => `${fix} location / { ${to(port)} }`,
      request: upload,
      kept: { ...upload, body: 'x' },
    },
    {
      title: 'add_header without always, and an error of the app',
      cause: 'proxy-headers-not-always',
      app: without,
      lines: (port, fix = `add_header Access-Control-Allow-Origin ${page};`) => `location / {
        if ($request_method = OPTIONS) {
          add_header Access-Control-Allow-Origin ${page};
          add_header Access-Control-Allow-Methods 'GET, POST, PUT, DELETE, OPTIONS';
          add_header Access-Control-Allow-Headers 'Authorization, Content-Type';
          return 204;
        }
        ${fix}
        ${to(port)}
      }`,
      request: { ...order, json: { qty: 0 } },
      kept: { ...order, json: { qty: 1 } },
      bare: ['proxy-headers-not-always', 'likely'],
    },
    {
      title: 'add_header without always, and a GET of a missing page',
      cause: 'proxy-headers-not-always',
      app: without,
      lines: (port, fix = `add_header Access-Control-Allow-Origin ${page};`) =>
        `location / { ${fix} ${to(port)} }`,
      request: { origin: page, path: '/missing', status: 404 },
      kept: users,
      bare: ['error-response-without-cors-headers', 'likely'],
    },
    {
      title: 'the headers of a location are dropped where an if has one of its own',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (
        port,
        fix = 'if ($request_method = OPTIONS) { add_header Access-Control-Max-Age 600; return 204; }',
      ) =>
        `location / {
          add_header Access-Control-Allow-Methods 'GET, PUT';
          ${fix}
          ${to(port)}
        }`,
      request: put,
      kept: users,
      bare: ['no-cors-headers', 'likely'],
    },
    {
      title: 'it responds to preflights, and does not list the method',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (
        port,
        fix = `if ($request_method = OPTIONS) { add_header Access-Control-Allow-Origin ${page}; add_header Access-Control-Allow-Methods 'GET, POST'; return 204; }`,
      ) => `location / { ${fix} ${to(port)} }`,
      request: put,
      kept: users,
      bare: ['method-not-listed', 'certain'],
    },
    {
      title: 'it asks for a token before it lets anything through, preflights as well',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') =>
        `location / { ${fix} if ($http_authorization = '') { return 401; } ${to(port)} }`,
      request: { ...put, headers: { authorization: 'Bearer x' } },
    },
    {
      title: 'nothing listens behind it',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') =>
        `${fix} location / { ${to(port)} } location /down { proxy_pass http://127.0.0.1:1; }`,
      request: { origin: page, path: '/down', status: 502 },
      kept: users,
    },
    {
      title: 'the app is slower than proxy_read_timeout',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') => `${fix} location / { ${to(port)} proxy_read_timeout 200ms; }`,
      request: { origin: page, path: '/slow', status: 504 },
      kept: users,
    },
    {
      title: 'the head of the response is larger than proxy_buffer_size',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port, fix = '') => `${fix} location / { ${to(port)} }`,
      request: { origin: page, path: '/large', status: 502 },
      kept: users,
    },
    {
      title: 'it redirects to the path with a slash',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (port) => `location / { ${to(port)} } location /api/ { ${to(port)} }`,
      request: { origin: page, path: '/api' },
      mendedRequest: { origin: page, path: '/api/' },
      hasCode: false,
      kept: users,
    },
    {
      title: 'it replaces the errors of the app by its own page',
      cause: 'answered-by-proxy',
      app: withCors,
      lines: (
        port,
        fix,
      ) => `location / { ${to(port)} ${fix === undefined ? 'proxy_intercept_errors on;' : ''} }
        error_page 404 @missing; location @missing { return 404; }`,
      request: { origin: page, path: '/none', status: 404 },
      hasCode: false,
      kept: users,
    },
    {
      title: 'it adds the header that the app sends, too',
      cause: 'cors-headers-twice',
      app: withCors,
      lines: (port, fix = '') =>
        `location / { add_header Access-Control-Allow-Origin ${page}; ${to(port)} ${fix} }`,
      request: users,
    },
    {
      title: 'it adds * to the header of the app',
      cause: 'cors-headers-twice',
      app: withCors,
      lines: (port, fix) =>
        `location / { ${fix === undefined ? "add_header Access-Control-Allow-Origin '*';" : ''} ${to(port)} }`,
      request: { ...users, credentials: 'include' },
      hasCode: false,
    },
    {
      title: 'it hides the header',
      cause: 'proxy-removed-header',
      app: withCors,
      lines: (port, fix = '') =>
        `location / { ${to(port)} proxy_hide_header Access-Control-Allow-Origin; ${fix} }`,
      request: users,
      bare: ['origin-not-listed', 'likely'],
    },
    {
      title: 'it hides the methods of preflights',
      cause: 'proxy-removed-header',
      app: withCors,
      lines: (port, fix = '') =>
        `location / { ${to(port)} proxy_hide_header Access-Control-Allow-Methods; ${fix} }`,
      request: put,
      kept: users,
      bare: ['method-not-listed', 'certain'],
    },
    {
      title: 'it hides the header, and sets it for another page',
      cause: 'proxy-overwrote-header',
      app: withCors,
      lines: (port, fix) =>
        `location / { ${to(port)} ${fix === undefined ? `proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin ${other};` : ''} }`,
      request: users,
      hasCode: false,
      bare: ['origin-not-listed', 'likely'],
    },
    {
      title: 'it sets * for a request with credentials',
      cause: 'proxy-added-header',
      app: without,
      lines: (port, fix = "add_header Access-Control-Allow-Origin '*';") =>
        `location / { ${fix} ${to(port)} }`,
      request: { ...users, credentials: 'include' },
      kept: users,
      bare: ['wildcard-with-credentials', 'certain'],
    },
    {
      title: 'it has stored the response to another page, and the app does not say that it varies',
      cause: 'proxy-cached-for-another-origin',
      app: withoutVary,
      lines: (port, fix = '') => `${cached(port)} ${fix} }`,
      before: { origin: other, path: '/users' },
      request: users,
      bare: ['origin-not-listed', 'likely'],
    },
    {
      title: 'it has stored the response to another page, and ignores that it varies',
      cause: 'proxy-cached-for-another-origin',
      app: withVary,
      lines: (port, fix = '') =>
        `${cached(port)} proxy_ignore_headers Vary; add_header X-Cache $upstream_cache_status; ${fix} }`,
      before: { origin: other, path: '/users' },
      request: users,
      bare: ['proxy-cached-for-another-origin', 'likely'],
    },
  ] satisfies Omit<ProxyCase, 'server'>[]
).map((each) => ({ server: 'nginx', ...each }));
