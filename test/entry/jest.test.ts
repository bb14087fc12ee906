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
import { fileOf, type Run, runJest } from './runners.js';

jest.setTimeout(300_000);

// Started together: each mostly waits for its own processes.
const runs = {
  together: runJest('.'),
  twoWorkers: runJest('two-workers'),
  esm: runJest('esm', { nodeOptions: '--experimental-vm-modules' }),
};
let together: Run;
beforeAll(async () => {
  together = await runs.together;
});

function file(name: string, run = together): TestFile {
  return fileOf(run, name);
}

describe('an assertion that is never awaited', () => {
  test('fails its own test, whether it would pass or fail', () => {
    expect(file('floating/never-awaited.test.ts').tests).toEqual(neverAwaited);
  });

  test('fails its test beside another failure, but what a failed test would have waited for does not', () => {
    expect(file('floating/failed-before.test.ts').tests).toEqual(failedBefore);
  });

  test('fails the file when it belongs to no test', () => {
    expect(file('floating/hooks.test.ts')).toEqual({
      status: 'failed',
      failure: `● Test suite failed to run\n\n${floating('1 assertion (toAllowOrigin) was never awaited', 'hooks.test.ts:5')}`,
      tests: { waits: 'passed' },
    });
  });

  test.each([
    ['global expect, JavaScript', 'injected/globals.test.cjs', 'globals.test.cjs:9'],
    ['injectGlobals: false', 'not-injected/imports.test.ts', 'imports.test.ts:14'],
  ])('fails its test with %s', (_, name, place) => {
    expect(file(name).tests).toMatchObject({
      waits: 'passed',
      forgets: [floating('1 assertion (toAllowOrigin) in the test "forgets" was never awaited', place)],
    });
  });
});

describe('an assertion that is still under way when its test ends', () => {
  test('fails its own test and none that runs meanwhile', () => {
    expect(file('floating/under-way.test.ts').tests).toEqual({
      ...underWay,
      'drops a promised app': [
        floating(
          '1 assertion (toAllowOrigin) in the test "drops a promised app" was still pending when the test ended',
          '',
        ),
      ],
    });
  });

  test('fails the last test of a file, with two workers and a slow app', async () => {
    const run = await runs.twoWorkers;
    expect(run.exitCode).toBe(1);
    expect(file('two-workers/last.test.ts', run).tests).toEqual(last);
    expect(file('two-workers/other.test.ts', run).status).toBe('passed');
  });
});

describe('test.concurrent', () => {
  test('fails the file and names the test', () => {
    expect(file('floating/concurrent.test.ts')).toEqual({
      status: 'failed',
      failure: `● Test suite failed to run\n\n${floating(
        '1 assertion (toAllowOrigin) in the test "forgets" was never awaited',
        'concurrent.test.ts:9',
      )}`,
      tests: { waits: 'passed', forgets: 'passed', 'waits as well': 'passed', 'is not concurrent': 'passed' },
    });
  });

  test('asks after another one has ended, when Jest loads nothing any more', () => {
    expect(file('healthy/concurrent-late.test.ts').tests).toEqual({
      'ends at once': 'passed',
      'asks at once': 'passed',
      'asks later': 'passed',
      'asks later about cookies and sites': 'passed',
    });
    expect(file('floating/concurrent-first.test.ts').tests).toEqual({
      'ends at once': 'passed',
      'is the first to ask': [
        'UsageError: Jest loads nothing for a test of test.concurrent once another one has ended. ' +
          'Begin the test with its first assertion about CORS, or write test() instead of test.concurrent().\nat concurrent-first.test.ts:11',
      ],
    });
  });

  test('names every test', () => {
    expect(file('floating/concurrent-several.test.ts').failure).toBe(
      `● Test suite failed to run\n\n${floating(
        '2 assertions (toAllowOrigin and toHandlePreflight) in the tests "users forgets" and "users waits for nobody" ' +
          'were never awaited or still pending when the test ended',
        'concurrent-several.test.ts:6',
      )}`,
    );
  });
});

test('tests that wait pass: await, return, chains, groups, hooks, and 60 concurrent ones', () => {
  const { tests } = file('healthy/healthy.test.ts');
  expect(Object.entries(tests).filter(([, outcome]) => outcome !== 'passed')).toEqual([]);
  expect(Object.keys(tests)).toHaveLength(14);
  expect(file('healthy/healthy.test.ts').status).toBe('passed');
  expect(file('healthy/done.test.ts').tests).toEqual({ 'calls done': 'passed' });
  expect(file('healthy/concurrent.test.ts').status).toBe('passed');
  expect(Object.keys(file('healthy/concurrent.test.ts').tests)).toHaveLength(60);
});

test('a preflight and each check of a contract count as one assertion, also when they fail', () => {
  const { tests } = file('counts/counts.test.ts');
  expect(failuresIn(tests)).toEqual({
    'expect.assertions is told of one too many': 'Error: expect.assertions(1)',
    'expect.hasAssertions asks for more than a preflight that expects nothing':
      'Error: expect.hasAssertions()',
    ...brokenContract,
  });
  expect(Object.keys(tests)).toHaveLength(29);
  expect(file('counts/concurrent.test.ts').status).toBe('passed');
});

test('in jsdom, the first assertion says what to write at the top of the file', () => {
  const { tests } = file('jsdom/jsdom.test.ts');
  expect(tests).toMatchSnapshot();
});

test('works in ECMAScript modules, and a failure after the end of the file ends no process', async () => {
  const run = await runs.esm;
  expect(file('esm/esm.test.ts', run).tests).toEqual({
    waits: 'passed',
    forgets: [
      floating('1 assertion (toAllowOrigin) in the test "forgets" was never awaited', 'esm.test.ts:14'),
    ],
    'waits for nobody': [
      floating(
        '1 assertion (toAllowOrigin) in the test "waits for nobody" was still pending when the test ended',
        'esm.test.ts:19',
      ),
    ],
  });
  expect(run.output).not.toContain('JestAssertionError');
});

test('at the end of the process, nothing is said of what floats', () => {
  expect(file('extended/extended.test.ts').status).toBe('passed');
  expect(together.output).toContain('extended.test.ts');
  expect(together.output).not.toContain('expect-cors: ');
});

test('a failure points at the line of the assertion', () => {
  expect(file('healthy/failing.test.ts').tests).toEqual(failing);
});

test('the entry in setupFiles says where it belongs', () => {
  expect(file('setup-files/any.test.ts').failure).toMatch(
    /^● Test suite failed to run\n\nUsageError: expect-cors\/jest was loaded before Jest defined expect. List it in setupFilesAfterEnv, not in setupFiles.\nat jest.ts:\d+$/,
  );
});

test('inside another matcher it throws, and misuse fails in every polarity', () => {
  expect(file('floating/misuse.test.ts').tests).toEqual(misuse);
});
