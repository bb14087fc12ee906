import { afterEach, describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import express4 from 'express4';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExchangeError, type ExchangeErrorCode } from '../../src/errors/exchange-error.js';
import { UsageError } from '../../src/errors/usage-error.js';
import type { BrowserName } from '../../src/browser/browser-name.js';
import { configure, resetConfiguration } from '../../src/request/configuration.js';
import { provenanceOf } from '../../src/ask/provenance.js';
import { createBrowser } from '../../src/ask/create-browser.js';
import { simulateFetch } from '../../src/ask/simulate-fetch.js';
import { contains, get } from '../../src/standard/header-list.js';
import { ofPage } from '../support/browsers-own.js';
import { allowEverything, recorder } from '../support/recorder.js';
import { thrownBy } from '../support/thrown-by.js';

afterEach(resetConfiguration);

const page = 'https://app.example';
const stranger = 'https://evil.example';

function users(create: () => Express = express): Express {
  const app = create();
  app.use(cors({ origin: page, credentials: true, exposedHeaders: 'X-Total-Count' }));
  app.get('/users', (_, res) => void res.set('X-Total-Count', '0').set('X-Private', '1').json([]));
  app.put('/users/1', (_, res) => void res.json({}));
  return app;
}

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('%s', (_, create) => {
  test('a readable answer, as plain JSON', async () => {
    const outcome = await simulateFetch(users(create), { origin: page, path: '/users' });
    expect(outcome).toMatchObject({
      allowed: true,
      code: null,
      rule: null,
      failedParameter: null,
      phase: null,
      preflighted: false,
      warnings: [],
      response: { type: 'cors', status: 200, url: 'http://127.0.0.1/users', redirected: false },
    });
    const names = outcome.response?.headers.map(([name]) => name);
    expect(names).toEqual(['content-length', 'content-type', 'x-total-count']);
    expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
  });

  test('a refused preflight, as plain JSON', async () => {
    const request = { origin: stranger, path: '/users/1', method: 'PUT', json: {} };
    const outcome = await simulateFetch(users(create), request);
    const rule = {
      algorithm: 'CORS check',
      step: '4',
      url: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    };
    expect(outcome).toMatchObject({
      allowed: false,
      code: 'PreflightAllowOriginMismatch',
      rule,
      failedParameter: page,
      phase: 'preflight',
      preflighted: true,
      response: null,
      warnings: [],
      exchanges: [
        { kind: 'preflight', method: 'OPTIONS', status: 204, browsers: ['chromium', 'firefox', 'webkit'] },
      ],
      browsers: { firefox: { code: 'PreflightAllowOriginMismatch', rule, phase: 'preflight' } },
    });
    expect(Object.keys(outcome.browsers)).toEqual(['chromium', 'firefox', 'webkit']);
    expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
  });
});

test('an outcome remembers what was asked, and its copy does not', async () => {
  const app = users();
  const outcome = await simulateFetch(app, { origin: page, path: '/users' });
  expect(provenanceOf(outcome)).toMatchObject({ target: app, question: { path: '/users' } });
  expect(provenanceOf(JSON.parse(JSON.stringify(outcome)) as object)).toBeUndefined();
});

