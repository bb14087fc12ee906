import { expect, test } from '@jest/globals';
import { guard, watch } from '../../src/runner/await-guard.js';
import { assertNoFloating } from '../../src/runner/floating.js';
import { unreported } from '../../src/runner/unreported.js';

const never = new Promise<void>(() => undefined);
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const call = (line: number): Parameters<typeof guard>[1] => ({
  matcher: 'toAllowOrigin',
  advice: 'await expect(app)…',
  test: undefined,
  owner: undefined,
  site: {
    frames: `    at node:internal:1:1\n    at Context.<anonymous> (${process.cwd()}/users.test.js:${line}:9)`,
  },
});

/** What a runner makes of a matcher's promise. */
const judged = (assertion: Promise<unknown>, line = 1): Promise<unknown> =>
  guard(assertion, call(line)).then(() => undefined);
const awaited = (assertion: Promise<unknown>): void => {
  judged(assertion).then(undefined, () => undefined);
};

test('nothing floats: nothing is reported', async () => {
  awaited(Promise.resolve());
  awaited(Promise.reject(new Error('refused')));
  await settled();
  expect(unreported(false)).toBeUndefined();
});

test.each([
  ['fails', false, () => judged(Promise.reject(new Error('refused')))],
  [
    'fails when the runner judges it',
    false,
    () => guard(Promise.resolve(), call(1)).then(() => expect(1).toBe(2)),
  ],
  ['is pending', false, () => judged(never)],
  ['holds', true, () => judged(Promise.resolve())],
])('one that %s and was never awaited', async (_, isHarmless, assertion) => {
  void assertion();
  await settled();
  expect(unreported(false)).toMatchObject({
    isHarmless,
    text: expect.stringContaining('  users.test.js:1\n'),
  });
  expect(unreported(false)).toBeUndefined();
  expect(assertNoFloating).not.toThrow();
});

test('what is pending and awaited is let go where something else has failed', () => {
  awaited(never);
  expect(unreported(true)).toBeUndefined();
  awaited(never);
  expect(unreported(false)?.text).toMatch(
    /^1 assertion \(toAllowOrigin\) was still pending when the process ended:/,
  );
});

test('what was only read, as a property, is let go where something else has failed', () => {
  watch({ ...call(1), isRead: true });
  expect(unreported(true)).toBeUndefined();
  watch({ ...call(1), isRead: true });
  expect(unreported(false)).toMatchObject({
    isHarmless: false,
    text: expect.stringMatching(/^1 assertion \(toAllowOrigin\) was never awaited:/),
  });
});

test('names each place once, and ten of them', async () => {
  for (let line = 1; line <= 12; line++) void judged(Promise.reject(new Error('refused')), line);
  void judged(Promise.reject(new Error('refused')), 1);
  await settled();
  const { text = '' } = unreported(false) ?? {};
  expect(text).toMatch(
    /^13 assertions \(toAllowOrigin\) do not hold, but were never awaited, so no test failed:\n/,
  );
  expect(text.match(/^ {2}users\.test\.js:\d+$/gm)).toHaveLength(10);
  expect(text).toContain('  and at 2 other places\n');
});
