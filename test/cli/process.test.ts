import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ran } from './run-cli.js';

// The program as it is run, in processes of its own: few, for each takes a second or two.
const root = join(__dirname, '..', '..');
const main = join(root, 'src', 'cli', 'main.ts');
const parameters = ['--import', 'tsx', main];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  cpSync(join(__dirname, 'fixtures'), folder, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(words: readonly string[], input?: string): Promise<Omit<Ran, 'code'> & { code: number | null }> {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    // tsx is found from the folder of the program.
    const child = execFile(
      process.execPath,
      ['--import', join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs'), main, ...words],
      { cwd: folder, env },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
    child.stdin?.end(input ?? '');
  });
}

const ask = (target: string) => run(['ask', target, '--origin', 'https://app.example', '--path', '/users']);

describe.each([
  ['TypeScript, by tsx of the project', 'typed.ts#createApp', 0, 'app | made\n'],
  ['an ES module that awaits', 'module.mjs', 0, ''],
  ['CommonJS', 'app.js', 1, 'app | GET /users was asked\n'],
] as const)('%s', (_, target, code, stderr) => {
  test('is loaded', async () => {
    const ran = await ask(target);
    expect({ code: ran.code, stderr: [...new Set(ran.stderr.split('\n'))].join('\n') }).toEqual({
      code,
      stderr,
    });
    expect(ran.stdout).toContain('Request:          GET /users -> 200');
  }, 20_000);
});

test('what an app has left open does not keep the process, and what it throws later is said', async () => {
  const ran = await ask('open.js');
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const late = await ask('throws-late.js');
  expect(late).toMatchObject({ code: 2, stdout: '' });
  expect(late.stderr).toMatch(
    /^expect-cors: an error that nothing handles, in the app or here:\nError: too late\n {4}at /,
  );
}, 20_000);

test('SIGINT ends it, without a stack', async () => {
  const child = spawn(
    process.execPath,
    [...parameters, 'ask', 'test/cli/fixtures/hangs.js', '--origin', 'https://app.example'],
    {
      cwd: root,
    },
  );
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => {
    written += chunk.toString();
    if (written.includes('asked')) child.kill('SIGINT');
  });
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, written }).toEqual({ code: 130, written: 'app | asked\n' });
}, 20_000);
