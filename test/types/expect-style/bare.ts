import { expect } from 'expect';
import { type FetchOutcome, preflight, testCorsContract } from 'expect-cors';
import { createServer } from 'node:http';
import { afterEach, describe, test } from 'node:test';
import { assertNoFloating } from 'expect-cors/expect';

const app = createServer();
const origin = 'https://app.example';

afterEach(assertNoFloating);

testCorsContract(
  { target: () => app },
  { origins: '*', routes: [{ path: '/', methods: ['GET'] }] },
  { describe, test },
);

test('what may be written', async () => {
  const done: Promise<void> = expect(app).toAllowOrigin(origin);
  await done;
  await expect(app).toAllowOrigin(origin, '/users');
  await expect(app).toAllowOrigin([origin, 'https://b.example'] as const, { path: '/users', method: 'PUT' });
  await expect(app).toAllowOrigin(origin, { json: { name: 'Ada' }, headers: { authorization: 'Bearer t' } });
  await expect(app).toAllowOrigin(origin, {
    headers: new Headers({ 'x-id': '1' }),
    body: new URLSearchParams(),
  });
  await expect(app).not.toAllowOrigin(origin, { control: 'https://b.example', status: [200, 204] });
  await expect(app).toRejectOrigin(origin, { path: '/users', credentials: 'include', status: '2xx' });
  await expect(app).toAllowCredentials({ origin, path: '/me', browsers: ['chromium', 'fetch-standard'] });
  await expect(app).toHandlePreflight(origin);
  await expect(app).not.toHandlePreflight({ origin, method: 'DELETE', timeout: 1000 });
  await expect('https://api.example/v1').toHandlePreflight(origin);
  await expect(app).toAllowAnyOrigin();
  await expect(app).toAllowAnyOrigin('/public');
  await expect(app).toAllowAnyOrigin({ path: '/public', send: true });
  await expect(app).toAllowMethods('PUT', origin);
  await expect(app).not.toAllowMethods(['PUT', 'DELETE'] as const, { origin, path: '/users' });
  await expect(app).toAllowHeaders(['authorization', 'x-tenant'], { origin, method: 'PUT' });
  await expect(app).toExposeHeaders('X-Total-Count', origin);
  await expect(app).toCachePreflightFor(600, { origin, method: 'PUT' });
  await expect(app).toVaryOnOrigin({ origin, path: '/users' });
  await expect(app).toMatchCorsContract({ origins: '*', routes: [{ path: '/', methods: ['GET'] }] });
  await expect(app).toRejectOrigin(origin, { code: 'AllowOriginMismatch', control: 'https://b.example' });
  const outcome = await preflight(app, '/users').from(origin).requestMethod('PUT').expectAllowed();
  await expect(outcome).toBeReadable();
  await expect(outcome).not.toBeBlocked('PreflightMissingAllowOriginHeader');
  await expect(Promise.resolve(app)).resolves.toAllowOrigin(origin);
  const resolved: Promise<void> = expect(Promise.resolve(app)).resolves.not.toRejectOrigin(origin);
  const host: string = 'app.example';
  const listed: readonly string[] = [origin, host];
  await expect(app).toAllowOrigin(host); // a string may be anything
  await expect(app).toAllowOrigin(listed);
  await expect(app).toAllowOrigin(`https://${host}`);
  await expect(app).toAllowOrigin(`${host}:3000`);
  await expect(app).toAllowOrigin([origin, host, 'null']);
  await expect(app).toAllowOrigin('capacitor://localhost');
  await expect(app).toRejectOrigin(['https://a.example', 'https://b.example']);
  await expect(app).toAllowOnlyOrigins(listed, '/users', { allowSubdomains: true });
  const unknown: unknown = app;
  const some: object = app;
  const early = undefined as typeof app | undefined;
  await expect(unknown).toAllowOrigin(origin);
  await expect(unknown).toBeReadable();
  await expect(some).toAllowAnyOrigin();
  await expect(early).toAllowOrigin(origin);
  await expect(JSON.parse('{}')).toBeReadable();
  await expect(JSON.parse('{}')).toAllowOrigin(origin);
  await expect((_: object, response: { end(): void }) => response.end()).toHandlePreflight(origin);
  await expect({ target: () => app }).toVaryOnOrigin(origin);
  await expect({ fetch: (request: Request) => new Response(request.url) }).toHandlePreflight(origin);
  await expect(new URL('https://api.example')).toPassCorsAudit({ trusted: origin, allowRemote: true });
  await expect(new Response()).toExposeHeaders('x-total-count');
  await expect(outcome).toHandlePreflight();
  await expect({ status: 200, redirects: [] as string[] }).toAllowOrigin(origin); // as supertest's response
  await Promise.all([resolved, expect(app).toAllowOrigin(origin)]);
});

