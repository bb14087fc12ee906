import { describe, expect, jest, test } from '@jest/globals';
import { floating } from './report.js';
import { runMocha, runNodeTest } from './runners.js';

jest.setTimeout(300_000);

const runs = {
  'node:test': { run: runNodeTest('node-test.ts'), exitCode: 1 },
  Mocha: { run: runMocha('mocha.mjs'), exitCode: 9 }, // the number of failures
};
const concurrent = runNodeTest('node-test-concurrent.ts');

const expected = {
  waits: 'passed',
  returns: 'passed',
  'awaits a promised app': 'passed',
  'is refused': [
    expect.stringMatching(
      /^Error: expect\(app\)\.toAllowOrigin\(expected\)\n\nExpected origin: [^]*\nReproduce: .*\nat assertions\.ts:21$/,
    ),
  ],
  'is allowed under .not': [
    expect.stringMatching(
      /^Error: expect\(app\)\.not\.toAllowOrigin\(expected\)\n\nExpected origin: [^]*\nat assertions\.ts:25$/,
    ),
  ],
  'is misuse under .not as well': [
    'UsageError: expect(app).not.toAllowOrigin(expected)\n\nMatcher error: origin "https://app.example/" is not how a ' +
      'browser serializes it: an origin has no slash at the end. Write "https://app.example".\nat assertions.ts:29',
  ],
  'stands inside toEqual': [
    'UsageError: expect.toAllowOrigin(…) cannot be used inside another matcher, because it must be awaited. ' +
      'Write await expect(app).toAllowOrigin(…).\nat assertions.ts:33',
  ],
  'fails by the quicker of two, with no word about the other': ['Error: the quicker\nat assertions.ts:41'],
  'forgets one that would pass': [
    floating('1 assertion (toAllowOrigin) was never awaited', 'assertions.ts:46'),
  ],
  'forgets one that would fail': [
    floating('1 assertion (toAllowOrigin) was never awaited', 'assertions.ts:50'),
  ],
  'waits for nobody': [
    floating('1 assertion (toAllowOrigin) was still pending when the test ended', 'assertions.ts:56'),
  ],
  'waits after': 'passed',
  'is the last and waits for nobody': [
    floating('1 assertion (toAllowOrigin) was still pending when the test ended', 'assertions.ts:66'),
  ],
};

describe.each(Object.entries(runs))('%s', (_, { run, exitCode }) => {
  test('passes and fails what should, and points at the line', async () => {
    expect((await run).tests).toEqual(expected);
  });

  test('ends by itself', async () => {
    expect((await run).exitCode).toBe(exitCode);
  });
});

test('concurrent tests of node:test fail their file, and no innocent test', async () => {
  expect(await concurrent).toEqual({
    exitCode: 1,
    tests: {
      waits: 'passed',
      'waits less': 'passed',
      forgets: 'passed',
      'at the same time': 'passed',
      'node-test-concurrent.ts': [
        floating('1 assertion (toAllowOrigin) was never awaited', 'node-test-concurrent.ts:18'),
      ],
    },
  });
});
