import { expect, test } from '@jest/globals';
import { imported } from '../../src/runner/imported.js';

const betweenTests = new ReferenceError(
  'You are trying to `require` a file outside of the scope of the test code.',
);

function failingFirst(error: Error, times = 1): () => Promise<string> {
  let left = times;
  return () => (left-- > 0 ? Promise.reject(error) : Promise.resolve('module'));
}

test('loads once', async () => {
  let times = 0;
  const load = imported(() => Promise.resolve((times += 1)));
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

test('waits while Jest is between two tests', async () => {
  await expect(imported(failingFirst(betweenTests, 3))()).resolves.toBe('module');
});

test('gives up when no test is begun any more, and tries again for the next one', async () => {
  const load = imported(failingFirst(betweenTests, 50));
  await expect(load()).rejects.toMatchObject({
    code: 'not-registered',
    message:
      'Jest loads nothing for a test of test.concurrent once another one has ended. ' +
      'Begin the test with its first assertion about CORS, or write test() instead of test.concurrent().',
  });
  await expect(load()).resolves.toBe('module');
});

test('does not keep a failure of another kind, and does not wait for it', async () => {
  const missing = new Error("Cannot find module 'supertest'");
  const load = imported(failingFirst(missing));
  await expect(load()).rejects.toBe(missing);
  await expect(load()).resolves.toBe('module');
});
