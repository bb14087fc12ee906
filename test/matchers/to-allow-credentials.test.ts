import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { failureOf } from '../support/failure-of.js';

const page = 'https://app.example';
const meBehind = (options: cors.CorsOptions): Express =>
  express()
    .use(cors(options))
    .get('/me', (_, res) => void res.json({ name: 'Ada' }));

describe('passes', () => {
  test('for an exact origin with credentials: true', async () => {
    const app = meBehind({ origin: page, credentials: true });
    await expect(app).toAllowCredentials(page);
    await expect(app).toAllowCredentials({ origin: page, path: '/me' });
    await expect(app).toAllowCredentials({ origin: page, path: '/me', credentials: 'include' });
  });

  test('.not: for * and for a missing Allow-Credentials', async () => {
    await expect(meBehind({ credentials: true })).not.toAllowCredentials({ origin: page, path: '/me' });
    await expect(meBehind({ origin: page })).not.toAllowCredentials({ origin: page, path: '/me' });
  });
});

describe('fails, with the whole message', () => {
  test('* with credentials', async () => {
    const app = meBehind({ credentials: true });
    expect(await failureOf(expect(app).toAllowCredentials({ origin: page, path: '/me' })))
      .toMatchInlineSnapshot(`
     "expect(app).toAllowCredentials(expected)

     Expected:         credentials for "https://app.example"   GET /me, credentials included
     Verdict:          blocked by Chromium, Firefox and WebKit: the page may not read the response

     Request:          GET /me -> 200, Access-Control-Allow-Origin: *
                       Access-Control-Allow-Credentials: true
     Rule:             WildcardOriginNotAllowed   https://fetch.spec.whatwg.org/#concept-cors-check
     Chromium says:    Access to fetch at 'http://127.0.0.1/me' from origin 'https://app.example' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.
     Cause:            wildcard-with-credentials (certain; confirmed with 1 extra request)
                       the request has credentials, and "*" does not allow them; set by cors@2.8.6, layer 1 (cors())
                       no cookie was sent, and none was set: a page that needs none leaves credentials: 'include' out
     Fix:              list the origins that may send credentials, and allow credentials in the options of cors():
                         app.use(cors({ ...options, origin: ['https://app.example'], credentials: true }))
     Reproduce:        curl -i "$BASE/me" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('Allow-Credentials is missing', async () => {
    const app = meBehind({ origin: page });
    expect(await failureOf(expect(app).toAllowCredentials({ origin: page, path: '/me' })))
      .toMatchInlineSnapshot(`
     "expect(app).toAllowCredentials(expected)

     Expected:         credentials for "https://app.example"   GET /me, credentials included
     Verdict:          blocked by Chromium, Firefox and WebKit: the page may not read the response

     Request:          GET /me -> 200, Access-Control-Allow-Origin: https://app.example
     Rule:             InvalidAllowCredentials   https://fetch.spec.whatwg.org/#concept-cors-check
     Chromium says:    Access to fetch at 'http://127.0.0.1/me' from origin 'https://app.example' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.
     Cause:            credentials-not-enabled (certain; confirmed with 1 extra request)
                       the response has no Access-Control-Allow-Credentials
     Fix:              if this page should act as the logged-in user, allow credentials in the options of cors():
                         app.use(cors({ ...options, credentials: true }))
     Reproduce:        curl -i "$BASE/me" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('.not: credentials that are allowed', async () => {
    const app = meBehind({ origin: page, credentials: true });
    expect(await failureOf(expect(app).not.toAllowCredentials({ origin: page, path: '/me' })))
      .toMatchInlineSnapshot(`
     "expect(app).not.toAllowCredentials(expected)

     Expected:         not credentials for "https://app.example"   GET /me, credentials included
     Verdict:          allowed by Chromium, Firefox and WebKit

     Request:          GET /me -> 200, Access-Control-Allow-Origin: https://app.example
                       Access-Control-Allow-Credentials: true
     Reproduce:        curl -i "$BASE/me" -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('a route that is not there, in both polarities', async () => {
    const app = meBehind({ origin: page, credentials: true });
    const reason = 'CORS allows it, but GET /mee returns 404.';
    expect(await failureOf(expect(app).toAllowCredentials({ origin: page, path: '/mee' }))).toContain(reason);
    expect(await failureOf(expect(app).not.toAllowCredentials({ origin: page, path: '/mee' }))).toContain(
      reason,
    );
  });
});

test.each([
  ['no origin', { path: '/me' }],
  ['credentials left out on purpose', { origin: page, credentials: 'omit' as const }],
  ['a path where the origin belongs', '/me'],
])('misuse throws in both polarities: %s', async (_, request) => {
  const app = meBehind({ origin: page, credentials: true });
  const positive = await failureOf(expect(app).toAllowCredentials(request));
  expect(positive).toMatchSnapshot();
  expect(await failureOf(expect(app).not.toAllowCredentials(request))).toBe(
    positive.replace('expect(app).', 'expect(app).not.'),
  );
});

test('no evidence throws in both polarities: an app that never answers', async () => {
  const app = express().use(() => undefined);
  const request = { origin: page, timeout: 100 };
  const positive = await failureOf(expect(app).toAllowCredentials(request));
  expect(positive).toMatchInlineSnapshot(`
   "ExchangeError: expect(app).toAllowCredentials(expected)

   No evidence: GET /: no response within 100 ms. Does the route respond, and does every middleware call next()? To wait longer, set \`timeout\` in the request. Without a response there is no verdict: the request is neither allowed nor blocked."
  `);
  expect(await failureOf(expect(app).not.toAllowCredentials(request))).toBe(
    positive.replace('expect(app).', 'expect(app).not.'),
  );
});
