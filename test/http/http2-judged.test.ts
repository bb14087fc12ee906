import { describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import * as http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import {
  auditCors,
  checkCorsContract,
  createBrowser,
  defineCorsContract,
  diagnose,
  preflight,
  simulateFetch,
} from '../../src/index.js';
import { thrownBy } from '../support/thrown-by.js';
import { certificate } from './tls/index.js';

const page = 'https://app.example';
const evil = 'https://evil.example';

/** Allows one origin with credentials to PUT JSON; `/login` and `/away` redirect, `/bare` knows nothing of CORS. */
const app = (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse): void => {
  const path = request.url.split('?')[0];
  if (path === '/bare') {
    response.end();
    return;
  }
  response.setHeader('Vary', 'Origin');
  if (request.headers.origin === page) {
    response.setHeader('Access-Control-Allow-Origin', page);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'PUT');
    response.setHeader('Access-Control-Allow-Headers', 'content-type');
    response.writeHead(204).end();
    return;
  }
  if (path === '/away') response.writeHead(307, { Location: 'https://other.example/users' });
  if (path === '/login')
    response.setHeader('Set-Cookie', ['sid=1; SameSite=None; Secure', 'b=2; SameSite=None; Secure']);
  response.end(request.headers.cookie ?? '');
};

describe.each<
  [name: string, servedAt: string | undefined, create: () => http2.Http2Server | http2.Http2SecureServer]
>([
  ['over TLS', undefined, () => http2.createSecureServer(certificate, app)],
  ['without TLS, behind a proxy', 'https://api.example', () => http2.createServer(app)],
])('HTTP/2 %s', (_, servedAt, create) => {
  const request = { path: '/users', method: 'PUT', json: { name: 'Ada' }, ...(servedAt && { servedAt }) };
  const server = create();

  test('the matchers', async () => {
    await expect(server).toAllowOrigin(page, request);
    await expect(server).toRejectOrigin(evil, { ...request, control: page });
    await expect(server).toRejectOrigin(evil, {
      ...request,
      control: page,
      code: 'PreflightMissingAllowOriginHeader',
    });
    await expect(server).toHandlePreflight({ ...request, origin: page });
    await expect(server).toAllowCredentials({ ...request, origin: page });
    await expect(server).not.toAllowOrigin(evil, request);
    await preflight(server, '/users')
      .from(page)
      .requestMethod('PUT')
      .requestHeaders('content-type')
      .expectAllowed();
  });

  test('cookies, each line of its own', async () => {
    const browser = createBrowser(server, { origin: page, ...(servedAt && { servedAt }) });
    await browser.fetch('/login', { credentials: 'include' });
    const { exchanges } = await browser.fetch('/users', { credentials: 'include' });
    expect(exchanges.map(({ requestHeaders }) => Object.fromEntries(requestHeaders)['Cookie'])).toEqual([
      'sid=1; b=2',
    ]);
  });

  test('a redirect to one of otherTargets', async () => {
    const otherTargets = { 'https://other.example': create() };
    const given = { path: '/away', origin: page, browsers: ['chromium'] as const, otherTargets };
    const { code, exchanges } = await simulateFetch(server, { ...given, ...(servedAt && { servedAt }) });
    expect(exchanges.map(({ status }) => status)).toEqual([307, 200]);
    expect(code).toBe('MissingAllowOriginHeader'); // the origin is null by then
  });

  test('a contract and an audit, which are lean', async () => {
    const contract = defineCorsContract({
      origins: { allowed: [page], rejected: [evil] },
      routes: [
        { path: '/users', methods: ['GET', 'PUT'], requestHeaders: ['content-type'], credentials: true },
      ],
    });
    const options = servedAt === undefined ? {} : { request: { servedAt } };
    const { passed } = await checkCorsContract(server, contract, options);
    expect(passed).toBe(true);
    const audit = await auditCors(server, {
      trusted: [page],
      paths: ['/users'],
      ...options,
    });
    expect(audit.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

test('a blocked response is diagnosed, and its culprit found', async () => {
  const server = http2.createSecureServer(certificate, (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', 'https://other.example');
    response.end(request.url);
  });
  const diagnosis = await diagnose(await simulateFetch(server, { origin: page, path: '/users' }));
  expect(JSON.stringify(diagnosis)).toContain('http2-judged.test.ts');
});

test('a server that cannot be spoken to is no evidence, in both polarities', async () => {
  const server = http2.createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  for (const claim of [
    () => expect(url).toAllowOrigin(page, '/users'),
    () => expect(url).not.toAllowOrigin(page, '/users'),
    () => expect(url).toRejectOrigin(evil, { path: '/users', control: page }),
  ]) {
    const error = await thrownBy(claim);
    expect(error).toMatchObject({ name: 'ExchangeError', code: 'not-http' });
  }
  server.close();
});
