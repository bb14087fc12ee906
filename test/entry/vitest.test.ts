import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  brokenContract,
  failedBefore,
  failing,
  failuresIn,
  last,
  misuse,
  neverAwaited,
  underWay,
} from './expected.js';
import { floating, type TestFile } from './report.js';
import { fileOf, type Run, runVitest } from './runners.js';

jest.setTimeout(300_000);

let run: Run;
beforeAll(async () => {
  run = await runVitest();
});

function file(name: string): TestFile {
  return fileOf(run, name);
}

describe('an assertion that is never awaited', () => {
  test('fails its own test, whether it would pass or fail', () => {
    expect(file('floating/never-awaited.test.ts').tests).toEqual(neverAwaited);
  });

  test('fails its test beside another failure, but what a failed test would have waited for does not', () => {
    expect(file('floating/failed-before.test.ts').tests).toEqual(failedBefore);
  });

  test('fails its test with globals, JavaScript', () => {
    expect(file('vitest-globals/globals.test.js').tests).toEqual({
      waits: 'passed',
      forgets: [
        floating('1 assertion (toAllowOrigin) in the test "forgets" was never awaited', 'globals.test.js:9'),
      ],
    });
  });

  test('in a hook of the test fails it, in one of the file the file', () => {
    expect(file('vitest/hooks.test.ts').tests).toEqual({
      'a hook that forgets fails its test': [
        floating(
          '1 assertion (toAllowOrigin) in the test "a hook that forgets > fails its test" was never awaited',
          'hooks.test.ts:6',
        ),
      ],
      'a hook that waits does not': 'passed',
    });
    // Vitest's JSON gives no stack of such a failure.
    expect(file('floating/hooks.test.ts')).toEqual({
      status: 'failed',
      failure: floating('1 assertion (toAllowOrigin) was never awaited', '').replace('UsageError: ', ''),
      tests: { waits: 'passed' },
    });
  });
});

describe('an assertion that is still under way when its test ends', () => {
  test('fails its own test and none that runs meanwhile', () => {
    expect(file('floating/under-way.test.ts').tests).toEqual({
      ...underWay,
      'drops a promised app': 'passed', // Vitest itself waits for .resolves
    });
  });

  test('fails the last test of a file, with two workers and a slow app', () => {
    expect(run.exitCode).toBe(1);
    expect(file('two-workers/last.test.ts').tests).toEqual(last);
    expect(file('two-workers/other.test.ts').status).toBe('passed');
  });
});

describe('test.concurrent', () => {
  test('fails the one that forgets and none of the others', () => {
    expect(file('floating/concurrent.test.ts').tests).toEqual({
      waits: 'passed',
      forgets: [
        floating(
          '1 assertion (toAllowOrigin) in the test "forgets" was never awaited',
          'concurrent.test.ts:9',
        ),
      ],
      'waits as well': 'passed',
      'is not concurrent': 'passed',
    });
    expect(file('floating/concurrent-several.test.ts').tests).toEqual({
      'users forgets': [
        floating(
          '1 assertion (toAllowOrigin) in the test "users > forgets" was never awaited',
          'concurrent-several.test.ts:6',
        ),
      ],
      'users waits for nobody': [
        floating(
          '1 assertion (toHandlePreflight) in the test "users > waits for nobody" was still pending when the test ended',
          'concurrent-several.test.ts:12',
        ),
      ],
    });
  });

  test('does so with the expect of the test context', () => {
    expect(file('vitest/local.test.ts').tests).toMatchObject({
      'waits with its own expect': 'passed',
      'forgets with its own expect': [
        floating(
          '1 assertion (toAllowOrigin) in the test "forgets with its own expect" was never awaited',
          'local.test.ts:9',
        ),
      ],
    });
  });
});

test('retries start afresh', () => {
  expect(file('vitest/retried.test.ts').tests).toEqual({
    'forgets in the first attempt only': 'passed',
    'forgets after it has failed otherwise': [
      'Error: something else\nat retried.test.ts:15',
      floating(
        '1 assertion (toAllowOrigin) in the test "forgets after it has failed otherwise" was never awaited',
        'retried.test.ts:16',
      ),
    ],
    'is innocent of what the first attempt has left behind': 'passed',
  });
});

