import { afterAll, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { runNode } from '../entry/child.js';

// The name, file and line of the user's function, whatever has transformed it. Apps and marks are in the fixtures.

const fixtures = join(__dirname, 'fixtures', 'names');
const [plain, typed] = [join(fixtures, 'app', 'app.js'), join(fixtures, 'typed', 'app.ts')];
const print = join(fixtures, 'print.ts');
const folder = mkdtempSync(join(tmpdir(), 'expect-cors-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** This package where nothing transforms: one file of JavaScript. */
function bundle(): string {
  const outfile = join(folder, 'print.cjs');
  const settings = { platform: 'node', format: 'cjs', packages: 'external', logLevel: 'error' } as const;
  buildSync({ entryPoints: [print], outfile, bundle: true, ...settings });
  return outfile;
}

/** There async functions are generators, driven by helpers. */
function transpiled(target: 'ES2015' | 'ES5'): string {
  const { outputText } = transpileModule(readFileSync(typed, 'utf8'), {
    fileName: 'app.ts',
    compilerOptions: {
      target: ScriptTarget[target],
      module: ModuleKind.CommonJS,
      esModuleInterop: true,
      inlineSourceMap: true,
      sourceRoot: dirname(typed),
      ignoreDeprecations: '6.0',
    },
  });
  const file = join(folder, `${target}.cjs`);
  writeFileSync(file, outputText);
  return file;
}

async function toldBy(parameters: readonly string[]): Promise<unknown> {
  const { stdout, stderr } = await runNode(parameters, {
    NODE_PATH: join(__dirname, '..', '..', 'node_modules'),
  });
  return stdout === '' ? stderr : JSON.parse(stdout);
}

const allOf = (count: number): object => ({ count, wrong: {} });

describe('the functions and lines of the user', () => {
  test('under Jest: its own transform, ts-jest, @swc/jest', async () => {
    const config = join(fixtures, 'jest', 'jest.config.mjs');
    const { exitCode, stderr } = await runNode([require.resolve('jest/bin/jest'), '-i', '--config', config]);
    expect(stderr).toContain('Tests:       4 passed, 4 total');
    expect(exitCode).toBe(0);
  }, 120_000);

  test('under Vitest', async () => {
    const vitest = join(require.resolve('vitest/package.json'), '..', 'vitest.mjs');
    const { exitCode, stdout, stderr } = await runNode([vitest, 'run', '--root', join(fixtures, 'vitest')]);
    expect(stripVTControlCharacters(stdout + stderr)).toMatch(/Tests\s+1 passed \(1\)/);
    expect(exitCode).toBe(0);
  }, 120_000);

  test.each([
    ['JavaScript', plain, 21],
    ['TypeScript', typed, 9],
  ])('under tsx: %s', async (_, file, count) => {
    expect(await toldBy(['--import', 'tsx', print, file])).toEqual(allOf(count));
  });

  test('in plain Node', async () => {
    expect(await toldBy([bundle(), plain])).toEqual(allOf(21));
  });

  test.each(['ES2015', 'ES5'] as const)(
    'in what TypeScript makes for %s, with its source map',
    async (target) => {
      expect(await toldBy(['--enable-source-maps', bundle(), transpiled(target)])).toEqual(allOf(9));
    },
  );

  const isStripping = process.allowedNodeEnvironmentFlags.has('--experimental-strip-types');

  test('where Node strips the types', async () => {
    const flags = isStripping ? ['--experimental-strip-types'] : ['--import', 'tsx'];
    expect(await toldBy([...flags, bundle(), typed])).toEqual(allOf(9));
  });
});
