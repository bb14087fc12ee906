import { afterEach, describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { causeFacts, forgetCauses } from '../../src/failure/cause-facts.js';
import { configure, diagnose, resetConfiguration, simulateFetch } from '../../src/index.js';
import type { CrossOriginRequest } from '../../src/index.js';
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
  readonly told: string | undefined;
}

const put = { method: 'PUT', json: {} };

describe('a failure tells how often the app was asked again, and the app has seen as many', () => {
  const rows: Readonly<Record<string, Row>> = {
    'for other origins': {
      own: 1,
      again: 7,
      told: 'origin-not-listed (certain; asked 7 more times to tell)',
    },
    'for the same only': {
      options: { origin: '*' },
      request: { credentials: 'include' },
      own: 1,
      again: 1,
      told: 'wildcard-with-credentials (certain; asked once more to tell)',
    },
    'at a preflight': {
      request: put,
      own: 1,
      again: 7,
      told: 'origin-not-listed (certain; asked 7 more times to tell)',
    },
    'where no cause is found': {
      options: {},
      request: { path: '/elsewhere' },
      own: 1,
      again: 1,
      told: 'not found (asked once more to tell)',
    },
  };
  test.each(Object.entries(rows))('%s', async (_, { options, request, own, again, told }) => {
    const { app, count } = counted(options);
    const message = await failureOf(expect(app).toAllowOrigin(stranger, { path: '/users', ...request }));
    expect(causeLine(message)).toBe(told);
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

test('an unsafe request that was refused by its answer is told with its preflight asked twice', async () => {
  const { app, count } = counted({ origin: page });
  const differing = express()
    .put('/users', cors({ origin: 'https://other.example' }), serveUsers)
    .use(app);
  const message = await failureOf(expect(differing).toAllowOrigin(page, { path: '/users', ...put }));
  expect(causeLine(message)).toBe(
    'preflight-and-request-policies-differ (certain; asked 2 more times to tell)',
  );
  expect(count()).toBe(1 + 2);
});

test('the same cause as before stays two lines', async () => {
  const { app } = counted();
  const messages = [];
  for (let index = 0; index < 2; index++)
    messages.push(await failureOf(expect(app).toAllowOrigin(stranger, '/users')));
  expect(causeLine(messages[1] ?? '')).toBe(
    'origin-not-listed (certain; asked 7 more times to tell), as before: the response varies by Origin, so the app has a list, and this origin is not on it',
  );
  expect(messages[1]).toMatch(/\nCause: .*\nFix: .*\nReproduce: /);
});

test('a passive diagnosis repeats what was asked, once, and says so', async () => {
  configure({ diagnose: 'passive' });
  const { app, count } = counted();
  const message = await failureOf(expect(app).toAllowOrigin(stranger, '/users'));
  expect(causeLine(message)).toBe('origin-not-listed (certain; asked once more to tell)');
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
    expect(causeFacts(diagnosis)[0]?.[1][0]).toBe('origin-not-listed (likely)');
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
  expect(asked).toBe(8);
  expect(requests - own).toBe(8);
});
