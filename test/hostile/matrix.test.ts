import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

// All of them: npm run test:hostile.
test('a sample of hostile servers, asked in every way: each ends in time, by name, and nothing is left', async () => {
  const script = join(__dirname, 'matrix', 'main.ts');
  // One that does not end by itself is killed, and fails here.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, '--sample', '67'],
    {
      cwd: join(__dirname, '../..'),
      timeout: 60_000,
    },
  );
  expect(stdout).toMatch(/^\d{3} servers, (?:[5-9]\d|\d{3}) questions, 0 problems\n$/);
}, 90_000);
