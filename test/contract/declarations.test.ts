import { describe, expect, test } from '@jest/globals';
import cors, { type CorsOptions } from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { checkCorsContract, type CorsContract, type RouteContract } from '../../src/index.js';
import { page } from './apps.js';

const origins = { allowed: [page] };
const oneRoute = (route: Partial<RouteContract>, rest: Partial<CorsContract> = {}): CorsContract => ({
  origins,
  routes: [{ path: '/users', methods: ['GET'], ...route }],
  ...rest,
});
const answer: RequestHandler = (_, res) => void res.json({});
const appOf = (options: CorsOptions, handler = answer): Express =>
  express().use(cors(options)).all('/users', handler).all('/users/:id', handler);
const strict: CorsOptions = { origin: [page] };

/** What is broken, each with what came out. */
async function broken(app: Express, contract: CorsContract): Promise<string[]> {
  const { findings } = await checkCorsContract(app, contract);
  return findings.map(({ cell, verdict }) => `${cell.name}: ${verdict.join(' ')}`);
}

describe('origins', () => {
  test('of a route stand for those of the contract, what it does not reject is inherited', async () => {
    const contract: CorsContract = {
      origins: { allowed: [page], rejected: ['https://evil.example', 'https://b.example'] },
      routes: [
        { path: '/users', methods: ['GET'] },
        { path: '/users/1', methods: ['GET'], origins: { allowed: ['https://b.example'] } },
        { path: '/users/2', methods: ['GET'], origins: { allowed: [] } },
      ],
    };
    const app = express()
      .use('/users/1', cors({ origin: ['https://b.example'] }), answer)
      .use('/users/2', answer)
      .use('/users', cors(strict), answer);
    const report = await checkCorsContract(app, contract);
    expect(report.findings.map(({ cell }) => cell.name)).toEqual([]);
    expect(report.cells.filter(({ kind }) => kind === 'refused').map(({ name }) => name)).toEqual([
      'GET /users from https://evil.example is rejected',
      'GET /users from https://b.example is rejected',
      'GET /users from https://unrelated.example is rejected',
      'GET /users/1 from https://evil.example is rejected',
      'GET /users/1 from https://unrelated.example is rejected',
      'GET /users/2 from https://evil.example is rejected',
      'GET /users/2 from https://b.example is rejected',
      'GET /users/2 from https://unrelated.example is rejected',
    ]);
  });

  test('"*" is a value: anybody without credentials, nobody with them', async () => {
    const contract = oneRoute({ origins: '*' });
    expect(await broken(appOf({}), contract)).toEqual([]);
    expect(await broken(appOf({ origin: true, credentials: true }), contract)).toEqual([
      'GET /users from https://unrelated.example with credentials is rejected: allowed by Chromium, Firefox and WebKit',
      'GET /users from https://stranger.test with credentials is rejected: allowed by Chromium, Firefox and WebKit',
    ]);
    expect(await broken(appOf(strict), contract)).toHaveLength(2);
  });

  test('the one nobody has heard of is another where it is declared', async () => {
    const allowed = ['https://unrelated.example', 'https://stranger.test'];
    const contract = oneRoute({}, { origins: { allowed } });
    const { cells } = await checkCorsContract(appOf({ origin: allowed }), contract);
    expect(cells.map(({ name }) => name)).toContain('GET /users from https://undeclared.invalid is rejected');
  });

  test('audit asks with hostile ones, with one method of a route', async () => {
    const contract = oneRoute({ methods: ['PUT', 'GET'] }, { audit: true });
    const { cells, findings } = await checkCorsContract(
      appOf({ origin: /^https:\/\/app\.example/ }),
      contract,
    );
    expect(cells.length).toBeGreaterThan(40);
    expect(findings.length).toBeGreaterThan(5);
    expect(findings.map(({ cell }) => cell.name)).toContain(
      'GET /users from https://app.example.evil.test is rejected',
    );
    expect((await checkCorsContract(appOf(strict), contract)).findings).toEqual([]);
  });
});

