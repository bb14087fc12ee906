import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const fixtures = join(__dirname, 'fixtures');

export interface JestRun {
  readonly exitCode: number | null;
  readonly stderr: string;
  /** By the file's path in `fixtures`. */
  readonly files: Readonly<Record<string, JestFile>>;
}

export interface JestFile {
  readonly status: string;
  /** Why the file as a whole failed; empty if it did not. */
  readonly failure: string;
  /** By the test's full name: `passed`, or the messages it failed with. */
  readonly tests: Readonly<Record<string, 'passed' | readonly string[]>>;
}

interface JestJson {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs the real Jest, in a process of its own, on a fixture project. */
export async function runJest(
  project: string,
  { workers = 2, nodeOptions = '' }: { workers?: number; nodeOptions?: string } = {},
): Promise<JestRun> {
  const folder = await mkdtemp(join(tmpdir(), 'expect-cors-'));
  const output = join(folder, 'result.json');
  const config = join(fixtures, project, 'jest.config.mjs');
  const flags = ['--json', `--outputFile=${output}`, `--maxWorkers=${String(workers)}`, '--ci'];
  const jest = require.resolve('jest/bin/jest');
  const child = spawn(process.execPath, [jest, '--config', config, ...flags], {
    env: { ...process.env, NODE_OPTIONS: nodeOptions, FORCE_COLOR: '0', JEST_WORKER_ID: undefined },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const json = JSON.parse(await readFile(output, 'utf8')) as JestJson;
  await rm(folder, { recursive: true });
  return { exitCode, stderr, files: filesOf(json) };
}

function filesOf({ testResults }: JestJson): JestRun['files'] {
  return Object.fromEntries(
    testResults.map(({ name, status, message, assertionResults }) => {
      const tests = assertionResults.map(
        ({ fullName, status, failureMessages }) =>
          [fullName, status === 'passed' ? status : failureMessages.map(readable)] as const,
      );
      const failure = tests.every(([, outcome]) => outcome === 'passed') ? readable(message) : '';
      return [
        relative(fixtures, name).replaceAll('\\', '/'),
        { status, failure, tests: Object.fromEntries(tests) },
      ];
    }),
  );
}

/** The message, and the user's own line in the stack as `at file:line`: what an editor jumps to. */
function readable(message: string): string {
  const [text = '', ...frames] = stripVTControlCharacters(message).split(/^\s+at /m);
  const own = frames.find((frame) => !/node_modules|node:/.test(frame));
  const place = /([\w.-]+:\d+):\d+\)?\s*$/.exec(own?.split('\n')[0] ?? '')?.[1];
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(?:>?\s*\d+ )?\|/.test(line)) // the code frame
    .map((line) => line.trim());
  return `${lines.join('\n').trim()}${place === undefined ? '' : `\nat ${place}`}`;
}
