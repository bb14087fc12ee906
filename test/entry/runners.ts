import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './child.js';
import { filesOf, type JsonReport, type TestFile } from './report.js';

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
