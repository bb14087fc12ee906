import { afterEach, describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import type { AddressInfo } from 'node:net';
import { causeFacts, forgetCauses } from '../../src/failure/cause-facts.js';
import { configure, diagnose, resetConfiguration, simulateFetch } from '../../src/index.js';
import type { CrossOriginRequest, Target } from '../../src/index.js';
import { page, serveUsers, stranger } from '../apps/causes/parts.js';
import { failureOf } from '../support/failure-of.js';

afterEach(() => {
  resetConfiguration();
  forgetCauses();
});

interface Counted {
  readonly app: Express;
  readonly count: () => number;
}

function counted(options: cors.CorsOptions = { origin: [page] }): Counted {
  let requests = 0;
  const app = express()
    .use((_req, _res, next) => {
      requests += 1;
      next();
    })
    .use(cors(options))
    .get('/users', serveUsers)
    .put('/users', serveUsers)
    .get('/elsewhere', (_req, res) => {
      res.redirect('data:text/plain,users');
    });
  return { app, count: () => requests };
}

function causeLine(message: string): string | undefined {
  return /^Cause: +(.*)$/m.exec(message)?.[1];
}

interface Row {
  readonly options?: cors.CorsOptions;
  readonly request?: CrossOriginRequest;
  /** Of the assertion itself. */
  readonly own: number;
  readonly again: number;
  readonly shown: string | undefined;
}

const put = { method: 'PUT', json: {} };

describe('a failure reports how many extra requests were sent, and the app has seen as many', () => {
  const rows: Readonly<Record<string, Row>> = {
    'for other origins': {
      own: 1,
      again: 7,
      shown: 'origin-not-listed (certain; confirmed with 7 extra requests)',
    },
    'for the same only': {
      options: { origin: '*' },
      request: { credentials: 'include' },
      own: 1,
      again: 1,
      shown: 'wildcard-with-credentials (certain; confirmed with 1 extra request)',
    },
    'at a preflight': {
      request: put,
      own: 1,
      again: 6,
      shown: 'origin-not-listed (certain; confirmed with 6 extra requests)',
    },
    'where the rule says it all': {
      options: {},
      request: { path: '/elsewhere' },
      own: 1,
      again: 1,
      shown: 'as the rule says (1 extra request sent)',
    },
  };
  test.each(Object.entries(rows))('%s', async (_, { options, request, own, again, shown }) => {
    const { app, count } = counted(options);
    const message = await failureOf(expect(app).toAllowOrigin(stranger, { path: '/users', ...request }));
    expect(causeLine(message)).toBe(shown);
    expect(count()).toBe(own + again);
  });
});

test('an app that hangs from then on was asked all the same', async () => {
  let requests = 0;
  const app = express().get('/users', (_req, res) => {
    requests += 1;
    if (requests === 1) res.json([]);
  });
  const { asked, probes } = await diagnose(await simulateFetch(app, { origin: page, path: '/users' }));
  expect({ asked, probes }).toEqual({ asked: requests - 1, probes: [] });
  expect(asked).toBe(1);
});

test('an unsafe request whose response is blocked is explained by two extra preflights', async () => {
  const { app, count } = counted({ origin: page });
  const differing = express()
    .put('/users', cors({ origin: 'https://other.example' }), serveUsers)
    .use(app);
  const message = await failureOf(expect(differing).toAllowOrigin(page, { path: '/users', ...put }));
  expect(causeLine(message)).toBe(
    'preflight-and-request-policies-differ (certain; confirmed with 2 extra requests)',
  );
  expect(count()).toBe(1 + 2);
});

describe('a cause that is met again in the same file', () => {
  const blocked = (target: Target, request: CrossOriginRequest = {}): Promise<string> =>
    failureOf(expect(target).toAllowOrigin(stranger, { path: '/users', ...request }));
  const { app } = counted();
  const sameList = counted().app;
  const listed = cors({ origin: [page] });
  const twoRoutes = express()
    .get('/users', listed, serveUsers)
    .use('/orders', (_req, res, next) => {
      res.removeHeader('Vary');
      next();
    })
    .get('/orders', serveUsers);

  test.each<[name: string, first: () => Promise<string>, again: () => Promise<string>, isShort: boolean]>([
    ['at the same app', () => blocked(app), () => blocked(app), true],
    ['for another method of it', () => blocked(app), () => blocked(app, put), true],
    ['at another app with the same fault', () => blocked(app), () => blocked(sameList), false],
    [
      'at another route of it, from another culprit',
      () => blocked(twoRoutes),
      () => blocked(twoRoutes, { path: '/orders' }),
      false,
    ],
    [
      'by another matcher',
      () => blocked(app),
      async () => failureOf(expect(await simulateFetch(app, { origin: stranger })).toBeReadable()),
      true,
    ],
  ])('%s', async (_, first, again, isShort) => {
    const messages = [await first(), await again()];
    expect(messages.map((message) => message.includes('same cause as above'))).toEqual([false, isShort]);
    expect(messages.map((message) => /\nFix: .*\n {20}\S/.test(message))).toEqual([true, true]);
  });

  test('is explained in one line', async () => {
    await blocked(app);
    const message = await blocked(app);
    expect(causeLine(message)).toBe(
      'origin-not-listed (certain; confirmed with 7 extra requests; same cause as above): the response varies by Origin, so the app has a list, and this origin is not on it',
    );
    expect(message).toMatch(
      /\nCause: .*\nFix: .*\n {20}app\.use\(cors\(\{ \.\.\.options, origin: \[.*\] \}\)\)\nReproduce: /,
    );
  });

  test('is explained in full for another server at a URL', async () => {
    const servers = [app, sameList].map((listener) => listener.listen(0));
    try {
      const urls = servers.map(
        (server) => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      );
      const [one = '', other = ''] = urls;
      const isShort = [];
      for (const url of [one, other, one]) isShort.push((await blocked(url)).includes('same cause as above'));
      expect(isShort).toEqual([false, false, true]);
    } finally {
      for (const server of servers) server.close();
    }
  });
});

test('a passive diagnosis repeats what was asked, once, and says so', async () => {
  configure({ diagnose: 'passive' });
  const { app, count } = counted();
  const message = await failureOf(expect(app).toAllowOrigin(stranger, '/users'));
  expect(causeLine(message)).toBe('origin-not-listed (certain; confirmed with 1 extra request)');
  expect(count()).toBe(2);
});

describe('nothing is said', () => {
  test('where nothing was asked: of an outcome that was revived from JSON', async () => {
    const outcome = await simulateFetch(counted().app, { origin: stranger, path: '/users' });
    const revived = JSON.parse(JSON.stringify(outcome)) as typeof outcome;
    expect(causeLine(await failureOf(expect(revived).toBeReadable()))).toBe('origin-not-listed (likely)');
    const diagnosis = await diagnose(revived);
    expect(diagnosis.asked).toBe(0);
    forgetCauses();
    expect(causeFacts(revived, diagnosis)[0]?.[1][0]).toBe('origin-not-listed (likely)');
  });
});

test('the app is asked eight times at most, whatever there is to ask', async () => {
  // Everything at once: a redirect that makes the origin null, an error, a control, an origin with many variants.
  let requests = 0;
  const other = express().use((_req, res) => {
    requests += 1;
    res.status(500).end();
  });
  const app = express().get('/users', (_req, res) => {
    requests += 1;
    res.set('Access-Control-Allow-Origin', '*').redirect('https://other.example/users');
  });
  const outcome = await simulateFetch(app, {
    origin: 'http://localhost:5173',
    path: '/users',
    control: page,
    otherTargets: { 'https://other.example': other },
  });
  const own = requests;
  const { asked } = await diagnose(outcome);
  expect(asked).toBeLessThanOrEqual(8);
  expect(requests - own).toBe(asked);
});
