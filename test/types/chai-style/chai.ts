import { expect, should, use } from 'chai';
import { preflight, simulateFetch } from 'expect-cors';
import byDefault, { assertNoFloating, corsChai, type CorsChaiAssertions } from 'expect-cors/chai';
import { createServer } from 'node:http';
import { afterEach, test } from 'node:test';

const app = createServer();
const origin = 'https://app.example';

use(corsChai);
use(byDefault);
should();
afterEach(assertNoFloating);

test('what may be written', async () => {
  const done: Promise<void> = expect(app).to.allowOrigin(origin);
  await done;
  await expect(app).to.allowOrigin(origin, '/users');
  await expect(app, 'public API').to.allowOrigin([origin, 'https://b.example'] as const, { method: 'PUT' });
  await expect(app).to.not.allowOrigin(origin, { control: 'https://b.example', status: [200, 204] });
  await expect(app).not.to.rejectOrigin(origin, { code: 'AllowOriginMismatch' });
  await expect(app).to.allowCredentials({ origin, path: '/me' });
  await expect(app).to.handlePreflight({ origin, method: 'DELETE' });
  await expect(app).to.allowAnyOrigin();
  await expect(app).to.allowMethods('PUT', origin);
  await expect(app).to.allowHeaders(['authorization', 'x-tenant'], { origin, method: 'PUT' });
  await expect(app).to.exposeHeaders('X-Total-Count', origin);
  await expect(app).to.cachePreflightFor(600, { origin, method: 'PUT' });
  await expect(app).to.varyOnOrigin({ origin, path: '/users' });
  await expect(app).to.matchCorsContract({ origins: '*', routes: [{ path: '/', methods: ['GET'] }] });
  await expect(app).to.allowOnlyOrigins(origin, '/users', { allowSubdomains: true });
  await expect(app).to.passCorsAudit({ trusted: origin, allowRemote: true });
  const outcome = await preflight(app, '/users').from(origin).requestMethod('PUT').expectAllowed();
  await expect(outcome).to.be.readable();
  await expect(await simulateFetch(app, { origin })).to.not.be.blocked('MissingAllowOriginHeader');
  const host: string = 'app.example';
  await expect(app).to.allowOrigin(host); // a string may be anything
  const subject: { readonly should: Chai.Assertion } = Object.create(app);
  await subject.should.allowOrigin(origin);
  const assertions: CorsChaiAssertions = expect(app).to;
  await assertions.allowOrigin(origin);
  expect([1]).to.be.an('array').and.have.lengthOf(1);
});

export const calls = [
  // @ts-expect-error no such assertion
  () => expect(app).to.allowOrigins(origin),
  // @ts-expect-error the names have no `to` here
  () => expect(app).to.toAllowOrigin(origin),
  // @ts-expect-error nor `be`
  () => expect(app).to.beReadable(),
  // @ts-expect-error no such assertion under .not
  () => expect(app).to.not.allowOrigins(origin),
  // @ts-expect-error the origin is missing
  () => expect(app).to.allowOrigin(),
  // @ts-expect-error an origin is a string
  () => expect(app).to.allowOrigin(new URL(origin)),
  // @ts-expect-error no such key
  () => expect(app).to.allowOrigin(origin, { pth: '/users' }),
  // @ts-expect-error no such code
  () => expect(app).to.be.blocked('Forbidden'),
  // @ts-expect-error a promise is no assertion to go on with
  () => expect(app).to.allowOrigin(origin).and.allowAnyOrigin(),
  // @ts-expect-error an origin has a scheme
  () => expect(app).to.allowOrigin('app.example'),
  // @ts-expect-error one of the list has no scheme
  () => expect(app).to.rejectOrigin([origin, 'evil.example']),
];
