import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { BodyExcerpt } from '../../src/http/body-excerpt.js';
import { preflight, type Target } from '../../src/index.js';
import { type Bomb, bombs } from '../hostile/bombs.js';
import { withServer } from '../hostile/servers.js';

const timeout = 1500;

function withTarget(target: Bomb['target'], use: (target: Target) => Promise<void>): Promise<void> {
  return 'app' in target ? use(target.app) : withServer(target.raw, ({ url }) => use(url));
}

async function endOf(target: Target): Promise<string> {
  try {
    await preflight(target).from('https://app.example').requestMethod('PUT').timeout(timeout).expect(200);
    return 'read';
  } catch (error) {
    const { code, message } = error as { readonly code: string; readonly message: string };
    return `${code}: ${message}`;
  }
}

test.each(bombs)('$title: read, or named, within the deadline', ({ target, end }) =>
  withTarget(target, async (asked) => {
    await endOf(asked); // bombs are made by the first request
    const start = performance.now();
    expect(await endOf(asked)).toMatch(end);
    expect(performance.now() - start).toBeLessThan(timeout + 500);
  }),
);

test('a bomb takes no more memory than a body may have', async () => {
  const script = join(__dirname, 'fixtures', 'bombs.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, 'gzip, 900 MB in 0.9'],
    { cwd: join(__dirname, '../..') },
  );
  const [, milliseconds, mebibytes] = /body-incomplete, (\d+) ms, (\d+) MiB/.exec(stdout) ?? [];
  expect(Number(milliseconds)).toBeLessThan(timeout);
  expect(Number(mebibytes)).toBeLessThan(40);
}, 60_000);

describe('expect(function)', () => {
  const app: Target = (_: unknown, response: { end(): void }): void => {
    response.end();
  };
  const builder = preflight(app).from('https://app.example').requestMethod('PUT').timeout(300);

  test('that waits for what never comes: fails when the time is over', async () => {
    const start = performance.now();
    await expect(Promise.resolve(builder.expect(() => new Promise(() => undefined)))).rejects.toThrow(
      'expect(response => …): not checked within 300 ms',
    );
    expect(performance.now() - start).toBeLessThan(800);
  });
});

test.each([
  ['br', brotliCompressSync],
  ['gzip', gzipSync],
])('the beginning of a %s bomb is nobody’s error page', (coding, compress) => {
  const excerpt = new BodyExcerpt();
  excerpt.add(compress(Buffer.alloc(40 * 1024 * 1024)));
  expect(excerpt.text(coding)).toBe('');
});