test('tests that wait pass: await, return, chains, groups, hooks, and 60 concurrent ones', () => {
  const { tests } = file('healthy/healthy.test.ts');
  expect(Object.entries(tests).filter(([, outcome]) => outcome !== 'passed')).toEqual([]);
  expect(Object.keys(tests)).toHaveLength(14);
  expect(file('healthy/healthy.test.ts').status).toBe('passed');
  expect(file('healthy/concurrent.test.ts').status).toBe('passed');
  expect(Object.keys(file('healthy/concurrent.test.ts').tests)).toHaveLength(60);
});

describe('a preflight and each check of a contract count as one assertion', () => {
  test('also when they fail', () => {
    const { tests } = file('counts/counts.test.ts');
    expect(failuresIn(tests)).toEqual({
      'expect.assertions is told of one too many': 'Error: expected number of assertions to be 1, but got 2',
      'expect.hasAssertions asks for more than a preflight that expects nothing':
        'Error: expected any number of assertion, but got none',
      ...brokenContract,
    });
    expect(Object.keys(tests)).toHaveLength(29);
    expect(file('counts/concurrent.test.ts').status).toBe('passed');
  });

  test('where assertions are required, beside an expect of its own, and at the same time', () => {
    const { tests } = file('vitest-required/required.test.ts');
    expect(failuresIn(tests)).toEqual({
      'has a preflight that expects nothing': 'Error: expected any number of assertion, but got none',
    });
    expect(Object.keys(tests)).toHaveLength(18);
  });
});

test('no failure is left over for the process', () => {
  expect(run.output).toContain('Test Files');
  expect(run.output).not.toContain('Unhandled');
});

test('at the end of the process, nothing is said of what floats', () => {
  expect(file('extended/extended.test.ts').status).toBe('passed');
  expect(run.output).not.toContain('expect-cors: ');
});

test('a failure points at the line of the assertion', () => {
  expect(file('healthy/failing.test.ts').tests).toEqual(failing);
  expect(file('vitest/local.test.ts').tests['lets a soft assertion fail it']).toEqual([
    expect.stringMatching(/^Error: expect\(app\)\.toAllowOrigin[^]*\nat local.test.ts:13$/),
  ]);
});

test("the assertions of chai in Vitest's own expect", () => {
  const refused = (name: string, line: number): RegExp =>
    new RegExp(
      `^${name}: expect\\(app\\)\\.to\\.allowOrigin\\(expected\\)\\n\\nExpected origin: [^]*at chai\\.test\\.ts:${String(line)}$`,
    );
  expect(file('vitest/chai.test.ts').tests).toEqual({
    'waits in both styles': 'passed',
    'is refused': [expect.stringMatching(refused('AssertionError', 15))],
    'is refused behind resolves': [expect.stringMatching(refused('Error', 19))], // Vitest writes the stack anew
    forgets: [
      floating('1 assertion (allowOrigin) in the test "forgets" was never awaited', 'chai.test.ts:23'),
    ],
    'forgets a property': [
      floating(
        '1 assertion (allowAnyOrigin) in the test "forgets a property" was never awaited',
        'chai.test.ts:27',
      ),
    ],
    'has an argument that throws': ['Error: no origin\nat chai.test.ts:31'],
    'waits after': 'passed',
  });
});

test('inside another matcher it throws, and misuse fails in every polarity', () => {
  const resolves = 'is misuse under .resolves.not as well';
  const [message = ''] = misuse[resolves] ?? [];
  expect(file('floating/misuse.test.ts').tests).toEqual({
    ...misuse,
    [resolves]: [message.replace('UsageError', 'Error')], // Vitest writes the stack anew
  });
});

test('without isolation, an entry that is only imported says where it belongs', () => {
  const files = ['one', 'two'].map((name) => file(`vitest-imported/${name}.test.ts`));
  const [failed, passed] = files[0]?.status === 'failed' ? files : files.toReversed();
  expect(passed?.tests).toEqual({ waits: 'passed' });
  expect(failed?.tests).toEqual({
    waits: [
      expect.stringMatching(
        /^UsageError: expect-cors\/vitest is not loaded for this file, so a forgotten await would go unnoticed\. With isolate: false, list it in setupFiles: importing it is not enough\./,
      ),
    ],
  });
});

test('before Vitest 4.1 the same tests fail', () => {
  const names = ['floating/concurrent', 'floating/never-awaited', 'floating/under-way', 'vitest/retried'];
  const expected = Object.assign({}, ...names.map((name) => file(`${name}.test.ts`).tests)) as object;
  const earlier = file('vitest-earlier/all.test.ts');
  expect(earlier.tests).toMatchObject(expected);
  expect(earlier.status).toBe('failed');
});
