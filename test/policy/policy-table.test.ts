import { describe, expect, test } from '@jest/globals';
import cors, { type CorsOptions } from 'cors';
import express from 'express';
import express4 from 'express4';
import { type CorsPolicy, observeCorsPolicy, policyTable } from '../../src/index.js';

const page = 'https://app.example';
const admin = 'https://admin.example';

const base: CorsOptions = {
  origin: [page],
  methods: ['GET', 'PUT'],
  allowedHeaders: ['content-type'],
  exposedHeaders: ['x-total'],
  maxAge: 600,
};

/** The lines that are not in both, as a diff shows them. */
function diff(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

/** Every option of cors, the whole list of its types. */
const changes: Record<keyof CorsOptions, [CorsOptions, string[]][]> = {
  origin: [
    [
      { origin: [page, admin] },
      [
        '-  allows           https://app.example; reflected; Vary: Origin',
        '+  allows           https://admin.example, https://app.example; reflected; Vary: Origin',
      ],
    ],
    [
      { origin: '*' },
      [
        '-  allows           https://app.example; reflected; Vary: Origin',
        '+  allows           any origin; always *',
      ],
    ],
    [
      { origin: true },
      [
        '-  allows           https://app.example; reflected; Vary: Origin',
        '+  allows           any origin; reflected; Vary: Origin',
      ],
    ],
    [
      { origin: page },
      [
        '-  allows           https://app.example; reflected; Vary: Origin',
        '+  allows           https://app.example; always https://app.example; Vary: Origin',
      ],
    ],
  ],
  methods: [
    [
      { methods: ['GET', 'PUT', 'DELETE', 'PATCH'] },
      ['-  methods          GET, POST, PUT', '+  methods          DELETE, GET, PATCH, POST, PUT'],
    ],
  ],
  allowedHeaders: [
    [
      { allowedHeaders: ['content-type', 'x-own'] },
      ['-  request headers  content-type', '+  request headers  content-type, x-own'],
    ],
    [
      { allowedHeaders: undefined },
      ['-  request headers  content-type', '+  request headers  any; Vary: Access-Control-Request-Headers'],
    ],
  ],
  exposedHeaders: [
    [{ exposedHeaders: undefined }, ['-  exposed headers  x-total', '+  exposed headers  none']],
    [
      { exposedHeaders: ['X-Total', 'Link'] },
      ['-  exposed headers  x-total', '+  exposed headers  link, x-total'],
    ],
  ],
  credentials: [[{ credentials: true }, ['-  credentials      no', '+  credentials      yes']]],
  maxAge: [
    [{ maxAge: 60 }, ['-  max age          600', '+  max age          60']],
    [{ maxAge: undefined }, ['-  max age          600', '+  max age          not sent']],
  ],
  preflightContinue: [[{ preflightContinue: true }, ['-  preflight        204', '+  preflight        200']]],
  optionsSuccessStatus: [
    [{ optionsSuccessStatus: 200 }, ['-  preflight        204', '+  preflight        200']],
  ],
};

const rows = Object.entries(changes).flatMap(([option, list]) =>
  list.map(([change, lines]) => ({ option, change, lines })),
);

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_, create) => {
  const observe = (options: CorsOptions): Promise<CorsPolicy> => {
    const app = create().use(cors(options));
    app.get(['/users', '/orders'], (__, res) => void res.json({}));
    return observeCorsPolicy(app, { origins: [page, admin], routes: ['/users', '/orders'] });
  };

  test.each(rows)('one option of cors is one line: $option $change', async ({ change, lines }) => {
    const [before, after] = [await observe(base), await observe({ ...base, ...change })];
    expect(diff(policyTable(before), policyTable(after))).toEqual(lines);
  });
});

test('a policy as Jest prints it: one more of a list is one more line', async () => {
  const app = (options: CorsOptions): express.Express =>
    express()
      .use(cors({ ...base, ...options }))
      .get('/users', (_, res) => void res.json({}));
  const printed = async (options: CorsOptions): Promise<string> => {
    const policy = await observeCorsPolicy(app(options), { origins: [page, admin], routes: ['/users'] });
    return JSON.stringify(policy, null, 2).replaceAll(/,$/gm, '');
  };
  const before = await printed({});
  expect(diff(before, await printed({ maxAge: 60 }))).toEqual([
    '-          "maxAge": 600',
    '+          "maxAge": 60',
  ]);
  expect(diff(before, await printed({ methods: ['PUT', 'DELETE'] }))).toEqual(['+            "DELETE"']);
  expect(diff(before, await printed({ allowedHeaders: ['content-type', 'x-own'] }))).toEqual([
    '+            "x-own"',
  ]);
  expect(diff(before, await printed({ credentials: true }))).toEqual([
    '-          "credentials": false',
    '+          "credentials": true',
  ]);
});

