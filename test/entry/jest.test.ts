import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type JestFile, type JestRun, runJest } from './run-jest.js';

jest.setTimeout(300_000);

// Started together: each mostly waits for its own processes.
const runs = {
  together: runJest('.'),
  twoWorkers: runJest('two-workers'),
  esm: runJest('esm', { nodeOptions: '--experimental-vm-modules' }),
};
let together: JestRun;
beforeAll(async () => {
  together = await runs.together;
});

function file(name: string, run = together): JestFile {
  const found = run.files[name];
  if (found === undefined) throw new Error(`${name} did not run:\n${run.stderr}`);
  return found;
}

/** What the guard says, in full. */
function floating(what: string, place: string): string {
  const advice =
    'Write `await expect(app)…` in an async test. In a loop write `for … of`: forEach(async …) waits for nobody.';
  return `UsageError: ${what}, so nothing was asserted.\n${advice}${place === '' ? '' : `\nat ${place}`}`;
}

describe('an assertion that is never awaited', () => {
  test('fails its own test, whether it would pass or fail', () => {
    expect(file('floating/never-awaited.test.ts').tests).toEqual({
      'waits before': 'passed',
      'forgets one that would pass': [
        floating(
          '1 assertion (toAllowOrigin) in the test "forgets one that would pass" was never awaited',
          'never-awaited.test.ts:9',
        ),
      ],
      'forgets one that would fail': [
        floating(
          '1 assertion (toAllowOrigin) in the test "forgets one that would fail" was never awaited',
          'never-awaited.test.ts:13',
        ),
      ],
      'forgets the first of two': [
        floating(
          '1 assertion (toAllowOrigin) in the test "forgets the first of two" was never awaited',
          'never-awaited.test.ts:17',
        ),
      ],
      'forgets several': [
        floating(
          '3 assertions (toAllowOrigin and toRejectOrigin) in the test "forgets several" were never awaited',
          'never-awaited.test.ts:22',
        ),
      ],
      'handles the failure and waits for nothing': [
        floating(
          '1 assertion (toAllowOrigin) in the test "handles the failure and waits for nothing" was never awaited',
          'never-awaited.test.ts:30',
        ),
      ],
      'waits after': 'passed',
    });
  });

  test('fails its test beside another failure, but what a failed test would have waited for does not', () => {
    expect(file('floating/failed-before.test.ts').tests).toEqual({
      'fails by the quicker of two, with no word about the other': [
        'Error: the quicker\nat failed-before.test.ts:9',
      ],
      'fails and has forgotten one besides': [
        'Error: something else\nat failed-before.test.ts:15',
        floating(
          '1 assertion (toAllowOrigin) in the test "fails and has forgotten one besides" was never awaited',
          'failed-before.test.ts:14',
        ),
      ],
    });
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
      'waits for nobody': [
        floating(
          '2 assertions (toAllowOrigin) in the test "waits for nobody" were still under way when the test ended',
          'under-way.test.ts:8',
        ),
      ],
      'is innocent, though the loop goes on meanwhile': 'passed',
      'drops a group': [
        floating(
          '2 assertions (toAllowOrigin) in the test "drops a group" were still under way when the test ended',
          'under-way.test.ts:18',
        ),
      ],
      'drops a promised app': [
        floating(
          '1 assertion (toAllowOrigin) in the test "drops a promised app" was still under way when the test ended',
          '',
        ),
      ],
      waits: 'passed',
    });
  });

  test('fails the last test of a file, with two workers and a slow app', async () => {
    const run = await runs.twoWorkers;
    expect(run.exitCode).toBe(1);
    expect(file('two-workers/last.test.ts', run).tests).toEqual({
      waits: 'passed',
      'is the last and waits for nobody': [
        floating(
          '1 assertion (toAllowOrigin) in the test "is the last and waits for nobody" was still under way when the test ended',
          'last.test.ts:8',
        ),
      ],
    });
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

  test('names every test', () => {
    expect(file('floating/concurrent-several.test.ts').failure).toBe(
      `● Test suite failed to run\n\n${floating(
        '2 assertions (toAllowOrigin and toHandlePreflight) in the tests "users forgets" and "users waits for nobody" ' +
          'were never awaited or still under way when the test ended',
        'concurrent-several.test.ts:6',
      )}`,
    );
  });
});

test('tests that wait pass: await, return, chains, groups, hooks, and 60 concurrent ones', () => {
  const { tests } = file('healthy/healthy.test.ts');
  expect(Object.entries(tests).filter(([, outcome]) => outcome !== 'passed')).toEqual([]);
  expect(Object.keys(tests)).toHaveLength(15);
  expect(file('healthy/healthy.test.ts').status).toBe('passed');
  expect(file('healthy/concurrent.test.ts').status).toBe('passed');
  expect(Object.keys(file('healthy/concurrent.test.ts').tests)).toHaveLength(60);
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
        '1 assertion (toAllowOrigin) in the test "waits for nobody" was still under way when the test ended',
        'esm.test.ts:19',
      ),
    ],
  });
  expect(run.stderr).not.toContain('JestAssertionError');
});

test('the entry in setupFiles says where it belongs', () => {
  expect(file('setup-files/any.test.ts').failure).toMatch(
    /^● Test suite failed to run\n\nUsageError: expect-cors\/jest was loaded before Jest has an expect. List it in setupFilesAfterEnv, not in setupFiles.\nat jest.ts:\d+$/,
  );
});

test('inside another matcher it throws, and misuse fails in every polarity', () => {
  const asymmetric = (line: number): string[] => [
    'UsageError: expect.toAllowOrigin(…) cannot be used inside another matcher: it has to be awaited. ' +
      `Write await expect(app).toAllowOrigin(…).\nat misuse.test.ts:${String(line)}`,
  ];
  const misuse = (chain: string, line: number): string[] => [
    `UsageError: expect(app)${chain}.toAllowOrigin(expected)\n\n` +
      'Matcher error: origin "https://app.example/" is not how a browser serializes it: an origin has no slash at the ' +
      `end. Write "https://app.example".\nat misuse.test.ts:${String(line)}`,
  ];
  expect(file('floating/misuse.test.ts').tests).toEqual({
    'stands inside toEqual': asymmetric(9),
    'stands inside toEqual, negated': asymmetric(13),
    'stands inside a negated toEqual': asymmetric(17),
    'is misuse': misuse('', 21),
    'is misuse under .not as well': misuse('.not', 25),
    'is misuse under .resolves.not as well': misuse('.resolves.not', 29),
  });
});
