import { expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runNode } from '../entry/child.js';
import { app } from './fixtures/typescript-app.js';
import { traceOf } from './trace-of.js';

const fixtures = join(__dirname, 'fixtures');
const inTypeScript = {
  function: 'requireSession',
  file: 'test/app/fixtures/typescript-app.ts',
  line: 17,
  package: null,
};
const inJavaScript = { ...inTypeScript, file: 'test/app/fixtures/plain-app.mjs', line: 4 };

test('TypeScript under ts-jest', async () => {
  const { events } = await traceOf(app);
  expect(events.at(-1)?.by).toEqual(inTypeScript);
});

test('TypeScript under tsx', async () => {
  const file = join(fixtures, 'typescript-app.ts');
  const { stdout, stderr } = await runNode(['--import', 'tsx', join(fixtures, 'print.ts'), file]);
  expect({ by: JSON.parse(stdout || 'null') as unknown, stderr }).toEqual({ by: inTypeScript, stderr: '' });
}, 60_000);

test('JavaScript in plain Node, with the built package', async () => {
  const folder = await mkdtemp(join(__dirname, '..', '..', 'node_modules', '.expect-cors-'));
  try {
    const compiler = require.resolve('typescript/bin/tsc');
    const built = await runNode([compiler, '-p', 'tsconfig.esm.json', '--outDir', folder, '--noCheck']);
    expect(built).toMatchObject({ exitCode: 0 });
    const file = join(fixtures, 'plain-app.mjs');
    const { stdout, stderr } = await runNode([join(fixtures, 'print-built.mjs'), folder, file]);
    expect({ by: JSON.parse(stdout || 'null') as unknown, stderr }).toEqual({ by: inJavaScript, stderr: '' });
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);