describe('the bytes of a browser', () => {
  test('JSON PUT with credentials: the preflight has no cookies and no body', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const request = {
      method: 'PUT',
      json: { name: 'Ada' },
      headers: { 'X-B': '1', Authorization: 'Bearer x' },
    };
    await simulateFetch(listener, {
      origin: page,
      path: '/users/1?full=1',
      credentials: 'include',
      ...request,
    });
    expect(arrived).toEqual([
      {
        method: 'OPTIONS',
        url: '/users/1?full=1',
        headers: [
          ['Host', '127.0.0.1'],
          ['Connection', 'keep-alive'],
          ['User-Agent', expect.stringMatching(/^Mozilla\/5\.0 .* Chrome\/\d+\.0\.0\.0 Safari/)],
          ['Accept-Encoding', 'gzip, deflate, br, zstd'],
          ['Accept-Language', 'en-US,en;q=0.9'],
          ['Accept', '*/*'],
          ['Access-Control-Request-Method', 'PUT'],
          ['Access-Control-Request-Headers', 'authorization,content-type,x-b'],
          ['Origin', page],
          ['Referer', `${page}/`],
          ['Sec-Fetch-Site', 'cross-site'],
          ['Sec-Fetch-Mode', 'cors'],
          ['Sec-Fetch-Dest', 'empty'],
        ],
        body: '',
      },
      {
        method: 'PUT',
        url: '/users/1?full=1',
        headers: [
          ['Host', '127.0.0.1'],
          ['Connection', 'keep-alive'],
          ['Content-Length', '14'],
          ['User-Agent', expect.stringMatching(/^Mozilla\/5\.0 .* Chrome\/\d+\.0\.0\.0 Safari/)],
          ['sec-ch-ua', expect.stringContaining('Chromium')],
          ['sec-ch-ua-mobile', '?0'],
          ['sec-ch-ua-platform', '"Linux"'],
          ['Accept-Encoding', 'gzip, deflate, br, zstd'],
          ['Accept-Language', 'en-US,en;q=0.9'],
          ['Sec-Fetch-Storage-Access', 'none'],
          ['X-B', '1'],
          ['Authorization', 'Bearer x'],
          ['Content-Type', 'application/json'],
          ['Accept', '*/*'],
          ['Origin', page],
          ['Referer', `${page}/`],
          ['Sec-Fetch-Site', 'cross-site'],
          ['Sec-Fetch-Mode', 'cors'],
          ['Sec-Fetch-Dest', 'empty'],
        ],
        body: '{"name":"Ada"}',
      },
    ]);
  });

  test('a safelisted POST has no preflight, and an empty body has a length', async () => {
    const { arrived, listener } = recorder(allowEverything);
    await simulateFetch(listener, { origin: 'null', method: 'POST' });
    expect(arrived.map(({ method }) => method)).toEqual(['POST']);
    expect(ofPage(arrived[0]?.headers ?? [])).toEqual([
      ['Host', '127.0.0.1'],
      ['Connection', 'keep-alive'],
      ['Content-Length', '0'],
      ['Origin', 'null'],
    ]);
  });

  test('three browsers are judged on one exchange', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const { exchanges } = await simulateFetch(listener, { origin: page, method: 'DELETE' });
    expect(arrived.map(({ method }) => method)).toEqual(['OPTIONS', 'DELETE']);
    expect(exchanges.map(({ browsers }) => browsers.length)).toEqual([3, 3]);
  });

  test('nothing is sent where fetch() itself would throw', async () => {
    const { arrived, listener } = recorder();
    const outcome = await simulateFetch(listener, { origin: page, mode: 'same-origin' });
    expect(outcome).toMatchObject({
      allowed: false,
      code: 'DisallowedByMode',
      phase: 'guard',
      exchanges: [],
    });
    expect(arrived).toEqual([]);
  });
});

