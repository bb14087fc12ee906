import { describe, expect, jest, test } from '@jest/globals';
import { basename, join } from 'node:path';
import { runNode } from '../entry/child.js';
import type { Outcomes } from '../entry/report.js';
import { fileOf, runJest, runMocha, runNodeTest } from '../entry/runners.js';

jest.setTimeout(300_000);

// As seen from the fixtures of the entries.
const fixtures = '../../contract/fixtures';

const broken = [
  expect.stringMatching(
    /^ExpectationError: testCorsContract\(app, contract\): GET \/users from https:\/\/evil\.example is rejected\n\nExpected: [^]*\nReproduce: .*\nat declare\.ts:23$/,
  ),
];

const expected = {
  'GET /users from https://app.example is allowed': 'passed',
  'GET /users from https://app.example with credentials is rejected': 'passed',
  'GET /users from https://evil.example is rejected': broken,
  'GET /users from https://unrelated.example is rejected': 'passed',
  'GET /users from https://app.example is allowed, again after all other checks': 'passed',
};

describe('one test a cell, for an app that exists only when the tests run:', () => {
  test('node:test', async () => {
    const { exitCode, tests } = await runNodeTest(`../${fixtures}/node-test.ts`);
    // Of a name that looks like a path, the run tells its last part.
    const named = Object.entries(expected).map(([name, outcome]) => [basename(name), outcome]);
    expect({ ...tests, 'CORS contract': undefined }).toEqual(Object.fromEntries(named));
    expect(exitCode).toBe(1);
  });

  test('Mocha', async () => {
    const { exitCode, tests } = await runMocha(`../${fixtures}/mocha.mjs`);
    expect(tests).toEqual(expected);
    expect(exitCode).toBe(1);
  });

  test('Jest', async () => {
    const run = await runJest(`${fixtures}/jest`);
    const { tests } = fileOf(run, `${fixtures}/jest/contract.test.ts`);
    expect(withoutGroup(tests)).toEqual(expected);
  });

  test('Vitest', async () => {
    const vitest = join(require.resolve('vitest/package.json'), '..', 'vitest.mjs');
    const root = join(__dirname, 'fixtures', 'vitest');
    const { stdout } = await runNode([vitest, 'run', '--root', root, '--reporter=json']);
    const { testResults } = JSON.parse(stdout) as {
      testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
    };
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    const told = results.map(({ title, status }) => [title, status === 'passed' ? 'passed' : broken]);
    expect(Object.fromEntries(told)).toEqual(expected);
    expect(results.flatMap(({ failureMessages }) => failureMessages)).toEqual([
      expect.stringMatching(/^ExpectationError: testCorsContract[^]*declare\.ts:23/),
    ]);
  });
});

function withoutGroup(tests: Outcomes): Outcomes {
  return Object.fromEntries(
    Object.entries(tests).map(([name, outcome]) => [name.replace(/^CORS contract /, ''), outcome]),
  );
}
