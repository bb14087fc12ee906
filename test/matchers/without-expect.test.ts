import { expect, test } from '@jest/globals';
import { assertInManner, type MatcherFailure } from '../../src/matchers/without-expect.js';
import { callSite } from '../../src/runner/call-site.js';
import { app, page, users } from './cases/apps.js';

/** What comes of `toAllowOrigin(origin, '/users')`, and the stack that each error was made with. */
async function asserted(
  origin: string,
  isNot = false,
): Promise<readonly [thrown: unknown, stacks: unknown[]]> {
  const stacks: unknown[] = [];
  const failed = ({ message, operator }: MatcherFailure): Error => {
    const error = new Error(`${operator}: ${message}`);
    stacks.push(error.stack);
    return error;
  };
  const thrown: unknown = await assertInManner(
    { words: (text) => text.replaceAll('toAllowOrigin', 'allows'), failed },
    {
      name: 'toAllowOrigin',
      received: app(),
      isNot,
      parameters: [origin, '/users'],
      site: callSite(asserted),
      about: 'users: ',
    },
  ).then(
    () => 'passes',
    (error: unknown) => error,
  );
  return [thrown, stacks];
}

test.each([
  [page, false],
  ['https://evil.example', true],
])('%s, isNot %s: passes, and no error is made', async (origin, isNot) => {
  expect(await asserted(origin, isNot)).toEqual(['passes', []]);
});

test.each([
  [page, true, 'not.allows: users: expect(app).not.allows(expected)\n'],
  ['https://evil.example', false, 'allows: users: expect(app).allows(expected)\n'],
])('%s, isNot %s: fails with the error that the manner makes', async (origin, isNot, beginning) => {
  const [thrown] = await asserted(origin, isNot);
  expect(thrown).toBeInstanceOf(Error);
  expect((thrown as Error).message.startsWith(beginning)).toBe(true);
});

test('an error is made without a stack of its own, and that of the call put in its place', async () => {
  const limit = Error.stackTraceLimit;
  const [thrown, [made]] = await asserted(page, true);
  const { message, stack } = thrown as Error;
  expect(made).toBe(`Error: ${message}`);
  expect(stack).toMatch(/without-expect\.test\.ts:\d+:\d+\)?(\n {4}at .*)*$/);
  expect(Error.stackTraceLimit).toBe(limit);
});

test('misuse is the error it is', async () => {
  const [thrown, stacks] = await asserted(`${users.origin}/`);
  expect(thrown).toMatchObject({ name: 'UsageError', code: 'invalid-origin' });
  expect((thrown as Error).message).toMatch(/^users: expect\(app\)\.allows\(expected\)\n\nMatcher error: /);
  expect(stacks).toEqual([]);
});
