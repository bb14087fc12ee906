import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/errors/usage-error.js';
import { guard, watch } from '../../src/runner/await-guard.js';
import { assertNoFloating, assertNoFloatingOf } from '../../src/runner/floating.js';
import { ownerOf, testNameOf } from '../../src/runner/runner-state.js';

const call = {
  matcher: 'toAllowOrigin',
  advice: 'await expect(app)…',
  test: undefined,
  owner: 'another test',
  site: { frames: '' },
};
const never = new Promise<void>(() => undefined);

test('the owner is the test itself, else its name, and before Jest 30.2 only the name of a concurrent test', () => {
  const identity = {};
  const name = (): string => 'name';
  const none = (): undefined => undefined;
  expect(ownerOf({ currentTestIdentity: () => identity, currentConcurrentTestName: name })).toBe(identity);
  expect(ownerOf({ currentTestIdentity: none, currentConcurrentTestName: none })).toBeUndefined();
  expect(ownerOf({ currentConcurrentTestName: name, currentTestName: 'other' })).toBe('name');
  expect(ownerOf({ currentConcurrentTestName: none, currentTestName: 'other' })).toBeUndefined();
  expect(ownerOf({ currentTestName: 'other' })).toBeUndefined();
});

test('the name is never that of another test', () => {
  const name = (): string => 'name';
  const none = (): undefined => undefined;
  expect(testNameOf({ currentConcurrentTestName: name, currentTestName: 'other' })).toBe('name');
  expect(testNameOf({ currentConcurrentTestName: none, currentTestName: 'own' })).toBe('own');
  expect(
    testNameOf({
      currentTestIdentity: none,
      currentConcurrentTestName: none,
      currentTestName: 'the one before',
    }),
  ).toBeUndefined();
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test.each([
  ['passes', () => Promise.resolve()],
  ['fails', () => Promise.reject(new Error('refused'))],
])('a runner that waits inside the matcher leaves nothing to await: one that %s', async (_, assertion) => {
  void guard(assertion(), call);
  await settled();
  expect(assertNoFloating).not.toThrow();
});

test('a runner that waits inside the matcher has not waited before it settles', () => {
  void guard(never, call);
  expect(assertNoFloating).toThrow('1 assertion (toAllowOrigin) was never awaited');
});

test('an assertion that was only read is a fault of its test, unless that has failed already', () => {
  const owner = { errors: [] as Error[] };
  const report = (): void => {
    assertNoFloatingOf(owner);
  };
  watch({ ...call, owner, isRead: true });
  expect(report).toThrow('1 assertion (toAllowOrigin) was never awaited');
  watch({ ...call, owner, isRead: true });
  owner.errors.push(new Error('in an argument'));
  expect(report).not.toThrow();
});

test('a builder that has settled is still the test’s to await', async () => {
  void guard(Promise.resolve(), call, 'test');
  await settled();
  expect(assertNoFloating).toThrow('1 assertion (toAllowOrigin) was never awaited');
});

test('only the assertions of one test are asked for at its end, all at the end of the file', () => {
  void guard(never, call);
  expect(() => {
    assertNoFloatingOf('this test');
  }).not.toThrow();
  expect(assertNoFloating).toThrow(UsageError);
  expect(assertNoFloating).not.toThrow();
});

test('what was reported fails nobody any more, and is judged no more', async () => {
  const judged: string[] = [];
  const failing = guard(Promise.reject(new Error('refused')), call).then(() => judged.push('failing'));
  const passing = guard(Promise.resolve(), call).then(() => judged.push('passing'));
  expect(assertNoFloating).toThrow('2 assertions (toAllowOrigin) were never awaited');
  await expect(failing).resolves.toBeUndefined();
  await expect(passing).resolves.toBeUndefined();
  expect(judged).toEqual([]);
});

describe('in Mocha', () => {
  const afterEachHook = '"after each" hook: assertNoFloating';
  const hook = (
    state: string | undefined,
    { retries = 0, title = afterEachHook }: { retries?: number; title?: string } = {},
  ): { context: object; failures: Error[] } => {
    const failures: Error[] = [];
    const currentTest = { state, currentRetry: () => 0, retries: () => retries };
    const error = (failure: Error): void => void failures.push(failure);
    return { context: { currentTest, test: { title, error } }, failures };
  };
  const forget = (): void => void guard(never, call);
  const waitInVain = (): void => {
    void guard(never, call)
      .then(() => undefined)
      .then(() => undefined);
  };
  const unawaited = '1 assertion (toAllowOrigin) was never awaited';
  const unsettled = '1 assertion (toAllowOrigin) was still pending when the test ended';

  test.each([
    ['passed', forget, [unawaited]],
    ['passed', waitInVain, [unsettled]],
    ['failed', forget, [unawaited]],
    ['failed', waitInVain, []],
    // Its beforeEach has failed.
    [undefined, forget, [unawaited]],
    [undefined, waitInVain, []],
  ])('after a test that is %s, its own failure is given to the hook', (state, leave, expected) => {
    leave();
    const { context, failures } = hook(state);
    assertNoFloating.call(context);
    expect(failures.map(({ message }) => message.split(',')[0])).toEqual(expected);
    expect(assertNoFloating).not.toThrow();
  });

  test('an attempt that is repeated leaves nothing behind', () => {
    forget();
    waitInVain();
    const { context, failures } = hook(undefined, { retries: 1 });
    assertNoFloating.call(context);
    expect(failures).toEqual([]);
    expect(assertNoFloating).not.toThrow();
  });

  test.each([
    ['after a test that was skipped', hook('pending').context],
    ['in after', hook('passed', { title: '"after all" hook: assertNoFloating' }).context],
    ['in a hook without a test', { test: { title: afterEachHook, error: () => undefined } }],
    ['on the context of another runner', { currentTest: {}, test: () => undefined }],
    ['on nothing', null],
  ])('%s it throws', (_, context) => {
    forget();
    expect(() => {
      assertNoFloating.call(context);
    }).toThrow(unawaited);
  });
});

test('an assertion that starts after its test has failed is let go', async () => {
  const late = guard(Promise.reject(new Error('refused')), { ...call, owner: { errors: ['failed'] } });
  expect(assertNoFloating).not.toThrow();
  await expect(late).resolves.toBeUndefined();
});
