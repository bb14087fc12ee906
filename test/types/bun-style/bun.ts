import { afterEach, describe, expect, test } from 'bun:test';
import { assertNoFloating, corsMatchers, type CorsMatchers, preflight, testCorsContract } from 'expect-cors';
import { createServer } from 'node:http';

declare module 'bun:test' {
  interface Matchers<T> extends CorsMatchers {}
}

expect.extend(corsMatchers);
afterEach(assertNoFloating);

const app = createServer();
const origin = 'https://app.example';

testCorsContract(app, { origins: '*', routes: [{ path: '/', methods: ['GET'] }] }, { describe, test });

test('what may be written', async () => {
  const done: Promise<void> = expect(app).toAllowOrigin(origin);
  await done;
  await expect(app).not.toAllowOrigin(origin, { path: '/users', method: 'PUT' });
  await preflight(app, '/users').from(origin).requestMethod('PUT').expectAllowed();
  // @ts-expect-error there is no such matcher
  await expect(app).toAllowOrigins(origin);
  // @ts-expect-error there is no such key
  await expect(app).toAllowOrigin(origin, { pth: '/users' });
});
