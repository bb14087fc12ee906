import { describe, expect, jest, test } from '@jest/globals';
import { floating } from './report.js';
import { runMocha, runNodeTest } from './runners.js';

jest.setTimeout(300_000);

const runs = {
  'node:test': { run: runNodeTest('../assert/node-test.ts'), exitCode: 1 },
  Mocha: { run: runMocha('../assert/mocha.mjs'), exitCode: 7 }, // the number of failures
};

const expected = {
  waits: 'passed',
  returns: 'passed',
  'waits for several': 'passed',
  'is refused': [
    expect.stringMatching(
      /^AssertionError \[ERR_ASSERTION\]: assertThat\(app\)\.toAllowOrigin\(expected\)\n\nExpected origin: [^]*\nReproduce: .*\nat assertions\.ts:19$/,
    ),
  ],
  'is allowed under .not': [
    expect.stringMatching(
      /^AssertionError \[ERR_ASSERTION\]: assertThat\(app\)\.not\.toAllowOrigin\(expected\)\n\nExpected origin: [^]*\nat assertions\.ts:23$/,
    ),
  ],
  'is misuse under .not as well': [
    'UsageError: assertThat(app).not.toAllowOrigin(expected)\n\nMatcher error: origin "https://app.example/" is not how a ' +
      'browser serializes it: an origin has no slash at the end. Write "https://app.example".\nat assertions.ts:27',
  ],
  'fails by the quicker of two, with no word about the other': ['Error: the quicker\nat assertions.ts:35'],
  'forgets one that would pass': [
    floating('1 assertion (toAllowOrigin) was never awaited', 'assertions.ts:40', 'assertThat(app)'),
  ],
  'forgets one that would fail': [
    floating('1 assertion (toRejectOrigin) was never awaited', 'assertions.ts:44', 'assertThat(app)'),
  ],
  'waits for nobody': [
    floating(
      '1 assertion (toAllowOrigin) was still pending when the test ended',
      'assertions.ts:50',
      'assertThat(app)',
    ),
  ],
  'waits after': 'passed',
};

describe.each(Object.entries(runs))('%s', (_, { run, exitCode }) => {
  test('passes and fails what should, and points at the line', async () => {
    expect((await run).tests).toEqual(expected);
  });

  test('ends by itself', async () => {
    expect((await run).exitCode).toBe(exitCode);
  });
});
