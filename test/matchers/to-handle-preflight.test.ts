import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { failureOf } from '../support/failure-of.js';

const page = 'https://app.example';
const request = { origin: page, path: '/users', method: 'PUT' };
const usersBehind = (options: cors.CorsOptions): Express =>
  express()
    .use(cors(options))
    .put('/users', (_, res) => void res.json({}));

describe('passes', () => {
  test('when the OPTIONS alone succeeds, and sends nothing else', async () => {
    const methods: string[] = [];
    const app = express().use((req, _, next) => {
      methods.push(req.method);
      next();
    });
    app.use(cors());
    await expect(app).toHandlePreflight(request);
    expect(methods).toEqual(['OPTIONS']);
  });

  test('for a request that needs no preflight: it is made all the same', async () => {
    await expect(usersBehind({ origin: page })).toHandlePreflight(page);
  });

  test('.not: when Express handles OPTIONS itself', async () => {
    await expect(express().put('/users', cors(), () => undefined)).not.toHandlePreflight(request);
  });
});

describe('fails, with the whole message', () => {
  test('a method that is not listed', async () => {
    const app = usersBehind({ origin: page, methods: ['GET', 'PATCH'] });
    expect(await failureOf(expect(app).toHandlePreflight(request))).toMatchInlineSnapshot(`
     "expect(app).toHandlePreflight(expected)

     Expected:         a handled preflight for "https://app.example"   PUT /users
     Verdict:          blocked by Chromium, Firefox and WebKit, before the PUT was sent

     Preflight:        OPTIONS /users -> 204, Access-Control-Allow-Origin: https://app.example
                       Access-Control-Allow-Methods: GET,PATCH
     Rule:             MethodDisallowedByPreflightResponse   https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://app.example' has been blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.
     Cause:            method-not-listed (certain; confirmed with 1 extra request)
                       PUT is not listed: Access-Control-Allow-Methods is "GET,PATCH"; set by cors@2.8.6, layer 1 (cors())
     Fix:              add the method in the options of cors():
                         app.use(cors({ ...options, methods: ['GET', 'PATCH', 'PUT'] }))
     Reproduce:        curl -i -X OPTIONS "$BASE/users" -H 'Access-Control-Request-Method: PUT' -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('a status that is not ok: the browsers refuse for the same reason in other words', async () => {
    const app = usersBehind({ origin: page, optionsSuccessStatus: 302 });
    expect(await failureOf(expect(app).toHandlePreflight(request))).toMatchInlineSnapshot(`
     "expect(app).toHandlePreflight(expected)

     Expected:         a handled preflight for "https://app.example"   PUT /users
     Verdict:          blocked by Chromium, Firefox and WebKit, before the PUT was sent

     Preflight:        OPTIONS /users -> 302, Access-Control-Allow-Origin: https://app.example
                       Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE
     Rule:             PreflightInvalidStatus   https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
     Chromium says:    Access to fetch at 'http://127.0.0.1/users' from origin 'https://app.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.
     Cause:            preflight-redirected (certain; confirmed with 7 extra requests)
                       cors@2.8.6, layer 1 (cors()) redirected the preflight to  (302)
     Fix:              the redirect leads back to the same URL; behind a proxy, Express sees https only if it trusts the proxy:
                         app.set('trust proxy', true)
     Reproduce:        curl -i -X OPTIONS "$BASE/users" -H 'Access-Control-Request-Method: PUT' -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });

  test('.not: a preflight that is handled', async () => {
    expect(await failureOf(expect(usersBehind({})).not.toHandlePreflight(request))).toMatchInlineSnapshot(`
     "expect(app).not.toHandlePreflight(expected)

     Expected:         not a handled preflight for "https://app.example"   PUT /users
     Verdict:          allowed by Chromium, Firefox and WebKit

     Preflight:        OPTIONS /users -> 204, Access-Control-Allow-Origin: *
                       Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE
     Reproduce:        curl -i -X OPTIONS "$BASE/users" -H 'Access-Control-Request-Method: PUT' -H 'Origin: https://app.example'   # BASE=where your app listens"
    `);
  });
});

test('misuse throws in both polarities: no origin', async () => {
  const app = usersBehind({});
  expect(await failureOf(expect(app).toHandlePreflight({ path: '/users' }))).toMatchInlineSnapshot(`
   "UsageError: expect(app).toHandlePreflight(expected)

   Matcher error: \`origin\` is required, for example "https://app.example"."
  `);
  expect(await failureOf(expect(app).not.toHandlePreflight({ path: '/users' }))).toMatchInlineSnapshot(`
   "UsageError: expect(app).not.toHandlePreflight(expected)

   Matcher error: \`origin\` is required, for example "https://app.example"."
  `);
});

test('no evidence throws in both polarities: a lazy target without an app', async () => {
  const target = { target: (): undefined => undefined };
  expect(await failureOf(expect(target).toHandlePreflight(request))).toMatchInlineSnapshot(`
   "ExchangeError: expect(app).toHandlePreflight(expected)

   No evidence: The lazy target did not return an app (it returned undefined). { target: () => app } is called when the assertion runs and must return the app."
  `);
  expect(await failureOf(expect(target).not.toHandlePreflight(request))).toMatchInlineSnapshot(`
   "ExchangeError: expect(app).not.toHandlePreflight(expected)

   No evidence: The lazy target did not return an app (it returned undefined). { target: () => app } is called when the assertion runs and must return the app."
  `);
});
