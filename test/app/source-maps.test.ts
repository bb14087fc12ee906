import { expect, test } from '@jest/globals';
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

test('TypeScript under ts-jest', async () => {
  const { events } = await traceOf(app);
  expect(events.at(-1)?.by).toEqual(inTypeScript);
});

test('TypeScript under tsx', async () => {
  const file = join(fixtures, 'typescript-app.ts');
  const { stdout, stderr } = await runNode(['--import', 'tsx', join(fixtures, 'print.ts'), file]);
  expect({ by: JSON.parse(stdout || 'null') as unknown, stderr }).toEqual({ by: inTypeScript, stderr: '' });
}, 60_000);
