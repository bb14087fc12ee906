import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Ended } from './child.js';
import { floating } from './report.js';
import { type BareRun, runMocha, runMochaWith } from './runners.js';

jest.setTimeout(300_000);

const file = 'mocha-hook.mjs';
const failures = 9;
const runs = {
  json: runMocha(file),
  spec: runMochaWith(['--reporter', 'spec'], file),
  xunit: runMochaWith(['--reporter', 'xunit'], file),
  parallel: runMochaWith(['--parallel', '--jobs', '2', '--reporter', 'spec'], file, 'mocha.mjs'),
};
let byReporter: {
  readonly json: BareRun;
  readonly spec: Ended;
  readonly xunit: Ended;
  readonly parallel: Ended;
};
beforeAll(async () => {
  const [json, spec, xunit, parallel] = await Promise.all([
    runs.json,
    runs.spec,
    runs.xunit,
    runs.parallel,
  ] as const);
  byReporter = { json, spec, xunit, parallel };
});

const forgotten = (line: number): string[] => [
  floating('1 assertion (toAllowOrigin) was never awaited', `mocha-hook.mjs:${String(line)}`),
];

describe('a forgotten await', () => {
  test('fails its own test, and those behind it still run', () => {
    expect(byReporter.json).toEqual({
      exitCode: failures,
      tests: {
        forgets: forgotten(11),
        'fails and forgets': ['Error: something else\nat mocha-hook.mjs:16'],
        'fails and leaves behind what it would have waited for': ['Error: the quicker\nat mocha-hook.mjs:20'],
        'forgets in its first attempt, which fails and is repeated': 'passed',
        'forgets in its last attempt': forgotten(33),
        waits: 'passed',
        'hands on its context': forgotten(47),
        'goes on after it': 'passed',
        'has no context': forgotten(59),
        'forgets before': forgotten(69),
        'forgets, and is not the last': 'passed',
        'is the last': 'passed',
        '"after all" hook: assertNoFloating for "is the last"': forgotten(78),
      },
    });
  });

  test('is told once, with its message and its line, by spec', () => {
    const { exitCode, stdout } = byReporter.spec;
    expect(exitCode).toBe(failures);
    expect(shown(stdout)).toMatchSnapshot();
  });

  test('is a failure for xunit', () => {
    const { exitCode, stdout } = byReporter.xunit;
    expect(exitCode).toBe(failures);
    expect(/<testsuite .*(tests="\d+") .*(errors="\d+")/.exec(stdout)?.slice(1)).toEqual([
      'tests="12"',
      'errors="9"',
    ]);
    expect(stdout).toMatch(/name="forgets" [^>]*><failure>1 assertion \(toAllowOrigin\) was never awaited/);
    expect(stdout).toMatch(/name="waits" [^>]*\/>/);
  });

  test('fails its test with --parallel as well', () => {
    const { exitCode, stdout } = byReporter.parallel;
    expect(exitCode).toBe(failures + 9);
    expect(stdout).toContain('✔ goes on after it');
    expect(stdout).toContain('17 passing');
  });
});

/** Without what changes from run to run. */
function shown(output: string): string {
  return output
    .replaceAll(/file:\/\/\S*\//g, '')
    .replaceAll(/^ *at process\.processImmediate.*\n/gm, '')
    .replaceAll(/ \(\d+m?s\)/g, '');
}
