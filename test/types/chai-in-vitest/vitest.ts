import { corsChai } from 'expect-cors/chai';
import { createServer } from 'node:http';
import { chai, expect, test } from 'vitest';

const app = createServer();
const origin = 'https://app.example';

chai.use(corsChai);

test('what may be written', async () => {
  await expect(app).toAllowOrigin(origin, '/users');
  await expect(app).to.allowOrigin(origin, '/users');
  await expect(app).to.not.rejectOrigin(origin);
  await expect(app).not.toRejectOrigin(origin);
});

export const calls = [
  // @ts-expect-error no such assertion
  () => expect(app).to.allowOrigins(origin),
  // @ts-expect-error an origin has a scheme
  () => expect(app).to.allowOrigin('app.example'),
];
