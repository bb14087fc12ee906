import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { failureOf } from '../support/failure-of.js';

const page = 'https://app.example';
const admin = 'https://admin.example';
const stranger = 'https://evil.example';

function users(options: cors.CorsOptions | cors.CorsOptionsDelegate = { origin: [page, admin] }): Express {
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
  test('for one origin, a path, and the default path', async () => {
    await expect(users()).toAllowOrigin(page, '/users');
    await expect(users()).toAllowOrigin(page);
  });

  test('for a preflighted request with credentials', async () => {
    const request = { path: '/users', method: 'PUT', json: {}, credentials: 'include' } as const;
    await expect(users({ origin: page, credentials: true })).toAllowOrigin(page, request);
  });

  test('for every origin of a list', async () => {
    await expect(users()).toAllowOrigin([page, admin], '/users');
  });

  test('for a 404 whose status is expected', async () => {
    await expect(users()).toAllowOrigin(page, { path: '/userz', status: 404 });
    await expect(users()).toAllowOrigin(page, { path: '/userz', status: '4xx' });
    await expect(users()).toAllowOrigin(page, { path: '/userz', status: [200, 404] });
  });

  test('.not: for an origin that is refused, and for a list of which none is allowed', async () => {
    await expect(users()).not.toAllowOrigin(stranger, '/users');
    await expect(users()).not.toAllowOrigin([stranger, 'null'], '/users');
  });

  test('.not: a bare 404 counts when a control origin is let through', async () => {
    const app = express();
    app.use((req, res, next) => {
      if (req.get('origin') === stranger) res.sendStatus(404);
      else next();
    });
    app.use(cors()).get('/users', (_, res) => void res.json([]));
    await expect(app).not.toAllowOrigin(stranger, { path: '/users', control: page });
  });
});