test('the whole of a policy', async () => {
  const app = express()
    .use(cors({ ...base, credentials: true }))
    .get('/users/:id', (_, res) => void res.json({}));
  const options = {
    origins: [page],
    routes: [{ path: '/users/:id', params: { id: '1' } }],
    requestHeaders: ['X-Own'],
  };
  expect(await observeCorsPolicy(app, options)).toEqual({
    origins: [page, 'https://stranger.test', 'https://unrelated.example', 'null'],
    routes: [
      {
        path: '/users/:id',
        params: { id: '1' },
        asked: { methods: [], requestHeaders: ['x-own'] },
        routed: ['GET'],
        rules: [
          {
            origins: [page],
            strangers: false,
            allowOrigin: 'repeated',
            credentials: true,
            methods: ['GET', 'POST', 'PUT'],
            requestHeaders: ['content-type'],
            exposedHeaders: ['x-total'],
            maxAge: 600,
            vary: { preflight: ['origin'], answer: ['origin'] },
            status: { preflight: 204, GET: 200 },
          },
        ],
      },
    ],
  });
});

test('what an app says is escaped', async () => {
  const app = express().use((_, res) => {
    res.setHeader('Access-Control-Allow-Origin', 'https://\u009b2J');
    res.end();
  });
  const table = policyTable(await observeCorsPolicy(app, { origins: [page], routes: ['/'] }));
  expect(table.split('\n')[1]).toBe('  allows           no origin; always https://\\x9b2J');
});

describe('what headers by hand make of it', () => {
  type Headers = Readonly<Record<string, string>>;
  const rows: readonly [title: string, set: (method: string, origin: string) => Headers, lines: string[]][] =
    [
      [
        'credentials on the preflight alone',
        (method, origin) => ({
          'Access-Control-Allow-Origin': origin,
          Vary: 'Origin',
          ...(method === 'OPTIONS' ? { 'Access-Control-Allow-Credentials': 'true' } : {}),
        }),
        ['  credentials      on preflights only'],
      ],
      [
        'credentials beside a wildcard',
        () => ({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' }),
        ['  allows           any origin; always *', '  credentials      announced, but blocked'],
      ],
      [
        'a wildcard on preflights',
        (method, origin) => ({ 'Access-Control-Allow-Origin': method === 'OPTIONS' ? '*' : origin }),
        [
          '  allows           any origin; always * on preflights, reflected on actual requests; no Vary: Origin',
        ],
      ],
      [
        'nothing on the actual request',
        (method) => (method === 'OPTIONS' ? { 'Access-Control-Allow-Origin': '*' } : {}),
        [
          '  allows           any origin; always * on preflights, nothing on actual requests',
          '  exposed headers  unknown: no response may be read',
        ],
      ],
      [
        'Vary on the actual request alone',
        (method, origin) => ({
          'Access-Control-Allow-Origin': origin,
          ...(method === 'OPTIONS' ? {} : { Vary: 'Origin' }),
        }),
        ['  allows           any origin; reflected; Vary: Origin on actual requests only'],
      ],
      [
        'Vary on the preflight alone',
        (method, origin) => ({
          'Access-Control-Allow-Origin': origin,
          ...(method === 'OPTIONS' ? { Vary: 'Origin' } : {}),
        }),
        ['  allows           any origin; reflected; Vary: Origin on preflights only'],
      ],
      [
        'all but one',
        (_, origin) => (origin === admin ? {} : { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' }),
        ['  allows           any origin except https://admin.example; reflected; Vary: Origin'],
      ],
      [
        'any method, and any but Authorization',
        () => ({
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Methods': '*',
          'Access-Control-Allow-Headers': '*',
        }),
        ['  methods          any', '  request headers  any'],
      ],
      [
        'any method, one of which has no header on its response',
        (method) => ({
          'Access-Control-Allow-Methods': '*',
          ...(method === 'DELETE' ? {} : { 'Access-Control-Allow-Origin': '*' }),
        }),
        ['  methods          any'],
      ],
    ];

  test.each(rows)('%s', async (_, set, lines) => {
    const app = express().use((req, res) => {
      res.set(set(req.method, req.get('origin') ?? '')).sendStatus(200);
    });
    const table = policyTable(await observeCorsPolicy(app, { origins: [page, admin], routes: ['/'] }));
    expect(table.split('\n')).toEqual(expect.arrayContaining(lines));
  });
});
