import { createServer } from 'node:http';

const app = createServer();
const origin = 'https://app.example';

test('what may be written', async () => {
  const done: Promise<void> = expect(app).toAllowOrigin(origin);
  await done;
  await expect(app).not.toAllowOrigin(origin, { path: '/users', method: 'PUT' });
  await expect(Promise.resolve(app)).resolves.toHandlePreflight({ origin, method: 'DELETE' });
});

test.concurrent('what may be written with the expect of the test', async ({ expect }) => {
  await expect(app).toRejectOrigin(origin, '/users');
  await expect.soft(app).toAllowCredentials({ origin, path: '/me' });
});

test('what may not', () => {
  const calls = [
    // @ts-expect-error no such matcher
    () => expect(app).toAllowOrigins(origin),
    // @ts-expect-error an origin is a string
    () => expect(app).not.toAllowOrigin(1),
    // @ts-expect-error no such key
    () => expect(app).toAllowOrigin(origin, { pth: '/users' }),
  ];
  expect(calls).toHaveLength(3);
});
