import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const fixtures = join(__dirname, 'fixtures');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node and waits until the process ends by itself; one that does not within a minute has no code. */
function node(...args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
    const child = spawn(process.execPath, args, { cwd: root, env: environment, timeout: 60_000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject).once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

describe('jest', () => {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const config = join(fixtures, 'open-handles', 'jest.config.cjs');

  // What workers do on top, waiting half a second for themselves to exit, fails on a busy machine without any server.
  test('--detectOpenHandles is silent, and Jest exits', async () => {
    const { code, stdout, stderr } = await node(jest, '-c', config, '--runInBand', '--detectOpenHandles');
    expect(stderr).toMatch(/^Tests: +36 passed, 36 total$/m);
    expect(stderr).not.toMatch(/open handle|did not exit|failed to exit|force exited/i);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  }, 90_000);
});

describe('a script', () => {
  const script = (name: string): Promise<Ended> =>
    node('--import', 'tsx', join(fixtures, 'scripts', `${name}.ts`));

  test.each([
    ['abandoned-bodies', 'true\nclosed\n'],
    ['event-stream', 'true\ntrue\n'],
    ['never-answers', 'no-answer\n'],
    ['many-waiting', '40\n'],
    ['nothing-left', 'left: nothing\n'],
  ])(
    '%s: ends by itself',
    async (name, stdout) => {
      expect(await script(name)).toEqual({ code: 0, stdout, stderr: '' });
    },
    90_000,
  );

  test('a listener that rejects after its answer: the process ends as it does without us', async () => {
    const { code, stderr } = await script('rejects-after-answer');
    expect(code).toBe(1);
    expect(stderr).toContain('RangeError: too late');
  }, 90_000);
});