describe('servedAt', () => {
  const hostAndProto = { origin: page, servedAt: 'https://api.example' };

  test('names the host, and the scheme a proxy took off', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const outcome = await simulateFetch(listener, hostAndProto);
    expect(ofPage(arrived[0]?.headers ?? [])).toEqual([
      ['Host', 'api.example'],
      ['Connection', 'keep-alive'],
      ['X-Forwarded-Proto', 'https'],
      ['Origin', page],
    ]);
    expect(outcome.response?.url).toBe('https://api.example/');
  });

  test('http needs no X-Forwarded-Proto', async () => {
    const { arrived, listener } = recorder(allowEverything);
    await simulateFetch(listener, { origin: 'http://app.example', servedAt: 'http://api.example:8080' });
    expect(ofPage(arrived[0]?.headers ?? []).slice(0, 3)).toEqual([
      ['Host', 'api.example:8080'],
      ['Connection', 'keep-alive'],
      ['Origin', 'http://app.example'],
    ]);
  });

  test('a redirect to it comes back to the app', async () => {
    const app = express().use(cors());
    app.set('trust proxy', true);
    app.get('/old', (req, res) => res.redirect(`${req.protocol}://${req.get('host') ?? ''}/new`));
    app.get('/new', (_, res) => void res.json([]));
    const outcome = await simulateFetch(app, { ...hostAndProto, path: '/old' });
    expect(outcome).toMatchObject({
      allowed: true,
      response: { url: 'https://api.example/new', redirected: true },
    });
    expect(outcome.exchanges.map(({ url }) => url)).toEqual([
      'https://api.example/old',
      'https://api.example/new',
    ]);
  });

  test('the prefix of a target URL is kept', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1/`;
    const outcome = await simulateFetch(url, { ...hostAndProto, path: '/users' });
    server.close();
    expect(arrived.map((request) => request.url)).toEqual(['/v1/users']);
    expect(outcome.response?.url).toBe('https://api.example/v1/users');
  });

  test('a page at the same place is no cross-origin page', async () => {
    const { arrived, listener } = recorder();
    const outcome = await simulateFetch(listener, {
      origin: 'https://api.example',
      servedAt: 'https://api.example',
    });
    expect(outcome).toMatchObject({ allowed: true, response: { type: 'basic' } });
    expect(arrived[0]?.headers.map(([name]) => name)).not.toContain('Origin');
  });
});

describe('the page', () => {
  test.each(['http://127.0.0.1', 'http://localhost', 'http://127.0.0.1:3000'])(
    'at %s is at another origin than an app in hand',
    async (origin) => {
      const outcome = await simulateFetch(express(), { origin, path: '/' });
      expect(outcome).toMatchObject({ allowed: false, code: 'MissingAllowOriginHeader' });
    },
  );

  test('at the URL of the target is at the same origin', async () => {
    const server = createServer((_, res) => res.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const outcome = await simulateFetch(url, { origin: url });
    server.close();
    expect(outcome).toMatchObject({ allowed: true, response: { type: 'basic' } });
  });
});

describe('redirects', () => {
  const to = (location: string, status = 302): Express =>
    express()
      .use(cors({ origin: true, credentials: true }))
      .use('/old', (_, res) => void res.status(status).set('Location', location).end())
      .use('/new', (_, res) => void res.json([]));

  test('elsewhere: the app behind that origin answers, and sees the origin null', async () => {
    const cdn = recorder(allowEverything);
    const request = { origin: page, path: '/old', otherTargets: { 'https://cdn.example': cdn.listener } };
    const outcome = await simulateFetch(to('https://cdn.example/file'), request);
    expect(outcome).toMatchObject({ allowed: true, response: { url: 'https://cdn.example/file' } });
    expect(ofPage(cdn.arrived[0]?.headers ?? [])).toEqual([
      ['Host', 'cdn.example'],
      ['Connection', 'keep-alive'],
      ['X-Forwarded-Proto', 'https'],
      ['Origin', 'null'],
    ]);
  });

  test('elsewhere, where nobody is known: no evidence', async () => {
    const error = await thrownBy(() =>
      simulateFetch(to('https://cdn.example/file'), { origin: page, path: '/old' }),
    );
    expect(error).toBeInstanceOf(ExchangeError);
    expect(error).toMatchObject({
      code: 'redirect-leads-elsewhere' satisfies ExchangeErrorCode,
      message:
        'GET: was redirected to https://cdn.example, which is not this app. Name the app behind it in `otherTargets`, or the public URL of this one in `servedAt`.',
    });
  });

  test('an unsafe request is not redirected to another machine', async () => {
    const request = {
      origin: page,
      path: '/old',
      method: 'POST',
      otherTargets: { 'https://cdn.example': 'http://192.0.2.1' },
    };
    const error = await thrownBy(() => simulateFetch(to('https://cdn.example/', 307), request));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ code: 'unsafe-method-on-remote-target' });
  });

  test.each(['error', 'manual'] as const)('redirect mode %s', async (redirect) => {
    const outcome = await simulateFetch(to('/new'), { origin: page, path: '/old', redirect });
    expect(outcome).toMatchObject(
      redirect === 'error'
        ? { allowed: false, code: null, rule: { algorithm: 'HTTP fetch', step: '6.3' }, phase: 'redirect' }
        : { allowed: true, response: { type: 'opaqueredirect', status: 0 } },
    );
    expect(outcome.exchanges).toHaveLength(1);
  });

  test('the same URL again and again: each is an exchange, and the twenty-first is a refusal', async () => {
    const outcome = await simulateFetch(to('/old'), { origin: page, path: '/old' });
    expect(outcome).toMatchObject({
      allowed: false,
      code: null,
      phase: 'redirect',
      rule: { algorithm: 'HTTP-redirect fetch', step: '7' },
      browsers: { chromium: { consoleMessage: null } },
    });
    expect(outcome.exchanges).toHaveLength(21);
  });
});

describe('a target that is not this machine', () => {
  const request = { origin: page, path: '/users', method: 'PUT' };

  test.each(['https://api.example', 'http://192.0.2.1:8080', 'http://localhost.example'])(
    'an unsafe method is refused before anything is sent to %s',
    async (url) => {
      const error = await thrownBy(() => simulateFetch(url, request));
      expect(error).toBeInstanceOf(UsageError);
      expect(error).toMatchObject({
        code: 'unsafe-method-on-remote-target',
        message: `PUT is not sent to ${url}, which is not this machine: it may change data there. Write send: true to send it.`,
      });
    },
  );

  test.each([
    'http://127.0.0.1:2',
    'http://127.8.9.10:2',
    'http://localhost:2',
    'http://api.localhost:2',
    'http://[::1]:2',
  ])('%s is this machine', async (url) => {
    expect(await thrownBy(() => simulateFetch(url, request))).toBeInstanceOf(ExchangeError);
  });
});

describe('the time of the whole assertion', () => {
  test('the exchanges share it', async () => {
    let answeredAt = 0;
    const { arrived, listener } = recorder((request, response) => {
      if (request.method !== 'OPTIONS') return;
      setTimeout(() => {
        answeredAt = performance.now();
        allowEverything(request, response);
      }, 500);
    });
    const error = await thrownBy(() =>
      simulateFetch(listener, { origin: page, method: 'PUT', timeout: 1500 }),
    );
    expect(performance.now() - answeredAt).toBeLessThan(1500);
    expect(error).toBeInstanceOf(ExchangeError);
    expect(error).toMatchObject({
      code: 'no-answer',
      message:
        'PUT /: no response within 1500 ms. Does the route respond, and does every middleware call next()? To wait longer, set `timeout` in the request. Without a response there is no verdict: the request is neither allowed nor blocked.',
    });
    expect(arrived.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT']);
  });

  test('it can be configured', async () => {
    configure({ timeout: 20 });
    const silent = recorder(() => undefined);
    expect(await thrownBy(() => simulateFetch(silent.listener, { origin: page }))).toMatchObject({
      code: 'no-answer',
    });
  });

  test('a lazy target that never comes is waited for no longer', async () => {
    const target = { target: () => new Promise(() => undefined) };
    const error = await thrownBy(() => simulateFetch(target, { origin: page, timeout: 20 }));
    expect(error).toBeInstanceOf(ExchangeError);
    expect(error).toMatchObject({
      code: 'target-not-ready',
      message:
        'The lazy target did not return an app (nothing was returned within 20 ms). { target: () => app } is called when the assertion runs and must return the app.',
    });
  });
});

describe('browsers', () => {
  const wildcard = express().use(cors({ origin: '*', allowedHeaders: '*' }));
  const request = { origin: page, headers: { authorization: 'Bearer x' } };

  test('the Fetch Standard is the strict fourth', async () => {
    const outcome = await simulateFetch(wildcard, { ...request, browsers: ['fetch-standard', 'chromium'] });
    expect(Object.keys(outcome.browsers)).toEqual(['fetch-standard', 'chromium']);
    expect(outcome).toMatchObject({
      allowed: false,
      code: 'HeaderDisallowedByPreflightResponse',
      failedParameter: 'authorization',
      browsers: {
        'fetch-standard': { allowed: false, consoleMessage: null, response: null },
        chromium: { allowed: true, response: { status: 404 } },
      },
    });
    expect(outcome.exchanges.map(({ kind, browsers }) => [kind, browsers])).toEqual([
      ['preflight', ['fetch-standard', 'chromium']],
      ['request', ['chromium']],
    ]);
  });

  test('what comes first is told, whoever refuses', async () => {
    const outcome = await simulateFetch(wildcard, { ...request, browsers: ['chromium', 'fetch-standard'] });
    expect(outcome).toMatchObject({
      allowed: false,
      code: 'HeaderDisallowedByPreflightResponse',
      response: null,
    });
  });

  test('each names the fault it looks for first', async () => {
    const app = express().use((_, res) => void res.status(500).end());
    const { browsers } = await simulateFetch(app, { origin: page, method: 'PUT' });
    expect(Object.entries(browsers).map(([name, { code }]) => [name, code])).toEqual([
      ['chromium', 'PreflightMissingAllowOriginHeader'],
      ['firefox', 'PreflightMissingAllowOriginHeader'],
      ['webkit', 'PreflightInvalidStatus'],
    ]);
  });
});

describe('where the engines send different bytes', () => {
  const headers = { 'User-Agent': 'mine' }; // Chromium drops it, and only WebKit sends it with the preflight

  test('a safe request is sent for each', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const outcome = await simulateFetch(listener, { origin: page, headers });
    expect(outcome.exchanges.map(({ kind, browsers }) => [kind, browsers])).toEqual([
      ['request', ['chromium']],
      ['preflight', ['firefox']],
      ['request', ['firefox', 'webkit']],
      ['preflight', ['webkit']],
    ]);
    expect(outcome).toMatchObject({
      preflighted: true,
      browsers: { chromium: { preflighted: false }, firefox: { preflighted: true } },
    });
    expect(arrived).toHaveLength(4);
  });

  test('an unsafe request is sent once, and the others are judged on its answer and say so', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const { browsers } = await simulateFetch(listener, { origin: page, method: 'PUT', headers });
    expect(arrived.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT', 'OPTIONS', 'OPTIONS']);
    expect(Object.entries(browsers).map(([name, { allowed, assumed }]) => [name, allowed, assumed])).toEqual([
      ['chromium', true, undefined],
      ['firefox', true, true],
      ['webkit', true, true],
    ]);
  });
});

describe('warnings', () => {
  const app = express().use(cors());
  app.get('/gone', (_, res) => void res.sendStatus(405));

  test.each([
    ['/userz', 404],
    ['/gone', 405],
  ])('nothing answers %s', async (path, status) => {
    const { allowed, warnings } = await simulateFetch(app, { origin: page, path: `${path}?token=secret` });
    expect([allowed, warnings]).toEqual([
      true,
      [
        {
          id: 'allowed-but-not-found',
          message: `CORS allows it, but GET ${path} returns ${String(status)}.`,
        },
      ],
    ]);
  });

  test('a refusal warns of nothing more', async () => {
    expect((await simulateFetch(express(), { origin: page, path: '/userz' })).warnings).toEqual([]);
  });
});

test('a request that is none is refused before the target is touched', async () => {
  let touched = false;
  const target = { target: () => (touched = true) };
  expect(await thrownBy(() => simulateFetch(target, { origin: 'app.example' }))).toBeInstanceOf(UsageError);
  expect(touched).toBe(false);
});

describe('cookies', () => {
  test('a string goes to every browser and site, after the headers of the page', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const request = { origin: page, servedAt: 'https://api.example', credentials: 'include' } as const;
    await simulateFetch(listener, { ...request, cookies: 'sid=1; theme=dark' });
    expect(arrived.map(({ headers }) => headers.at(-1))).toEqual([['Cookie', 'sid=1; theme=dark']]);
  });

  test('a list goes where its attributes let it: each browser sends its own', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const cookies = ['a=1; SameSite=None; Secure', 'b=2', 'c=3; SameSite=Strict'];
    const request = { origin: page, servedAt: 'https://api.example', credentials: 'include' } as const;
    const outcome = await simulateFetch(listener, { ...request, cookies });
    expect(arrived.map(({ headers }) => headers.at(-1))).toEqual([
      ['Cookie', 'a=1'],
      ['Cookie', 'a=1; b=2'],
    ]);
    expect(outcome.exchanges.map(({ browsers }) => browsers)).toEqual([['chromium'], ['firefox', 'webkit']]);
  });
});

describe('XMLHttpRequest', () => {
  test('an upload listener alone asks for a preflight, and sends a string as UTF-8', async () => {
    const { arrived, listener } = recorder(allowEverything);
    await simulateFetch(listener, {
      origin: page,
      method: 'POST',
      initiator: 'xhr',
      uploadListener: true,
      headers: { 'content-type': 'text/plain;charset=latin1' },
      body: 'x',
    });
    expect(arrived.map(({ method }) => method)).toEqual(['OPTIONS', 'POST']);
    expect(arrived[1]?.headers).toContainEqual(['content-type', 'text/plain;charset=UTF-8']);
  });

  test('a string whose charset is utf-8 goes out as each browser spells it', async () => {
    const headers = { 'content-type': 'text/plain;charset=utf-8' };
    const xhr = { origin: page, initiator: 'xhr', method: 'POST', headers, body: 'x' } as const;
    const typesIn = async (browser: BrowserName): Promise<unknown[]> => {
      const { exchanges } = await simulateFetch(allowEverything, { ...xhr, browsers: [browser] });
      return exchanges.map(({ requestHeaders }) => get('content-type', requestHeaders));
    };
    expect(await typesIn('chromium')).toEqual(['text/plain;charset=UTF-8']);
    expect(await typesIn('firefox')).toEqual(['text/plain;charset=utf-8']);
    expect(await typesIn('webkit')).toEqual(['text/plain;charset=utf-8']);
    // Sent once, as Chromium does: the others are judged on that response.
    const { browsers } = await simulateFetch(allowEverything, xhr);
    expect(Object.values(browsers).map(({ assumed = false }) => assumed)).toEqual([false, true, true]);
  });

  test.each([
    ['fetch', { chromium: false, firefox: true, webkit: false }],
    ['xhr', { chromium: false, firefox: false, webkit: false }],
  ] as const)('a `*` in front of what is no token exposes all to %s: %p', async (initiator, expected) => {
    const listener: RequestListener = (_, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Expose-Headers', '*, @bad');
      response.setHeader('X-Total', '3');
      response.end();
    };
    const { browsers } = await simulateFetch(listener, { origin: page, initiator });
    const exposes = Object.entries(browsers).map(([browser, { response }]) => [
      browser,
      contains('x-total', response?.headers ?? []),
    ]);
    expect(Object.fromEntries(exposes)).toEqual(expected);
  });
});

describe('mixed content', () => {
  test('an http API is not asked by an https page', async () => {
    const { arrived, listener } = recorder(allowEverything);
    const outcome = await simulateFetch(listener, { origin: page, servedAt: 'http://api.example' });
    expect(arrived).toEqual([]);
    expect(outcome).toMatchObject({ allowed: false, code: null, phase: 'guard', exchanges: [] });
    expect(outcome.rule).toEqual({
      algorithm: 'main fetch',
      step: '7',
      url: 'https://fetch.spec.whatwg.org/#concept-main-fetch',
    });
  });

  test('is told in the browsers’ words, a redirect to it too', async () => {
    const asked = { origin: page, servedAt: 'http://api.example', path: '/users' };
    const { chromium, firefox, webkit } = (
      await simulateFetch(allowEverything, { ...asked, initiator: 'xhr' })
    ).browsers;
    expect(chromium?.consoleMessage).toBe(
      "Mixed Content: The page at 'https://app.example/' was loaded over HTTPS, but requested an insecure XMLHttpRequest endpoint 'http://api.example/users'. This request has been blocked; the content must be served over HTTPS.",
    );
    expect(firefox?.consoleMessage).toBe('Blocked loading mixed active content “http://api.example/users”');
    expect(webkit?.consoleMessage).toBe(
      '[blocked] The page at https://app.example/ requested insecure content from http://api.example/users. This content was blocked and must be served over HTTPS.\n' +
        'Not allowed to request resource\n' +
        'XMLHttpRequest cannot load http://api.example/users due to access control checks.',
    );
    const app = express().use(cors());
    app.get('/old', (_, response) => void response.redirect('http://api.example/new'));
    const secure = { origin: page, servedAt: 'https://api.example', path: '/old' };
    const { browsers } = await simulateFetch(app, secure);
    expect(Object.values(browsers).map(({ consoleMessage }) => consoleMessage)).toEqual([
      "Mixed Content: The page at 'https://app.example/' was loaded over HTTPS, but requested an insecure resource 'http://api.example/new'. This request has been blocked; the content must be served over HTTPS.",
      'Blocked loading mixed active content “http://api.example/new”\nCross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/old. (Reason: CORS request did not succeed). Status code: (null).',
      '[blocked] The page at https://app.example/ requested insecure content from http://api.example/new. This content was blocked and must be served over HTTPS.\n' +
        'Fetch API cannot load https://api.example/old due to access control checks.',
    ]);
  });
});

test('where no answer comes, the stack leads to the line that asked', async () => {
  const nobody = 'http://127.0.0.1:10';
  const asked: readonly (() => Promise<unknown>)[] = [
    () => simulateFetch(nobody, { origin: 'https://app.example' }),
    () => createBrowser(nobody, { origin: 'https://app.example' }).fetch('/'),
  ];
  for (const ask of asked) {
    const error = await ask().catch((reason: unknown) => reason);
    expect((error as Error).stack).toMatch(/^ExchangeError: [^\n]+\n {4}at .*simulate-fetch\.test\.ts:\d+/);
  }
});