describe('fails, with the whole message', () => {
  test('a stranger', async () => {
    expect(await failureOf(expect(users()).toAllowOrigin(stranger, '/users'))).toMatchInlineSnapshot(`
     "expect(app).toAllowOrigin(expected)

     Expected origin:  "https://evil.example"   GET /users
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
    expect(await failureOf(expect(users()).toAllowOrigin([page, stranger], '/users'))).toMatchInlineSnapshot(`
     "expect(app).toAllowOrigin(expected)

     Expected origins: "https://app.example" and "https://evil.example"   GET /users
     Verdict:          "https://app.example": allowed by Chromium, Firefox and WebKit
                       "https://evil.example": blocked by Chromium, Firefox and WebKit: the page may not read the response

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
    expect(await failureOf(expect(users()).not.toAllowOrigin([page, stranger], '/users')))
      .toMatchInlineSnapshot(`
     "expect(app).not.toAllowOrigin(expected)

     Expected origins: not "https://app.example" or "https://evil.example"   GET /users
     Verdict:          "https://app.example": allowed by Chromium, Firefox and WebKit
                       "https://evil.example": blocked by Chromium, Firefox and WebKit: the page may not read the response

     About:            "https://app.example"
     Request:          GET /users -> 200, Access-Control-Allow-Origin: https://app.example
     Cause:            origin-is-listed (certain; confirmed with 5 extra requests)
                       Access-Control-Allow-Origin names this origin, and https://unrelated.example is not allowed; set by cors@2.8.6, layer 1 (cors())
     Fix:              remove it from the list of allowed origins in the options of cors():
                         app.use(cors({ ...options, origin: allowed.filter((origin) => origin !== 'https://app.example') }))
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('.not: an origin that is allowed', async () => {
    expect(await failureOf(expect(users()).not.toAllowOrigin(page, '/users'))).toMatchInlineSnapshot(`
     "expect(app).not.toAllowOrigin(expected)

     Expected origin:  not "https://app.example"   GET /users
     Verdict:          allowed by Chromium, Firefox and WebKit

     Request:          GET /users -> 200, Access-Control-Allow-Origin: https://app.example
     Cause:            origin-is-listed (certain; confirmed with 5 extra requests)
                       Access-Control-Allow-Origin names this origin, and https://unrelated.example is not allowed; set by cors@2.8.6, layer 1 (cors())
     Fix:              remove it from the list of allowed origins in the options of cors():
                         app.use(cors({ ...options, origin: allowed.filter((origin) => origin !== 'https://app.example') }))
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('a route that is not there, in both polarities', async () => {
    expect(await failureOf(expect(users()).toAllowOrigin(page, '/userz'))).toMatchInlineSnapshot(`
     "expect(app).toAllowOrigin(expected)

     Expected origin:  "https://app.example"   GET /userz
     Verdict:          allowed by Chromium, Firefox and WebKit
                       CORS allows it, but GET /userz returns 404.

     Request:          GET /userz -> 404, Access-Control-Allow-Origin: https://app.example
     Reproduce:        curl -i "$BASE/userz" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
    expect(await failureOf(expect(users()).not.toAllowOrigin(page, '/userz'))).toMatchInlineSnapshot(`
     "expect(app).not.toAllowOrigin(expected)

     Expected origin:  not "https://app.example"   GET /userz
     Verdict:          allowed by Chromium, Firefox and WebKit
                       CORS allows it, but GET /userz returns 404.

     Request:          GET /userz -> 404, Access-Control-Allow-Origin: https://app.example
     Reproduce:        curl -i "$BASE/userz" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('another status than expected, in both polarities', async () => {
    const request = { path: '/users', status: 201 };
    expect(await failureOf(expect(users()).toAllowOrigin(page, request))).toMatchInlineSnapshot(`
     "expect(app).toAllowOrigin(expected)

     Expected origin:  "https://app.example"   GET /users
     Verdict:          allowed by Chromium, Firefox and WebKit
                       The status is 200, expected 201.

     Request:          GET /users -> 200, Access-Control-Allow-Origin: https://app.example
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
    expect(await failureOf(expect(users()).not.toAllowOrigin(page, request))).toMatchInlineSnapshot(`
     "expect(app).not.toAllowOrigin(expected)

     Expected origin:  not "https://app.example"   GET /users
     Verdict:          allowed by Chromium, Firefox and WebKit
                       The status is 200, expected 201.

     Request:          GET /users -> 200, Access-Control-Allow-Origin: https://app.example
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test.each([404, 405, 429])('.not: a bare %i proves nothing', async (status) => {
    expect(await failureOf(expect(bare(status)).not.toAllowOrigin(stranger, '/users'))).toContain(
      `A ${String(status)} without CORS headers proves nothing about the origin`,
    );
  });

  test('.not: a refusal for another reason proves nothing, unless a control origin is let through', async () => {
    const request = { path: '/users', method: 'PUT' };
    const readOnly = users({ origin: true, methods: ['GET'] });
    expect(await failureOf(expect(readOnly).not.toAllowOrigin(stranger, request))).toMatchInlineSnapshot(`
     "expect(app).not.toAllowOrigin(expected)

     Expected origin:  not "https://evil.example"   PUT /users
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
    const forPages = users((req, decide) => {
      decide(null, { origin: true, methods: req.headers.origin === page ? 'PUT' : 'GET' });
    });
    await expect(forPages).not.toAllowOrigin(stranger, { ...request, control: page });
  });

  test('.not: a control origin that is blocked too', async () => {
    const request = { path: '/users', control: 'https://other.example' };
    expect(await failureOf(expect(users()).not.toAllowOrigin(stranger, request))).toMatchInlineSnapshot(`
     "expect(app).not.toAllowOrigin(expected)

     Expected origin:  not "https://evil.example"   GET /users
     Verdict:          blocked by Chromium, Firefox and WebKit: the page may not read the response
                       The control origin "https://other.example" is blocked too: this proves nothing about the origin.

     Request:          GET /users -> 200, no Access-Control-Allow-Origin
     Rule:             MissingAllowOriginHeader   https://fetch.spec.whatwg.org/#concept-cors-check
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://evil.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
     Cause:            origin-not-listed (certain; confirmed with 8 extra requests)
                       the response varies by Origin, so the app has a list, and this origin is not on it
     Reproduce:        curl -i "$BASE/users" -H 'Origin: https://evil.example'   # BASE=where your app listens"
    `);
  });

  test('browsers that disagree, in both polarities', async () => {
    const app = users({ origin: page, allowedHeaders: '*' });
    const request = {
      path: '/users',
      headers: { authorization: 'Bearer t0ken' },
      browsers: ['chromium', 'fetch-standard'],
    } as const;
    expect(await failureOf(expect(app).toAllowOrigin(page, request))).toMatchInlineSnapshot(`
     "expect(app).toAllowOrigin(expected)

     Expected origin:  "https://app.example"   GET /users with authorization: <redacted>
     Verdict:          allowed by Chromium; blocked by the Fetch Standard at the preflight
                       The browsers disagree.

     Preflight:        OPTIONS /users -> 204, Access-Control-Allow-Origin: https://app.example
                       Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE
                       Access-Control-Allow-Headers: *
     Rule:             HeaderDisallowedByPreflightResponse   https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
     Cause:            header-not-listed (certain; confirmed with 2 extra requests)
                       "authorization" is not listed: Access-Control-Allow-Headers is "*"; set by cors@2.8.6, layer 1 (cors())
     Fix:              add the header in the options of cors():
                         app.use(cors({ ...options, allowedHeaders: ['*', 'authorization'] }))
     Reproduce:        curl -i -X OPTIONS "$BASE/users" -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: authorization' -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
    expect(await failureOf(expect(app).not.toAllowOrigin(page, request))).toMatchInlineSnapshot(`
     "expect(app).not.toAllowOrigin(expected)

     Expected origin:  not "https://app.example"   GET /users with authorization: <redacted>
     Verdict:          allowed by Chromium; blocked by the Fetch Standard at the preflight
                       The browsers disagree.

     Preflight:        OPTIONS /users -> 204, Access-Control-Allow-Origin: https://app.example
                       Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE
                       Access-Control-Allow-Headers: *
     Rule:             HeaderDisallowedByPreflightResponse   https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
     Cause:            header-not-listed (certain; confirmed with 2 extra requests; same cause as above): "authorization" is not listed: Access-Control-Allow-Headers is "*"; set by cors@2.8.6, layer 1 (cors())
     Fix:              add the header in the options of cors():
                         app.use(cors({ ...options, allowedHeaders: ['*', 'authorization'] }))
     Reproduce:        curl -i -X OPTIONS "$BASE/users" -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: authorization' -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('secrets and query values are redacted, control characters are made visible', async () => {
    const app = express().use((_, res) => {
      // A terminal would obey this.
      res.set('Access-Control-Allow-Origin', 'https://\x9b2Jevil.example');
      res.sendStatus(200);
    });
    const request = { path: '/users?token=s3cret&page', headers: { 'x-api-key': 's3cret' } };
    const message = await failureOf(expect(app).toAllowOrigin(page, request));
    expect(message).toMatchInlineSnapshot(`
     "expect(app).toAllowOrigin(expected)

     Expected origin:  "https://app.example"   GET /users?token=<redacted>&page with x-api-key: <redacted>
     Verdict:          blocked by Chromium, Firefox and WebKit, before the GET was sent

     Preflight:        OPTIONS /users?token=<redacted>&page -> 200, Access-Control-Allow-Origin: https://\\x9b2Jevil.example
     Rule:             PreflightInvalidAllowOriginValue   https://fetch.spec.whatwg.org/#concept-cors-check
     Chromium says:    Access to fetch at 'http://127.0.0.1/users?token=<redacted>&page' from origin 'https://app.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header contains the invalid value 'https://\\u009B2Jevil.example'. Have the server send the header with a valid value.
     Cause:            origin-not-listed (certain; confirmed with 2 extra requests)
                       Access-Control-Allow-Origin names "https://\\x9b2Jevil.example"; set by an anonymous function (test/matchers/to-allow-origin.test.ts:…), layer 1 (<anonymous>)
     Fix:              if this page should be allowed, add its origin to the list of allowed origins where the headers are set:
                         const origins = ['https://\\x9b2Jevil.example', 'https://app.example']
                         if (origins.includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin)
                         res.vary('Origin')
     Then:             HeaderDisallowedByPreflightResponse, header-not-listed: add the header where the headers are set:
                         res.set('Access-Control-Allow-Headers', 'x-api-key')
     Reproduce:        curl -i -X OPTIONS "$BASE"'/users?token=<redacted>&page' -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: x-api-key' -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
    expect(message).not.toContain('s3cret');
  });
});

describe('misuse and missing evidence throw in both polarities', () => {
  test.each([
    ['an origin with a slash', 'https://app.example/', undefined],
    ['an empty list', [], undefined],
    ['an origin in the request', page, { origin: page }],
    ['an unknown key', page, { metod: 'PUT' }],
    ['a body on GET', page, { json: {} }],
    ['a forbidden header', page, { headers: { cookie: 'a=b' } }],
    ['a forbidden method', page, { method: 'TRACE' }],
    ['a path without slash', page, 'users'],
    ['mode no-cors', page, { mode: 'no-cors' }],
    ['a request that is no object', page, 42],
    ['a request that is null', page, null],
    ['a timeout that is no time', page, { timeout: -1 }],
  ])('%s', async (_, origins, request) => {
    const positive = await failureOf(expect(users()).toAllowOrigin(origins, request as never));
    const negative = await failureOf(expect(users()).not.toAllowOrigin(origins, request as never));
    expect(positive).toMatchSnapshot();
    expect(negative).toBe(positive.replace('expect(app).', 'expect(app).not.'));
  });

  test('an opaque redirect', async () => {
    const app = users().get('/old', (_, res) => {
      res.redirect('/users');
    });
    expect(await failureOf(expect(app).toAllowOrigin(page, { path: '/old', redirect: 'manual' })))
      .toMatchInlineSnapshot(`
     "UsageError: expect(app).toAllowOrigin(expected)

     Matcher error: the app responded with a redirect, which \`redirect: "manual"\` makes unreadable whatever the app does. Leave \`redirect\` out."
    `);
  });

  test('a page at the origin the app is served at', async () => {
    const request = { path: '/users', servedAt: page };
    expect(await failureOf(expect(users()).toAllowOrigin(page, request))).toMatchInlineSnapshot(`
     "UsageError: expect(app).toAllowOrigin(expected)

     Matcher error: the page and the app are both at https://app.example: a same-origin request, to which CORS does not apply."
    `);
    expect(await failureOf(expect(users()).not.toAllowOrigin(page, request))).toMatchInlineSnapshot(`
     "UsageError: expect(app).not.toAllowOrigin(expected)

     Matcher error: the page and the app are both at https://app.example: a same-origin request, to which CORS does not apply."
    `);
  });

  test('nothing listens', async () => {
    expect(await failureOf(expect('http://127.0.0.1:2').toAllowOrigin(page))).toMatchInlineSnapshot(`
     "ExchangeError: expect(app).toAllowOrigin(expected)

     No evidence: GET /: nothing listens at http://127.0.0.1:2 (ECONNREFUSED). Start the server first, or pass the app itself."
    `);
    expect(await failureOf(expect('http://127.0.0.1:2').not.toAllowOrigin(page))).toMatchInlineSnapshot(`
     "ExchangeError: expect(app).not.toAllowOrigin(expected)

     No evidence: GET /: nothing listens at http://127.0.0.1:2 (ECONNREFUSED). Start the server first, or pass the app itself."
    `);
  });

  test('a redirect to somewhere unknown', async () => {
    const app = users().get('/login', (_, res) => {
      res.redirect('https://login.example/');
    });
    expect(await failureOf(expect(app).not.toAllowOrigin(page, '/login'))).toMatchInlineSnapshot(`
     "ExchangeError: expect(app).not.toAllowOrigin(expected)

     No evidence: GET: was redirected to https://login.example, which is not this app. Name the app behind it in \`otherTargets\`, or the public URL of this one in \`servedAt\`."
    `);
  });

  test('an app that never answers', async () => {
    const app = express().use(() => undefined);
    expect(await failureOf(expect(app).not.toAllowOrigin(page, { timeout: 100 }))).toMatchInlineSnapshot(`
     "ExchangeError: expect(app).not.toAllowOrigin(expected)

     No evidence: GET /: no response within 100 ms. Does the route respond, and does every middleware call next()? To wait longer, set \`timeout\` in the request. Without a response there is no verdict: the request is neither allowed nor blocked."
    `);
  });

  test('inside another matcher', () => {
    const asymmetric = expect as unknown as { not: { toAllowOrigin(origin: string): unknown } };
    expect(() => {
      expect(users()).toEqual(asymmetric.not.toAllowOrigin(page));
    }).toThrow(
      'expect.toAllowOrigin(…) cannot be used inside another matcher, because it must be awaited. Write await expect(app).toAllowOrigin(…).',
    );
  });
});