describe('credentials', () => {
  test('undeclared ones are refused, with and without a preflight', async () => {
    const contract = oneRoute({ methods: ['GET', 'PUT'], requestHeaders: ['x-tenant'] });
    const app = appOf({ ...strict, credentials: true });
    expect(await broken(app, contract)).toEqual([
      `GET /users from ${page} with credentials is rejected: "GET with x-tenant": allowed by Chromium, Firefox and WebKit "GET without headers": allowed by Chromium, Firefox and WebKit`,
      `PUT /users from ${page} with credentials is rejected: allowed by Chromium, Firefox and WebKit`,
    ]);
    expect(await broken(appOf(strict), contract)).toEqual([]);
  });

  test('a route may take back what is the default', async () => {
    const contract: CorsContract = {
      origins,
      defaults: { credentials: true },
      routes: [{ path: '/users', methods: ['GET'], credentials: false }],
    };
    expect(await broken(appOf({ ...strict, credentials: true }), contract)).toHaveLength(1);
    expect(await broken(appOf(strict), contract)).toEqual([]);
  });
});

describe('a page that is refused', () => {
  test('is asked without headers, too: its preflight may be refused, and the answer be read', async () => {
    const half: RequestHandler = (req, res, next) => {
      if (req.method !== 'OPTIONS') res.set('Access-Control-Allow-Origin', req.get('origin'));
      next();
    };
    const app = express().use(half, cors({ ...strict, preflightContinue: false }), answer);
    const contract = oneRoute({ requestHeaders: ['x-tenant'] });
    expect(await broken(app, contract)).toEqual([
      'GET /users from https://unrelated.example is rejected: "GET without headers": allowed by Chromium, Firefox and WebKit',
    ]);
  });

  test('is asked once where a content type, which goes with a body, is all that is declared', async () => {
    const contract = oneRoute({ methods: ['GET', 'PUT'], requestHeaders: ['content-type'] });
    expect(await broken(appOf({ origin: true }), contract)).toEqual([
      'GET /users from https://unrelated.example is rejected: allowed by Chromium, Firefox and WebKit',
      'PUT /users from https://unrelated.example is rejected: allowed by Chromium, Firefox and WebKit',
    ]);
  });

  test('for a reason that is not its origin proves nothing', async () => {
    const app = express()
      .options('/users', cors({ origin: true, methods: ['GET'], allowedHeaders: ['x-tenant'] }))
      .use(cors({ origin: true, methods: [] }));
    app.all('/users', answer);
    const contract = oneRoute({ methods: ['PUT'] });
    const [, refusal] = await broken(app, contract);
    expect(refusal).toBe(
      'PUT /users from https://unrelated.example is rejected: blocked by Chromium, Firefox and WebKit, before the PUT was sent The origin is not the reason: this proves nothing about the origin.',
    );
  });

  test('by a bare 404 counts only where a page that is let in is answered', async () => {
    const guard: RequestHandler = (req, res, next) => {
      if (req.get('origin') === page) next();
      else res.sendStatus(404);
    };
    const app = express().use(guard, cors(strict)).get('/users', answer);
    expect(await broken(app, oneRoute({}))).toEqual([]);
    const [allowed, refused] = await broken(app, oneRoute({ path: '/userz' }));
    expect(allowed).toBe(
      `GET /userz from ${page} is allowed: allowed by Chromium, Firefox and WebKit CORS allows it, but GET /userz returns 404.`,
    );
    expect(refused ?? '').toContain('A 404 without CORS headers proves nothing about the origin');
  });
});

