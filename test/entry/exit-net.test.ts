import { describe, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, runNode } from './child.js';

jest.setTimeout(300_000);

const path = (file: string): string => join(__dirname, 'fixtures', 'net', file);
const mochaBin = require.resolve('mocha/bin/mocha.js');

// All are begun at once, and two run at a time.
const lanes = [Promise.resolve(), Promise.resolve()];
let begun = 0;

function run(names: string, parameters: readonly string[], hook?: 'hook'): Promise<Ended> {
  const lane = begun++ % lanes.length;
  const ended = (lanes[lane] ?? Promise.resolve()).then(() =>
    runNode(['--import', 'tsx', ...parameters], { EXPECT_CORS_TESTS: names, EXPECT_CORS_HOOK: hook }),
  );
  lanes[lane] = ended.then(() => undefined);
  return ended;
}

const nodeTest = (names: string, hook?: 'hook'): Promise<Ended> => run(names, [path('node-test.ts')], hook);
const mocha = (names: string, flags: readonly string[] = [], hook?: 'hook'): Promise<Ended> =>
  run(names, [mochaBin, '--no-color', '--timeout', '60000', ...flags], hook);

const ofNodeTest = {
  fails: nodeTest('fails,fails elsewhere,is misuse,holds,is never sent'),
  holds: nodeTest('holds'),
  'goes on when the process ends': nodeTest('goes on'),
  'fails in a process that exits with 0': nodeTest('exits with 0'),
};
const silent = {
  waits: { ended: nodeTest('waits'), exitCode: 0 },
  // What it would have waited for is no wonder.
  'fails otherwise': { ended: nodeTest('fails by the quicker of two'), exitCode: 1 },
};
const asTestFile = run('fails', ['--test', path('node-test.ts')]);
const inWorker = run('fails', [path('worker.mjs')]);
const hooked = {
  'node:test': nodeTest('fails,holds', 'hook'),
  Mocha: mocha('fails,holds', [path('mocha.mjs')], 'hook'),
};
const ofMocha = {
  fails: mocha('fails,holds,is never sent', [path('mocha.mjs')]),
  exports: mocha('fails', ['--ui', 'exports', path('mocha-exports.mjs')]),
};
const flagged = {
  // Mocha itself lets a rejection after its last test go.
  'is awaited where nobody waits': { ended: mocha('waits for nobody', [path('mocha.mjs')]), failures: 1 },
  'fails, with --exit': { ended: mocha('fails', ['--exit', path('mocha.mjs')]), failures: 1 },
  'fails in two files, with --parallel': {
    ended: mocha('fails', ['--parallel', '--jobs', '2', path('mocha.mjs'), path('mocha-again.mjs')]),
    failures: 2,
  },
  'fails, with --ui tdd': {
    ended: mocha('fails', ['--ui', 'tdd', '--require', path('tdd.cjs'), path('mocha.mjs')]),
    failures: 1,
  },
  holds: { ended: mocha('holds', [path('mocha.mjs')]), failures: 0 },
};

/** What the process says of assertions that failed no test. */
async function said(ended: Promise<Ended>): Promise<Pick<Ended, 'exitCode' | 'stderr'>> {
  const { exitCode, stderr } = await ended;
  return { exitCode, stderr: stderr.trim() };
}

describe('node:test without the hook', () => {
  test.each(Object.entries(ofNodeTest))(
    'says at the end of the process what floats and %s',
    async (_, ended) => {
      expect(await said(ended)).toMatchSnapshot();
    },
  );

  test('in the words of the documentation', async () => {
    const { stderr } = await ofNodeTest['fails in a process that exits with 0'];
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'getting-started.md'), 'utf8');
    const shown = stderr.replace(/test\/entry\/\S+/, 'test/users.test.js:12');
    expect(page).toContain(`\`\`\`text\n${shown}\`\`\``);
  });

  test.each(Object.entries(silent))('says nothing of a test that %s', async (_, { ended, exitCode }) => {
    expect(await said(ended)).toEqual({ exitCode, stderr: '' });
  });

  test('fails the file with --test', async () => {
    const { exitCode, stdout } = await asTestFile;
    expect(exitCode).toBe(1);
    expect(stdout).toContain('# expect-cors: 1 assertion (toAllowOrigin) does not hold');
    expect(stdout).toContain('# fail 1');
  });
});

test('a worker thread ends with exit code 1', async () => {
  expect(await said(inWorker)).toEqual({
    exitCode: 11,
    stderr: expect.stringMatching(/^expect-cors: 1 assertion \(toAllowOrigin\) does not hold/),
  });
});

test.each(Object.entries(hooked))('what the hook has reported is not reported again, %s', async (_, run) => {
  const { exitCode, stdout, stderr } = await run;
  expect(stdout.match(/1 assertion \(toAllowOrigin\) was never awaited, so nothing/g)).not.toBeNull();
  expect(stdout).not.toContain('"after all" hook');
  expect({ failed: exitCode !== 0, stderr }).toEqual({ failed: true, stderr: '' });
});

describe('Mocha without the hook', () => {
  test('fails in a hook of its own', async () => {
    const { exitCode, stdout, stderr } = await ofMocha.fails;
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    const report = stdout.slice(
      stdout.indexOf('  1) "after all" hook: assertNoFloating for "is never sent":'),
    );
    expect(report.replaceAll(/^ *at .*\n/gm, '').trimEnd()).toMatchSnapshot();
  });

  test.each(Object.entries(flagged))('an assertion that %s', async (name, { ended, failures }) => {
    const { exitCode, stdout, stderr } = await ended;
    expect(exitCode).toBe(failures);
    expect(stdout.match(/"after all" hook: assertNoFloating .*:\n/g) ?? []).toHaveLength(failures);
    expect(stderr.includes('1 assertion (toAllowOrigin) was never awaited, though it holds')).toBe(
      name === 'holds',
    );
  });

  test('sets the exit code after Mocha, where Mocha has no globals', async () => {
    expect(await said(ofMocha.exports)).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^expect-cors: [^]*\nThis process ends with exit code 1\.$/),
    });
  });
});
