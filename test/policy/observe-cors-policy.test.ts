import { describe, expect, test } from '@jest/globals';
import cors, { type CorsOptions, type CorsRequest } from 'cors';
import express, { type RequestHandler } from 'express';
import express4 from 'express4';
import { type ObservationOptions, observeCorsPolicy, policyTable, type Target } from '../../src/index.js';
import { recorder } from '../support/recorder.js';

const page = 'https://app.example';
const admin = 'https://admin.example';

async function tableOf(target: Target, options: Partial<ObservationOptions> = {}): Promise<string> {
  const policy = await observeCorsPolicy(target, { origins: [page, admin], routes: ['/users'], ...options });
  // Nothing is lost on the way through a file.
  expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
  return `\n${policyTable(policy)}\n`;
}

const answer: RequestHandler = (_, res) => {
  res.json({});
};

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_, create) => {
  const appWith = (options?: CorsOptions): Target => create().use(cors(options)).get('/users', answer);

  test('cors() lets everybody in, with all headers', async () => {
    expect(await tableOf(appWith())).toBe(`
/users
  allows           any origin; always *
  credentials      no
  methods          DELETE, GET, PATCH, POST, PUT
  request headers  any; Vary: Access-Control-Request-Headers
  exposed headers  none
  max age          not sent
  preflight        204
  GET              200
`);
  });

  test('a list and everything else', async () => {
    const options = {
      origin: [page, 'https://other.example', 'null'],
      methods: ['GET', 'PUT', 'PROPFIND'],
      allowedHeaders: ['Content-Type', 'X-Own'],
      exposedHeaders: ['X-Total', 'Link'],
      credentials: true,
      maxAge: 600,
    };
    expect(await tableOf(appWith(options))).toBe(`
/users
  allows           https://app.example, null; reflected; Vary: Origin
  credentials      yes
  methods          GET, POST, PROPFIND, PUT
  request headers  content-type, x-own
  exposed headers  link, x-total
  max age          600
  preflight        204
  GET              200
`);
  });

  test.each<[string, CorsOptions, string]>([
    ['one origin is said to everybody', { origin: page }, `${page}; always ${page}; Vary: Origin`],
    ['one that no page has', { origin: `${page}/` }, `no origin; always ${page}/; Vary: Origin`],
    ['every origin is repeated', { origin: true }, 'any origin; reflected; Vary: Origin'],
    [
      'an expression',
      { origin: /^https:\/\/\w+\.example$/ },
      `${page}, https://unrelated.example; reflected; Vary: Origin`,
    ],
    ['no origin', { origin: [] }, 'no origin; Vary: Origin'],
  ])('%s', async (_title, options, allows) => {
    const table = await tableOf(appWith(options), { origins: [page, 'https://sub.app.test'] });
    expect(table.split('\n')[2]).toBe(`  allows           ${allows}`);
  });

  test('credentials beside a wildcard are announced in vain', async () => {
    const [policy] = (
      await observeCorsPolicy(appWith({ credentials: true }), { origins: [page], routes: ['/users'] })
    ).routes;
    expect(policy?.rules[0]).toMatchObject({ allowOrigin: '*', credentials: 'in vain', strangers: true });
  });

  test('origins on different terms, and routes with the same', async () => {
    const byOrigin = (req: CorsRequest, done: (error: null, options: CorsOptions) => void): void => {
      const isAdmin = req.headers.origin === admin;
      done(null, { origin: [page, admin], credentials: isAdmin, methods: isAdmin ? ['PUT'] : ['GET'] });
    };
    const app = create()
      .use(['/users', '/orders'], cors(byOrigin))
      .get(['/users', '/orders/:id', '/private'], answer);
    const options = {
      routes: ['/users', { path: '/orders/:id', params: { id: '1' } }, '/private', '/nowhere'],
    };
    expect(await tableOf(app, options)).toBe(`
/nowhere
  allows           no origin
  credentials      no
  methods          none
  request headers  none
  exposed headers  unknown: no response may be read
  max age          not sent
  preflight        404
  GET              404

/orders/:id (id 1)
/users
  allows           https://admin.example; reflected; Vary: Origin
  credentials      yes
  methods          GET, POST, PUT
  request headers  any; Vary: Access-Control-Request-Headers
  exposed headers  none
  max age          not sent
  preflight        204
  GET              200

/orders/:id (id 1)
/users
  also allows      https://app.example; reflected; Vary: Origin
  credentials      no
  methods          GET, POST
  request headers  any; Vary: Access-Control-Request-Headers
  exposed headers  none
  max age          not sent
  preflight        204
  GET              200

/private
  allows           no origin
  credentials      no
  methods          none
  request headers  none
  exposed headers  unknown: no response may be read
  max age          not sent
  preflight        200
  GET              200
`);
  });

  test('what an answer to GET may not tell, the preflight does', async () => {
    const app = create()
      .options('/users', cors({ origin: page, methods: 'DELETE', preflightContinue: false }))
      .delete('/users', answer);
    expect(await tableOf(app, { methods: ['HEAD', 'PATCH'] })).toBe(`
/users
  allows           https://app.example; always https://app.example on preflights, nothing on actual requests; Vary: Origin
  credentials      no
  methods          DELETE, POST
  request headers  any; Vary: Access-Control-Request-Headers
  exposed headers  unknown: no response may be read
  max age          not sent
  preflight        204
  GET              404
  HEAD             404
`);
  });
});

test('the same app gives the same policy', async () => {
  const options = { origins: [page, admin, page], routes: ['/b', '/a'] };
  const reversed = { origins: [admin, page], routes: ['/a', '/b'] };
  const app = express().use(cors({ origin: [page, admin] }));
  const policy = await observeCorsPolicy(app, options);
  expect(await observeCorsPolicy(app, options)).toEqual(policy);
  expect(await observeCorsPolicy(app, reversed)).toEqual(policy);
});

test('only OPTIONS, GET and HEAD are sent, the same bytes once but for the controls, 16 at once', async () => {
  let [now, most] = [0, 0];
  const { arrived, listener } = recorder((request, response) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      cors({ origin: [page], methods: ['PUT'] })(request, response, () => response.end());
    }, 5);
  });
  await observeCorsPolicy(listener, {
    origins: [page, admin],
    routes: ['/a', '/b'],
    methods: ['HEAD', 'PROPFIND'],
  });
  expect([...new Set(arrived.map(({ method }) => method))].sort()).toEqual(['GET', 'HEAD', 'OPTIONS']);
  expect(most).toBeLessThanOrEqual(16);
  const times = new Map<string, number>();
  for (const { method, url, headers } of arrived) {
    const key = JSON.stringify([method, url, headers.filter(([name]) => name !== 'Host')]);
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  const repeated = [...times].filter(([, count]) => count > 1);
  expect(repeated.map(([key]) => key.slice(0, 12)).sort()).toEqual(['["GET","/a",', '["GET","/b",']);
});
