import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Ended, runNode } from './child.js';
import { filesOf, type JsonReport, type Outcomes, readable, type TestFile } from './report.js';

const fixtures = join(__dirname, 'fixtures');

export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
  /** By the file's path in `fixtures`. */
  readonly files: Readonly<Record<string, TestFile>>;
}

/** Runs the real Jest, in a process of its own, on a fixture project. */
export async function runJest(
  project: string,
  { workers = 2, nodeOptions = '' }: { workers?: number; nodeOptions?: string } = {},
): Promise<Run> {
  const config = join(fixtures, project, 'jest.config.mjs');
  const flags = ['--json', `--maxWorkers=${String(workers)}`, '--ci'];
  return runToJson(
    (file) => [require.resolve('jest/bin/jest'), '--config', config, ...flags, `--outputFile=${file}`],
    nodeOptions,
  );
}

/** Runs the real Vitest, in a process of its own, on all its fixture projects. */
export async function runVitest(): Promise<Run> {
  const vitest = join(require.resolve('vitest/package.json'), '..', 'vitest.mjs');
  const flags = ['--root', fixtures, '--maxWorkers=2', '--reporter=dot', '--reporter=json'];
  return runToJson((file) => [vitest, 'run', ...flags, `--outputFile.json=${file}`], '');
}

async function runToJson(parameters: (file: string) => string[], nodeOptions: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'expect-cors-'));
  try {
    const file = join(folder, 'result.json');
    const { exitCode, stdout, stderr } = await runNode(parameters(file), { NODE_OPTIONS: nodeOptions });
    const output = `${stdout}\n${stderr}`;
    const json = await readFile(file, 'utf8').catch(() => {
      throw new Error(`The runner gave no result:\n${output}`);
    });
    return { exitCode, output, files: filesOf(JSON.parse(json) as JsonReport, fixtures) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The result of one file of a run. */
export function fileOf({ files, output }: Run, name: string): TestFile {
  const found = files[name];
  if (found === undefined) throw new Error(`${name} did not run:\n${output}`);
  return found;
}

export interface BareRun {
  /** Null if the process did not end by itself. */
  readonly exitCode: number | null;
  readonly tests: Outcomes;
}

/** Runs the real node:test, in a process of its own. */
export async function runNodeTest(file: string): Promise<BareRun> {
  const reporter = `--test-reporter=${pathToFileURL(join(fixtures, 'bare', 'reporter.mjs')).href}`;
  const flags = ['--import', 'tsx', '--test', reporter];
  const { exitCode, stdout, stderr } = await runNode([...flags, join(fixtures, 'bare', file)]);
  const lines = stdout.split('\n').filter(Boolean);
  if (lines.length === 0) throw new Error(`node:test gave no result:\n${stderr}`);
  const tests = lines.map((line) => {
    const { name, failure } = JSON.parse(line) as { name: string; failure?: string };
    return [basename(name), failure === undefined ? 'passed' : [readable(failure)]] as const;
  });
  return { exitCode, tests: Object.fromEntries(tests) };
}

interface MochaTest {
  readonly title: string;
  readonly err: { readonly stack?: string };
}

/** Runs the real Mocha, in a process of its own. */
export async function runMocha(file: string): Promise<BareRun> {
  const { exitCode, stdout, stderr } = await runMochaWith(['--reporter', 'json'], file);
  if (stdout === '') throw new Error(`Mocha gave no result:\n${stderr}`);
  // A hook that fails is among the failures only: '"after each" hook: assertNoFloating for "forgets"'.
  const { tests, failures } = JSON.parse(stdout) as Record<'tests' | 'failures', MochaTest[]>;
  const outcomes = [...tests, ...failures].map(({ title, err: { stack } }) => {
    const name = /^"after each" hook.* for "(.*)"$/.exec(title)?.[1] ?? title;
    return [name, stack === undefined ? 'passed' : [readable(stack)]] as const;
  });
  return { exitCode, tests: Object.fromEntries(outcomes) };
}

/** The same, with flags of its command line, and what it writes. */
export function runMochaWith(flags: readonly string[], ...files: string[]): Promise<Ended> {
  const mocha = require.resolve('mocha/bin/mocha.js');
  const paths = files.map((file) => join(fixtures, 'bare', file));
  return runNode(['--import', 'tsx', mocha, '--no-color', '--timeout', '60000', ...flags, ...paths]);
}
