import { describe, expect, test } from '@jest/globals';
import cors, { type CorsOptions } from 'cors';
import express, { type Express } from 'express';
import { diagnose, type Diagnosis, simulateFetch } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import { mendWith } from './remedies/remedy-case.js';
import { admin, page, quietApp, requireAuth, withToken } from './remedies/parts.js';

const save = { origin: page, path: '/users/1', method: 'PUT', json: {}, headers: withToken } as const;
const saveAsUser = { ...save, credentials: 'include' } as const;
const list = { origin: page, path: '/users', headers: withToken, credentials: 'include' } as const;

function withUsers(app: Express): Express {
  app.get('/users', (_, res) => void res.json([]));
  return app.put('/users/:id', (_, res) => void res.json({}));
}

/** Authentication in front, and whatever is wrong with cors() behind it. */
const behindAuth = (options: CorsOptions): Express =>
  withUsers(quietApp().use(requireAuth).use(cors(options)));

interface Row {
  readonly title: string;
  readonly app: () => Express;
  readonly request: Parameters<typeof simulateFetch>[1];
  /** In the order a browser would meet them. */
  readonly met: readonly (readonly [code: string, cause: string])[];
}

const rows: readonly Row[] = [
  {
    title: 'authentication, credentials, and a header',
    app: () => behindAuth({ origin: page, allowedHeaders: ['Content-Type'] }),
    request: saveAsUser,
    met: [
      ['PreflightMissingAllowOriginHeader', 'preflight-blocked-by-authentication'],
      ['PreflightInvalidAllowCredentials', 'credentials-not-enabled'],
      ['HeaderDisallowedByPreflightResponse', 'header-not-listed'],
    ],
  },
  {
    title: 'authentication, the origin, and the method',
    app: () => behindAuth({ origin: [admin], methods: ['GET'] }),
    request: save,
    met: [
      ['PreflightMissingAllowOriginHeader', 'preflight-blocked-by-authentication'],
      ['PreflightMissingAllowOriginHeader', 'origin-not-listed'],
      ['MethodDisallowedByPreflightResponse', 'method-not-listed'],
    ],
  },
  {
    title: 'a wildcard with credentials, and headers that are a wildcard, too',
    app: () => withUsers(quietApp().use(cors({ allowedHeaders: '*', methods: ['GET', 'PUT'] }))),
    request: saveAsUser,
    met: [
      ['PreflightWildcardOriginNotAllowed', 'wildcard-with-credentials'],
      ['HeaderDisallowedByPreflightResponse', 'wildcard-is-literal-with-credentials'],
    ],
  },
  {
    title: 'a preflight by hand, and a response without headers, which is asked for: GET changes nothing',
    app: () => {
      const app = quietApp();
      app.options('/users', (_, res) => {
        res
          .set({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Headers': 'X-Id' })
          .sendStatus(204);
      });
      return withUsers(app);
    },
    request: list,
    met: [
      ['PreflightInvalidAllowCredentials', 'credentials-not-enabled'],
      ['HeaderDisallowedByPreflightResponse', 'header-not-listed'],
      ['MissingAllowOriginHeader', 'preflight-and-request-policies-differ'],
    ],
  },
  {
    title: 'one list for preflight and response, which is one obstacle',
    app: () => withUsers(quietApp().use(cors({ origin: [admin] }))),
    request: { origin: page, path: '/users', headers: withToken },
    met: [['PreflightMissingAllowOriginHeader', 'origin-not-listed']],
  },
  {
    title: 'one alone',
    app: () => withUsers(quietApp().use(cors({ origin: [admin] }))),
    request: { origin: page, path: '/users' },
    met: [['MissingAllowOriginHeader', 'origin-not-listed']],
  },
  {
    title: 'nothing at all: cors() mends preflight and response',
    app: () => withUsers(quietApp()),
    request: list,
    met: [['PreflightMissingAllowOriginHeader', 'no-cors-headers']],
  },
];

async function diagnosisOf({ app, request }: Pick<Row, 'app' | 'request'>): Promise<[string, Diagnosis]> {
  const outcome = await simulateFetch(app(), request);
  return [String(outcome.code), await diagnose(outcome)];
}

describe('what is blocked first, and what would be next', () => {
  test.each(rows)('$title', async (row) => {
    const [code, { cause, next, asked }] = await diagnosisOf(row);
    const met = [[code, cause], ...next.map((one) => [one.code, one.cause])];
    expect(met).toEqual(row.met);
    expect(asked).toBeLessThanOrEqual(8);
  });
});

test('the fixes of three obstacles together turn the assertion green', async () => {
  const options: CorsOptions = { origin: page, allowedHeaders: ['Content-Type'] };
  const { remedy, next } = (await diagnosisOf({ app: () => behindAuth(options), request: saveAsUser }))[1];
  // Each of the options printed replaces those before; what it mounts is mounted once.
  const given = next.reduce((known, { remedy: { code } }) => {
    let changed: CorsOptions = known;
    const take = (more: CorsOptions): CorsOptions => (changed = more);
    mendWith(code)({ app: { use: () => undefined }, cors: take, options: known });
    return changed;
  }, options);
  const app = quietApp();
  mendWith(remedy.code)({ app, cors, options: given, requireAuth });
  const { origin, ...request } = saveAsUser;
  await expect(withUsers(app)).toAllowOrigin(origin, request);
  await expect(app).not.toAllowOrigin(admin, request);
});

test('one message lists them all', async () => {
  const app = behindAuth({ origin: page, allowedHeaders: ['Content-Type'] });
  const { origin, ...request } = saveAsUser;
  expect(await failureOf(expect(app).toAllowOrigin(origin, request))).toMatchSnapshot();
});

test('a handler that would change something is not called for it', async () => {
  let calls = 0;
  const app = express()
    .use(requireAuth)
    .use(cors({ origin: page, allowedHeaders: ['Content-Type'] }));
  app.put('/users/:id', (_, res) => void res.json((calls += 1)));
  const { next } = await diagnose(await simulateFetch(app, save));
  expect(next.map(({ cause }) => cause)).toEqual(['header-not-listed']);
  expect(calls).toBe(0);
});
