import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { bothPolarities } from '../support/both-polarities.js';
import { failureOf } from '../support/failure-of.js';
import { thrownBy } from '../support/thrown-by.js';

const page = 'https://app.example';
const stranger = 'https://evil.example';

function users(options: cors.CorsOptions = { origin: [page] }): Express {
  const app = express();
  app.use(cors(options));
  app
    .route('/users')
    .get((_, res) => void res.json([]))
    .put((_, res) => void res.json({}));
  return app;
}
const bare = (status: number): Express => express().use((_, res) => void res.sendStatus(status));

describe('passes', () => {
  test('for strangers, the opaque origin included', async () => {
    await expect(users()).toRejectOrigin(stranger, '/users');
    await expect(users()).toRejectOrigin([stranger, 'null', 'http://app.example'], '/users');
  });

  test('for a static Allow-Origin that names somebody else', async () => {
    await expect(users({ origin: page })).toRejectOrigin(stranger, '/users');
  });

  test('for * with credentials: an Allow-Origin rule as well', async () => {
    await expect(users({})).toRejectOrigin(page, { path: '/users', credentials: 'include' });
  });

  test('for Allow-Credentials that is missing', async () => {
    await expect(users()).toRejectOrigin(page, { path: '/users', credentials: 'include' });
  });

  test('for a bare 404 when a control origin is let through', async () => {
    const app = express();
    app.use((req, res, next) => {
      if (req.get('origin') === stranger) res.sendStatus(404);
      else next();
    });
    app.use(cors()).put('/users', (_, res) => void res.json({}));
    const request = { path: '/users', method: 'PUT', control: page };
    await expect(app).toRejectOrigin(stranger, request);
  });

  test.each(['toRejectOrigin', 'toAllowOrigin'] as const)(
    '%s: a control that is not set is misuse',
    async (name) => {
      const request = { path: '/users', control: undefined } as never;
      const errors = [
        await thrownBy(() => expect(users())[name](stranger, request)),
        await thrownBy(() => expect(users()).not[name](stranger, request)),
      ];
      const misuse = { name: 'UsageError', code: 'invalid-value', option: 'control' };
      expect(errors).toMatchObject([misuse, misuse]);
    },
  );

  test('.not: for an origin that is allowed', async () => {
    await expect(users()).not.toRejectOrigin(page, '/users');
  });
});

describe('a response without CORS headers that any page could meet', () => {
  const statuses = [401, 403, 404, 405, 429, 500, 502, 503];
  const requests = { GET: '/users', PUT: { path: '/users', method: 'PUT' } };
  const guards: Readonly<Record<string, (status: number) => Express>> = {
    'where every request meets it': bare,
    'where every preflight meets it': (status) =>
      express()
        .options('/users', (_, res) => void res.sendStatus(status))
        .use(users()),
  };
  const fences: Readonly<Record<string, (status: number) => Express>> = {
    'of a fence that looks at the origin': (status) =>
      express()
        .use((req, res, next) => void (req.get('origin') === stranger ? res.sendStatus(status) : next()))
        .use(users()),
    'of a fence that answers only pages that are listed, and what is no page': (status) =>
      express()
        .use((req, res, next) => {
          if ([page, undefined].includes(req.get('origin'))) next();
          else res.sendStatus(status);
        })
        .use(users()),
  };
  const table = (
    apps: object,
    methods: readonly (keyof typeof requests)[],
  ): [string, number, 'GET' | 'PUT'][] =>
    Object.keys(apps).flatMap((what) =>
      statuses.flatMap((status) =>
        methods.map((method): [string, number, 'GET' | 'PUT'] => [what, status, method]),
      ),
    );

  test.each(table(guards, ['PUT']).concat(table({ 'where every request meets it': bare }, ['GET'])))(
    'proves nothing %s: %i, %s',
    async (what, status, method) => {
      const polarities = await bothPolarities(guards[what]?.(status), (it) =>
        it.toRejectOrigin(stranger, requests[method]),
      );
      for (const { message } of polarities)
        expect(message).toContain(`A ${String(status)} without CORS headers proves nothing about the origin`);
    },
  );

  test.each(table(fences, ['GET', 'PUT']))('is a rejection %s: %i, %s', async (what, status, method) => {
    const app = fences[what]?.(status);
    await expect(app).toRejectOrigin(stranger, requests[method]);
    await expect(app).not.toAllowOrigin(stranger, requests[method]);
    await expect(app).toRejectOrigin(stranger, { path: '/users', method, browsers: ['webkit'] });
  });

  test.each(statuses)('is a rejection where the status is expected: %i', async (status) => {
    await expect(bare(status)).toRejectOrigin(stranger, { path: '/users', status });
  });

  test('is a rejection where a control origin is answered otherwise', async () => {
    const strict = express()
      .use((req, res, next) => void (req.get('origin') === page ? next() : res.sendStatus(403)))
      .use(users());
    const request = { path: '/users', method: 'PUT' };
    await expect(strict).toRejectOrigin(stranger, { ...request, control: page });
    expect(await failureOf(expect(strict).toRejectOrigin(stranger, request))).toContain(
      'A 403 without CORS headers proves nothing about the origin',
    );
  });

  const failing = (allowed: (origin: string | undefined) => boolean): Express =>
    users({
      origin: (origin, callback) => {
        if (allowed(origin)) callback(null, true);
        else callback(new Error('Not allowed by CORS'));
      },
    });
  test.each([
    ['one that lets through what has no origin', failing((origin) => [undefined, page].includes(origin))],
    ['one that rejects what has no origin, too', failing((origin) => origin === page)],
  ])('is a rejection by an allow-list callback that reports an error: %s', async (_, app) => {
    await expect(app).toRejectOrigin(stranger, '/users');
    await expect(app).toRejectOrigin(stranger, { path: '/users', method: 'PUT' });
    await expect(app).not.toRejectOrigin(page, '/users');
  });

  test('is no rejection by a callback that fails for every page', async () => {
    const app = failing(() => false);
    expect(await failureOf(expect(app).toRejectOrigin(page, { path: '/users', control: page }))).toContain(
      'The control origin "https://app.example" is blocked too',
    );
  });
});

