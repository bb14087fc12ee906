import { type FetchOutcome, preflight, simulateFetch } from 'expect-cors';
import { assertNoFloating, assertThat, type CorsAssertions } from 'expect-cors/assert';
import { createServer } from 'node:http';
import { afterEach, test } from 'node:test';

const app = createServer();
const origin = 'https://app.example';

afterEach(assertNoFloating);

test('what may be written', async () => {
  const done: Promise<void> = assertThat(app).toAllowOrigin(origin);
  await done;
  await assertThat(app).toAllowOrigin(origin, '/users');
  await assertThat(app).toAllowOrigin([origin, 'https://b.example'] as const, {
    path: '/users',
    method: 'PUT',
  });
  await assertThat(app).not.toAllowOrigin(origin, { control: 'https://b.example', status: [200, 204] });
  await assertThat(app).toRejectOrigin(origin, { code: 'AllowOriginMismatch', control: 'https://b.example' });
  await assertThat(app).toAllowCredentials({ origin, path: '/me', browsers: ['chromium', 'fetch-standard'] });
  await assertThat(app).not.toHandlePreflight({ origin, method: 'DELETE', timeout: 1000 });
  await assertThat(app).toAllowAnyOrigin();
  await assertThat(app).toAllowMethods('PUT', origin);
  await assertThat(app).toAllowHeaders(['authorization', 'x-tenant'], { origin, method: 'PUT' });
  await assertThat(app).toExposeHeaders('X-Total-Count', origin);
  await assertThat(app).toCachePreflightFor(600, { origin, method: 'PUT' });
  await assertThat(app).toVaryOnOrigin({ origin, path: '/users' });
  await assertThat(app).toMatchCorsContract({ origins: '*', routes: [{ path: '/', methods: ['GET'] }] });
  await assertThat(app).toAllowOnlyOrigins(origin, '/users', { allowSubdomains: true });
  await assertThat(new URL('https://api.example')).toPassCorsAudit({ trusted: origin, allowRemote: true });
  await assertThat('https://api.example/v1').toHandlePreflight(origin);
  await assertThat({ target: () => app }).toVaryOnOrigin(origin);
  await assertThat({ fetch: (request: Request) => new Response(request.url) }).toHandlePreflight(origin);
  await assertThat((_: object, response: { end(): void }) => response.end()).toHandlePreflight(origin);
  const outcome = await preflight(app, '/users').from(origin).requestMethod('PUT').expectAllowed();
  await assertThat(outcome).not.toBeBlocked('PreflightMissingAllowOriginHeader');
  await assertThat(await simulateFetch(app, { origin })).toBeReadable();
  await assertThat({ status: 200, redirects: [] as string[] }).toAllowOrigin(origin); // as supertest's response
  await assertThat(new Response()).toExposeHeaders('x-total-count');
  const host: string = 'app.example';
  await assertThat(app).toAllowOrigin(host); // a string may be anything
  const unknown: unknown = app;
  await assertThat(unknown).toAllowOrigin(origin);
  await assertThat(unknown).toBeReadable();
  await assertThat(JSON.parse('{}')).toBeReadable();
  const early = undefined as typeof app | undefined;
  await assertThat(early).toAllowOrigin(origin);
  const kept: CorsAssertions<FetchOutcome> = assertThat(outcome);
  await kept.toBeReadable();
  await Promise.all([
    assertThat(app).toAllowOrigin(origin),
    assertThat(app).not.toAllowAnyOrigin('/private'),
  ]);
});

export const calls = [
  // @ts-expect-error no such assertion
  () => assertThat(app).toAllowOrigins(origin),
  // @ts-expect-error no such assertion under .not
  () => assertThat(app).not.toAllowOrigins(origin),
  // @ts-expect-error .not stands once
  () => assertThat(app).not.not.toAllowOrigin(origin),
  // @ts-expect-error what is promised has to be awaited first
  () => assertThat(Promise.resolve(app)).resolves.toAllowOrigin(origin),
  // @ts-expect-error a promise is no app
  () => assertThat(Promise.resolve(app)).toAllowOrigin(origin),
  // @ts-expect-error the origin is missing
  () => assertThat(app).toAllowOrigin(),
  // @ts-expect-error an origin is a string
  () => assertThat(app).toAllowOrigin(new URL(origin)),
  // @ts-expect-error no such key
  () => assertThat(app).toAllowOrigin(origin, { pth: '/users' }),
  // @ts-expect-error seconds are a number
  () => assertThat(app).toCachePreflightFor('600', origin),
  // @ts-expect-error a third argument
  () => assertThat(app).toAllowOrigin(origin, '/users', {}),
  // @ts-expect-error what is promised is no FetchOutcome
  (): Promise<FetchOutcome> => assertThat(app).toAllowOrigin(origin),
  // @ts-expect-error an origin has a scheme
  () => assertThat(app).toAllowOrigin('app.example'),
  // @ts-expect-error one of the list has no scheme
  () => assertThat(app).toRejectOrigin([origin, 'evil.example']),
  // @ts-expect-error a number is no app
  () => assertThat(42).toAllowOrigin(origin),
  // @ts-expect-error a number is no app under .not either
  () => assertThat(42).not.toAllowOrigin(origin),
  // @ts-expect-error an app is no outcome
  () => assertThat(app).toBeReadable(),
  // @ts-expect-error one outcome is not enough
  async () => assertThat(await simulateFetch(app, { origin })).toAllowAnyOrigin(),
];