test('what may not', () => {
  const calls = [
    // @ts-expect-error no such matcher
    () => expect(app).toAllowOrigins(origin),
    // @ts-expect-error no such matcher under .not
    () => expect(app).not.toAllowOrigins(origin),
    // @ts-expect-error no such matcher under .resolves
    () => expect(Promise.resolve(app)).resolves.toAllowOrigins(origin),
    // @ts-expect-error the origin is missing
    () => expect(app).toAllowOrigin(),
    // @ts-expect-error an origin is a string
    () => expect(app).toAllowOrigin(1),
    // @ts-expect-error an origin is a string, also when serialized by URL
    () => expect(app).toAllowOrigin(new URL(origin)),
    // @ts-expect-error a path is a string
    () => expect(app).toAllowOrigin(origin, 1),
    // @ts-expect-error no such key
    () => expect(app).toAllowOrigin(origin, { pth: '/users' }),
    // @ts-expect-error the origin comes first
    () => expect(app).toAllowOrigin(origin, { origin }),
    // @ts-expect-error no such credentials mode
    () => expect(app).toAllowOrigin(origin, { credentials: true }),
    // @ts-expect-error no such browser
    () => expect(app).toAllowOrigin(origin, { browsers: ['safari'] }),
    // @ts-expect-error a method is a string
    () => expect(app).not.toRejectOrigin(origin, { method: ['PUT'] }),
    // @ts-expect-error no such class of status
    () => expect(app).toRejectOrigin(origin, { status: '6xx' }),
    // @ts-expect-error the methods are missing
    () => expect(app).toAllowMethods(),
    // @ts-expect-error an array of requests is no request
    () => expect(app).toAllowCredentials([origin]),
    // @ts-expect-error seconds are a number
    () => expect(app).toCachePreflightFor('600', origin),
    // @ts-expect-error no such code
    () => expect(app).toBeBlocked('Forbidden'),
    // @ts-expect-error the code is toRejectOrigin's alone
    () => expect(app).toAllowOrigin(origin, { code: 'AllowOriginMismatch' }),
    // @ts-expect-error several origins are asked without a list
    () => expect(app).toAllowAnyOrigin({ origin: [origin] }),
    // @ts-expect-error an outcome holds its request
    () => expect(app).toBeReadable(origin),
    // @ts-expect-error a third argument
    () => expect(app).toAllowOrigin(origin, '/users', {}),
    // @ts-expect-error what is promised is no FetchOutcome
    (): Promise<{ allowed: boolean }> => expect(app).toAllowOrigin(origin),
    // @ts-expect-error it has to be awaited, so it is no asymmetric matcher
    () => expect({}).toEqual(expect.toAllowOrigin(origin)),
    // @ts-expect-error an origin has a scheme
    () => expect(app).toAllowOrigin('app.example'),
    // @ts-expect-error an origin has a scheme, under .not as well
    () => expect(app).not.toAllowOrigin('localhost:3000', '/users'),
    // @ts-expect-error a path is no origin
    () => expect(app).toRejectOrigin('/users'),
    // @ts-expect-error one of the list has no scheme
    () => expect(app).toRejectOrigin([origin, 'evil.example']),
    // @ts-expect-error a pattern is no origin
    () => expect(app).toAllowOnlyOrigins('*'),
    // @ts-expect-error a number is no app
    () => expect(42).toAllowOrigin(origin),
    // @ts-expect-error under .not neither
    () => expect(null).not.toHandlePreflight(origin),
    // @ts-expect-error a promise is awaited first
    () => expect(Promise.resolve(app)).toAllowOrigin(origin),
    // @ts-expect-error what is promised is no app
    () => expect(Promise.resolve(42)).resolves.toAllowOrigin(origin),
    // @ts-expect-error an app is asked first
    () => expect(app).toBeReadable(),
    // @ts-expect-error an app is asked first, under .not as well
    () => expect(app).not.toBeBlocked(),
    // @ts-expect-error an outcome is one answer, and several are needed
    (outcome: FetchOutcome) => expect(outcome).toAllowAnyOrigin(),
  ];
  expect(calls).toHaveLength(35);
});