describe('what is sent', () => {
  const seen: string[] = [];
  const note: RequestHandler = (req, res) => {
    seen.push(`${req.method} ${String(req.get('content-type'))} ${JSON.stringify(req.body)}`);
    res.status(req.method === 'POST' ? 201 : 200).json({});
  };
  const app = express().use(cors(strict), express.json(), note);

  test('with send, an unsafe method and its body, once a page', async () => {
    seen.length = 0;
    const route = { methods: ['POST'], requestHeaders: ['content-type'], json: { a: 1 }, send: true };
    expect(await broken(app, oneRoute({ ...route, status: 201 }))).toEqual([]);
    // The last is to a path that nobody has: whether the function responds to everything.
    expect(seen).toEqual([
      'POST application/json {"a":1}',
      'POST application/json {"a":1}',
      'GET undefined undefined',
    ]);
    expect(await broken(app, oneRoute({ ...route, status: 200 }))).toEqual([
      `POST /users from ${page} is allowed: allowed by Chromium, Firefox and WebKit The status is 201, expected 200.`,
    ]);
  });

  test('the status is not that of the preflight', async () => {
    expect(await broken(app, oneRoute({ methods: ['PUT', 'GET'], status: 200 }))).toEqual([]);
  });

  test('declared headers have the values of the request, on the routes that declare them', async () => {
    const tokens: string[] = [];
    const guarded = express()
      .use(cors(strict))
      .use((req, res) => {
        tokens.push(`${req.url} ${String(req.get('authorization'))} ${String(req.get('accept'))}`);
        res.sendStatus(req.get('authorization') === 'Bearer t0ken' ? 200 : 401);
      });
    const contract: CorsContract = {
      origins,
      routes: [
        { path: '/me', methods: ['GET'], requestHeaders: ['Authorization'], status: 200 },
        { path: '/open', methods: ['GET'], status: 401 },
      ],
    };
    const request = { headers: { AUTHORIZATION: 'Bearer t0ken', accept: 'application/json' } };
    expect((await checkCorsContract(guarded, contract, { request })).findings).toEqual([]);
    expect((await checkCorsContract(guarded, contract, { request: () => request })).findings).toEqual([]);
    expect([...new Set(tokens)].sort()).toEqual([
      '/expect-cors-no-such-route undefined */*',
      '/me Bearer t0ken application/json',
      '/me undefined application/json',
      '/open undefined application/json',
    ]);
    expect((await checkCorsContract(guarded, contract)).findings).toHaveLength(1);
  });
});

describe('undeclared methods and headers', () => {
  const open = appOf({ ...strict, credentials: false });
  test('are noted, and fail under exact', async () => {
    const { passed, notes, cells } = await checkCorsContract(open, oneRoute({}));
    expect(passed).toBe(true);
    expect(notes.map(({ cell, verdict }) => [cell.name, cell.verdict, verdict.length])).toEqual([
      [`/users from ${page} allows only GET`, 'noted', 3],
      [`GET /users from ${page} may send no extra headers`, 'noted', 1],
    ]);
    expect(cells.filter(({ verdict }) => verdict === 'noted')).toHaveLength(2);
    expect(await broken(open, oneRoute({}, { exact: ['methods', 'headers'] }))).toHaveLength(2);
    expect(await broken(open, oneRoute({ exact: ['headers'] }, { exact: ['methods'] }))).toEqual([
      `GET /users from ${page} may send no extra headers: "x-undeclared": allowed by Chromium, Firefox and WebKit`,
    ]);
  });

  test('safelisted methods are never undeclared, and routes with one path count together', async () => {
    const app = appOf({
      ...strict,
      methods: ['GET', 'HEAD', 'POST', 'PUT'],
      allowedHeaders: ['x-a', 'accept'],
    });
    const contract: CorsContract = {
      origins,
      exact: ['methods', 'headers'],
      routes: [
        { path: '/users', methods: ['GET'] },
        { path: '/users', methods: ['PUT'], requestHeaders: ['x-a'] },
      ],
    };
    expect(await broken(app, contract)).toEqual([]);
  });
});
