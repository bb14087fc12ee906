import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Of the package: what runs is compiled into a folder of its own.
const root = process.cwd();

const config = {
  rootDir: join(root, 'test', 'bench', 'in-jest'),
  testEnvironment: 'node',
  testMatch: ['**/*.bench.cjs'],
  testTimeout: 600_000,
  transform: {},
  // For what is compiled to CommonJS, in a package of its own.
  moduleNameMapper: { '^expect-cors$': join(root, 'dist', 'cjs', 'index.js') },
};

/** Runs the real Jest, in a process of its own. */
export async function jest(settings: object, flags: readonly string[], env: object = {}): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--config',
      JSON.stringify({ ...config, ...settings }),
      ...flags,
    ],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  if (exitCode !== 0) throw new Error(`Jest ended with ${String(exitCode)}:\n${output}`);
}

/** What the benchmark of this name measures inside Jest. */
export async function runInJest<Measured>(name: string, env: object = {}): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'expect-cors-bench-'));
  const file = join(folder, 'measured.json');
  try {
    await jest({}, ['-i', `/${name}\\.bench`], { MEASURED: file, ...env });
    return JSON.parse(await readFile(file, 'utf8')) as Measured;
  } finally {
    await rm(folder, { recursive: true });
  }
}
