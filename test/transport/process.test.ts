import { describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const fixtures = join(__dirname, 'fixtures');
const root = join(__dirname, '..', '..');

interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs node as a user would; one that does not exit by itself is killed, and has no exit code. */
function node(...args: string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    const kill = setTimeout(() => child.kill('SIGKILL'), 45_000);
    child.on('error', reject).on('close', (exitCode) => {
      clearTimeout(kill);
      resolve({ exitCode, stdout, stderr });
    });
  });
}

const runJest = (config: string, ...args: string[]): Promise<Run> =>
  node(
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--config',
    join(fixtures, 'suite', config),
    '--watchman=false',
    ...args,
  );

// Jest gives its workers half a second to exit, which a busy machine may need for itself; a leak fails every time.
jest.retryTimes(2);

describe('a process that has used the transport', () => {
  const runs: [title: string, config: string, args: string[]][] = [
    ['in band, looking for open handles', 'jest.config.cjs', ['--runInBand', '--detectOpenHandles']],
    ['with two workers and timers that are fake everywhere', 'fake-timers.config.cjs', ['--maxWorkers=2']],
  ];

  test.each(runs)(
    'Jest %s: exits by itself and has nothing to say',
    async (_title, config, args) => {
      const { exitCode, stderr, stdout } = await runJest(config, ...args);
      // Jest complains of what is open in free text on stderr, between its own lines.
      const complaints = stderr
        .split('\n')
        .filter((line) => /open handle|did not exit|failed to exit|leak|force/i.test(line));
      expect({ exitCode, complaints, stdout }).toEqual({ exitCode: 0, complaints: [], stdout: '' });
      expect(stderr).toMatch(/Tests: +12 passed, 12 total/);
    },
    60_000,
  );

  test('plain node: exits at once, with streams left open by the app', async () => {
    const { exitCode, stderr, stdout } = await node('--import', 'tsx', join(fixtures, 'plain', 'main.ts'));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { done, exitedAfter } = JSON.parse(stdout) as { done: boolean; exitedAfter: number };
    expect(done).toBe(true);
    expect(exitedAfter).toBeLessThan(500); // an open stream is dropped after 50 ms; the idle close would take 1,000
  }, 60_000);
});