describe('an unsafe request that was carried out', () => {
  /** Its preflights allow any page, and its responses one. */
  const open = (status = 200): Express =>
    express()
      .options('/users', cors())
      .use(cors({ origin: page }))
      .put('/users', (_, res) => void res.status(status).json({}))
      .post('/users', (_, res) => void res.status(status).json({}));

  test.each([200, 201, 204, 303])('is no rejection, in both polarities: %i', async (status) => {
    const request = { path: '/users', method: 'PUT' };
    const polarities = await bothPolarities(open(status), (it) => it.toRejectOrigin(stranger, request));
    const said = 'The PUT was carried out: its preflight was allowed, and only the response was blocked.';
    for (const { message } of polarities) expect(message).toContain(said);
  });

  test('is not for toAllowOrigin: the page may not read', async () => {
    await expect(open()).not.toAllowOrigin(stranger, { path: '/users', method: 'PUT' });
  });

  test.each([
    ['a handler that refuses it', open(422), { path: '/users', method: 'PUT' }],
    ['a request that needs no preflight: any page can send it', open(), { path: '/users', method: 'POST' }],
  ])('is not %s', async (_, app, request) => {
    await expect(app).toRejectOrigin(stranger, request);
  });
});

describe('fails, with the whole message', () => {
  test('an origin that is allowed', async () => {
    expect(await failureOf(expect(users({})).toRejectOrigin(stranger, '/users'))).toMatchInlineSnapshot(`
     "expect(app).toRejectOrigin(expected)

     Expected origin:  "https://evil.example"   GET /users
     Verdict:          allowed by Chromium, Firefox and WebKit

     Request:          GET /users -> 200, Access-Control-Allow-Origin: *
     Cause:            any-origin-allowed (certain; confirmed with 5 extra requests)
                       Access-Control-Allow-Origin is "*"; set by cors@2.8.6, layer 1 (cors())
     Fix:              list the origins that should be allowed in the options of cors():
                         app.use(cors({ ...options, origin: ['https://app.example'] }))
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://evil.example'   # BASE=where your app listens"
    `);
  });

  test('.not: an origin that is refused', async () => {
    expect(await failureOf(expect(users()).not.toRejectOrigin(stranger, '/users'))).toMatchInlineSnapshot(`
     "expect(app).not.toRejectOrigin(expected)

     Expected origin:  not "https://evil.example"   GET /users
     Verdict:          blocked by Chromium, Firefox and WebKit: the page may not read the response

     Request:          GET /users -> 200, no Access-Control-Allow-Origin
     Rule:             MissingAllowOriginHeader   https://fetch.spec.whatwg.org/#concept-cors-check
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://evil.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
     Cause:            origin-not-listed (certain; confirmed with 7 extra requests)
                       the response varies by Origin, so the app has a list, and this origin is not on it
     Fix:              if this page should be allowed, add its origin to the list of allowed origins in the options of cors():
                         app.use(cors({ ...options, origin: [...allowed, 'https://evil.example'] }))
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://evil.example'   # BASE=where your app listens"
    `);
  });

  test('a mixed list, in both polarities', async () => {
    const origins = [stranger, page];
    expect(await failureOf(expect(users()).toRejectOrigin(origins, '/users'))).toMatchInlineSnapshot(`
     "expect(app).toRejectOrigin(expected)

     Expected origins: "https://evil.example" and "https://app.example"   GET /users
     Verdict:          "https://evil.example": blocked by Chromium, Firefox and WebKit: the page may not read the response
                       "https://app.example": allowed by Chromium, Firefox and WebKit

     About:            "https://app.example"
     Request:          GET /users -> 200, Access-Control-Allow-Origin: https://app.example
     Cause:            origin-is-listed (certain; confirmed with 5 extra requests)
                       Access-Control-Allow-Origin names this origin, and https://unrelated.example is not allowed; set by cors@2.8.6, layer 1 (cors())
     Fix:              remove it from the list of allowed origins in the options of cors():
                         app.use(cors({ ...options, origin: allowed.filter((origin) => origin !== 'https://app.example') }))
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
    expect(await failureOf(expect(users()).not.toRejectOrigin(origins, '/users'))).toMatchInlineSnapshot(`
     "expect(app).not.toRejectOrigin(expected)

     Expected origins: not "https://evil.example" or "https://app.example"   GET /users
     Verdict:          "https://evil.example": blocked by Chromium, Firefox and WebKit: the page may not read the response
                       "https://app.example": allowed by Chromium, Firefox and WebKit

     About:            "https://evil.example"
     Request:          GET /users -> 200, no Access-Control-Allow-Origin
     Rule:             MissingAllowOriginHeader   https://fetch.spec.whatwg.org/#concept-cors-check
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://evil.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
     Cause:            origin-not-listed (certain; confirmed with 7 extra requests)
                       the response varies by Origin, so the app has a list, and this origin is not on it
     Fix:              if this page should be allowed, add its origin to the list of allowed origins in the options of cors():
                         app.use(cors({ ...options, origin: [...allowed, 'https://evil.example'] }))
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://evil.example'   # BASE=where your app listens"
    `);
  });

  test('a long list names the rest', async () => {
    const origins = Array.from({ length: 9 }, (_, index) => `https://${String(index)}.example`);
    expect(await failureOf(expect(users({})).toRejectOrigin(origins, '/users'))).toMatchInlineSnapshot(`
     "expect(app).toRejectOrigin(expected)

     Expected origins: "https://0.example", "https://1.example", "https://2.example" and 6 others   GET /users
     Verdict:          "https://0.example": allowed by Chromium, Firefox and WebKit
                       "https://1.example": allowed by Chromium, Firefox and WebKit
                       "https://2.example": allowed by Chromium, Firefox and WebKit
                       "https://3.example": allowed by Chromium, Firefox and WebKit
                       "https://4.example": allowed by Chromium, Firefox and WebKit
                       and 4 others

     About:            "https://0.example"
     Request:          GET /users -> 200, Access-Control-Allow-Origin: *
     Cause:            any-origin-allowed (certain; confirmed with 6 extra requests)
                       Access-Control-Allow-Origin is "*"; set by cors@2.8.6, layer 1 (cors())
     Fix:              list the origins that should be allowed in the options of cors():
                         app.use(cors({ ...options, origin: ['https://app.example'] }))
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://0.example'   # BASE=where your app listens"
    `);
  });

  test('a refusal for another reason, in both polarities', async () => {
    const app = users({ origin: true, methods: ['GET'] });
    const request = { path: '/users', method: 'PUT' };
    expect(await failureOf(expect(app).toRejectOrigin(stranger, request))).toMatchInlineSnapshot(`
     "expect(app).toRejectOrigin(expected)

     Expected origin:  "https://evil.example"   PUT /users
     Verdict:          blocked by Chromium, Firefox and WebKit, before the PUT was sent
                       The origin is not the reason: this proves nothing about the origin.

     Preflight:        OPTIONS /users -> 204, Access-Control-Allow-Origin: https://evil.example
                       Access-Control-Allow-Methods: GET
     Rule:             MethodDisallowedByPreflightResponse   https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://evil.example' has been blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.
     Cause:            method-not-listed (certain; confirmed with 1 extra request)
                       PUT is not listed: Access-Control-Allow-Methods is "GET"; set by cors@2.8.6, layer 1 (cors())
     Fix:              add the method in the options of cors():
                         app.use(cors({ ...options, methods: ['GET', 'PUT'] }))
     Reproduce:        curl -i -X OPTIONS "$BASE/users" -H 'Access-Control-Request-Method: PUT' -H 'Origin: https://evil.example'   # BASE=where your app listens"
    `);
    expect(await failureOf(expect(app).not.toRejectOrigin(stranger, request))).toMatchInlineSnapshot(`
     "expect(app).not.toRejectOrigin(expected)

     Expected origin:  not "https://evil.example"   PUT /users
     Verdict:          blocked by Chromium, Firefox and WebKit, before the PUT was sent
                       The origin is not the reason: this proves nothing about the origin.

     Preflight:        OPTIONS /users -> 204, Access-Control-Allow-Origin: https://evil.example
                       Access-Control-Allow-Methods: GET
     Rule:             MethodDisallowedByPreflightResponse   https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://evil.example' has been blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.
     Cause:            method-not-listed (certain; confirmed with 1 extra request; same cause as above): PUT is not listed: Access-Control-Allow-Methods is "GET"; set by cors@2.8.6, layer 1 (cors())
     Fix:              add the method in the options of cors():
                         app.use(cors({ ...options, methods: ['GET', 'PUT'] }))
     Reproduce:        curl -i -X OPTIONS "$BASE/users" -H 'Access-Control-Request-Method: PUT' -H 'Origin: https://evil.example'   # BASE=where your app listens"
    `);
  });

  test.each([404, 405, 429])('a bare %i, in both polarities', async (status) => {
    const reason = `A ${String(status)} without CORS headers proves nothing about the origin`;
    expect(await failureOf(expect(bare(status)).toRejectOrigin(stranger, '/users'))).toContain(reason);
    expect(await failureOf(expect(bare(status)).not.toRejectOrigin(stranger, '/users'))).toContain(reason);
  });

  test('a control origin that is blocked too, in both polarities', async () => {
    const request = { path: '/users', control: 'https://other.example' };
    expect(await failureOf(expect(users()).toRejectOrigin(stranger, request))).toMatchInlineSnapshot(`
     "expect(app).toRejectOrigin(expected)

     Expected origin:  "https://evil.example"   GET /users
     Verdict:          blocked by Chromium, Firefox and WebKit: the page may not read the response
                       The control origin "https://other.example" is blocked too: this proves nothing about the origin.

     Request:          GET /users -> 200, no Access-Control-Allow-Origin
     Rule:             MissingAllowOriginHeader   https://fetch.spec.whatwg.org/#concept-cors-check
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://evil.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
     Cause:            origin-not-listed (certain; confirmed with 8 extra requests)
                       the response varies by Origin, so the app has a list, and this origin is not on it
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://evil.example'   # BASE=where your app listens"
    `);
    expect(await failureOf(expect(users()).not.toRejectOrigin(stranger, request))).toMatchInlineSnapshot(`
     "expect(app).not.toRejectOrigin(expected)

     Expected origin:  not "https://evil.example"   GET /users
     Verdict:          blocked by Chromium, Firefox and WebKit: the page may not read the response
                       The control origin "https://other.example" is blocked too: this proves nothing about the origin.

     Request:          GET /users -> 200, no Access-Control-Allow-Origin
     Rule:             MissingAllowOriginHeader   https://fetch.spec.whatwg.org/#concept-cors-check
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://evil.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
     Cause:            origin-not-listed (certain; confirmed with 8 extra requests)
                       the response varies by Origin, so the app has a list, and this origin is not on it
     Fix:              if this page should be allowed, add its origin to the list of allowed origins in the options of cors():
                         app.use(cors({ ...options, origin: [...allowed, 'https://evil.example'] }))
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://evil.example'   # BASE=where your app listens"
    `);
  });
});

describe('misuse and missing evidence throw in both polarities', () => {
  test.each([
    ['an empty list', [], undefined],
    ['a control no browser would send', stranger, { control: 'app.example' }],
    ['a star', '*', undefined],
  ])('%s', async (_, origins, request) => {
    const positive = await failureOf(expect(users()).toRejectOrigin(origins, request));
    const negative = await failureOf(expect(users()).not.toRejectOrigin(origins, request));
    expect(positive).toMatchSnapshot();
    expect(negative).toBe(positive.replace('expect(app).', 'expect(app).not.'));
  });

  test('a listener that throws', async () => {
    const app = (request: unknown, response: unknown): void => {
      throw new Error(`boom: ${typeof request}, ${typeof response}`);
    };
    expect(await failureOf(expect(app).toRejectOrigin(stranger))).toMatchInlineSnapshot(`
     "ExchangeError: expect(app).toRejectOrigin(expected)

     No evidence: GET /: the request listener threw before it responded (Error: boom: object, object). Without a response there is no verdict: the request is neither allowed nor blocked."
    `);
    expect(await failureOf(expect(app).not.toRejectOrigin(stranger))).toMatchInlineSnapshot(`
     "ExchangeError: expect(app).not.toRejectOrigin(expected)

     No evidence: GET /: the request listener threw before it responded (Error: boom: object, object). Without a response there is no verdict: the request is neither allowed nor blocked."
    `);
  });
});

test('`status` is that of the answer: refused at the preflight, there is none', async () => {
  const app = express()
    .use(cors({ origin: ['https://app.example'] }))
    .put('/users', (_, res) => void res.json({}));
  const put = { path: '/users', method: 'PUT', status: 200 };
  await expect(app).toAllowOrigin('https://app.example', put);
  await expect(app).toRejectOrigin('https://evil.example', put);
});
