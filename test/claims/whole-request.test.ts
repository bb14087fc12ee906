import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { corsMatchers, simulateFetch } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import { expect as plain } from 'expect';
import type { CorsMatchers } from '../../src/matchers/types.js';

plain.extend(corsMatchers);
const assert = plain as unknown as (app: unknown) => CorsMatchers & { not: CorsMatchers };

const page = 'https://app.example';
const sibling = 'https://api.app.example';
const stranger = 'https://api.example';

/** In front of cors({ origin: true }): https://web.dev/articles/fetch-metadata */
function isolated(allowed: readonly string[]): Express {
  return express()
    .use((req, res, next) => {
      const site = req.get('sec-fetch-site');
      if (site === undefined || allowed.includes(site)) next();
      else res.sendStatus(403);
    })
    .use(cors({ origin: true }))
    .get('/users', (_, res) => void res.json([]))
    .put('/users', (_, res) => void res.json([]));
}

describe('a resource isolation policy in front of cors()', () => {
  const policy = isolated(['same-origin', 'same-site', 'none']);

  test.each([
    [sibling, true],
    ['https://app.example:8443', true],
    [stranger, false],
    ['http://app.example:81', true],
    [undefined, false],
  ] as const)('served at %s, it lets the page in: %s', async (servedAt, allowed) => {
    const origin = servedAt?.startsWith('http:') === true ? 'http://app.example' : page;
    const outcome = await simulateFetch(policy, { origin, path: '/users', servedAt });
    expect(outcome.allowed).toBe(allowed);
  });

  test('it blocks the preflight', async () => {
    const outcome = await simulateFetch(policy, {
      origin: page,
      path: '/users',
      method: 'PUT',
      servedAt: stranger,
    });
    expect(outcome).toMatchObject({ code: 'PreflightMissingAllowOriginHeader', phase: 'preflight' });
    expect(outcome.exchanges).toMatchObject([{ status: 403 }]);
  });

  test('whether a response varies is asked by Origin alone', async () => {
    const asked = assert(policy).toVaryOnOrigin({ origin: page, path: '/users', servedAt: sibling });
    await expect(asked).resolves.toBeUndefined();
  });
});

test.each([
  ['user-agent', true],
  ['accept-language', true],
  ['accept-encoding', true],
  ['referer', true],
  ['sec-fetch-dest', true],
  ['dnt', false],
  ['cookie', false],
])('an app that needs %s is satisfied: %s', async (name, allowed) => {
  const picky = express()
    .use(cors())
    .use((req, res) => void res.sendStatus(req.get(name) === undefined ? 406 : 200));
  const message = await assert(picky)
    .toAllowOrigin(page, { status: 200 })
    .then(
      () => 'passes',
      () => 'fails',
    );
  expect(message).toBe(allowed ? 'passes' : 'fails');
});

describe('browsers that an app can tell apart are each asked', () => {
  async function asked(request: Parameters<typeof simulateFetch>[1]): Promise<string[]> {
    const { exchanges } = await simulateFetch(express().use(cors()), { origin: page, ...request });
    return exchanges.map(({ browsers }) => browsers.join());
  }

  test.each([
    [{}, ['chromium,firefox,webkit']],
    [{ method: 'POST', body: 'x' }, ['chromium,firefox,webkit']],
    [{ credentials: 'include' }, ['chromium,firefox,webkit']],
    [{ initiator: 'script' }, ['chromium,firefox,webkit']],
    [{ initiator: 'stylesheet' }, ['chromium,firefox,webkit']],
    [{ initiator: 'worker' }, ['chromium,firefox,webkit']],
    // By Accept.
    [{ initiator: 'image' }, ['chromium', 'firefox', 'webkit']],
    [{ initiator: 'video' }, ['chromium,webkit', 'firefox']],
    // And by Origin, which WebKit does not send.
    [{ initiator: 'font' }, ['chromium', 'firefox', 'webkit']],
  ] as const)('%j', async (request, expected) => {
    expect(await asked(request)).toEqual(expected);
  });
});

test('the User-Agent is that of the first browser', async () => {
  const agents: string[] = [];
  const app = express().use((req, res) => void res.json(agents.push(req.get('user-agent') ?? '')));
  for (const browser of ['chromium', 'firefox', 'webkit'] as const)
    await simulateFetch(app, { origin: page, browsers: [browser] });
  await simulateFetch(app, { origin: page, browsers: ['firefox', 'chromium'] });
  expect(agents.map((agent) => /(Chrome|Firefox|Version)\//.exec(agent)?.[1])).toEqual([
    'Chrome',
    'Firefox',
    'Version',
    'Firefox',
  ]);
});

test('elements show a page no headers', async () => {
  const app = express().use(cors({ exposedHeaders: 'etag' }));
  const message = await failureOf(
    assert(app).toExposeHeaders('etag', { origin: page, initiator: 'image' } as never),
  );
  expect(message).toContain(
    'an <img> shows a page no headers, whatever the app exposes. Leave `initiator` out.',
  );
});

test('WebKit alone has nothing to say about fonts', async () => {
  const message = await failureOf(
    assert(express()).toAllowOrigin(page, { initiator: 'font', browsers: ['webkit'] }),
  );
  expect(message).toContain('WebKit loads fonts from other origins without CORS');
});
