import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exec } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Files, filesIn, folderWithPackages, lay } from './installed.js';
import { runCli } from './run-cli.js';

// What init writes, run by the real runners, as init says they are run.
const root = join(__dirname, '..', '..');
const origin = 'https://shop.example';

let installed = '';
beforeAll(() => {
  installed = folderWithPackages();
}, 60_000);
afterAll(() => {
  rmSync(installed, { recursive: true });
});

const manifest = (runner: string, more: object = {}) =>
  `${JSON.stringify({ devDependencies: { [runner]: '*', 'expect-cors': '*', supertest: '*' }, ...more }, null, 2)}\n`;
const cjs = (allowed: string) => `const express = require('express');
const app = express();
app.use(require('cors')({ origin: ['${allowed}'] }));
app.get('/users', (req, res) => res.json([]));
exports.app = app;
`;
const esm = (allowed: string) =>
  cjs(allowed)
    .replace(/const express = .*\n/, "import cors from 'cors';\nimport express from 'express';\n")
    .replace("require('cors')", 'cors')
    .replace('exports.app = app', 'export { app }');
const typed = (allowed: string) => `${esm(allowed)}export const port: number = 3000;\n`;
const compilerOptions = { module: 'commonjs', esModuleInterop: true, isolatedModules: true };

test.each<[string, { file: string; app: (allowed: string) => string; files: Files }]>([
  ['Jest, CommonJS', { file: 'app.js', app: cjs, files: { 'package.json': manifest('jest') } }],
  [
    'Jest, set up in package.json',
    {
      file: 'src/app.js',
      app: cjs,
      files: { 'package.json': manifest('jest', { jest: { verbose: true } }) },
    },
  ],
  [
    'Jest, a configuration that cannot be changed',
    {
      file: 'src/app.js',
      app: cjs,
      files: { 'package.json': manifest('jest'), 'jest.config.js': 'module.exports = Object.freeze({});\n' },
    },
  ],
  [
    'Jest, ES modules',
    { file: 'app.js', app: esm, files: { 'package.json': manifest('jest', { type: 'module' }) } },
  ],
  [
    'Jest, ts-jest',
    {
      file: 'src/app.ts',
      app: typed,
      files: {
        'package.json': manifest('ts-jest'),
        'tsconfig.json': JSON.stringify({ compilerOptions }),
        'jest.config.js':
          "const { createDefaultPreset } = require('ts-jest');\n\nmodule.exports = {\n  ...createDefaultPreset({ diagnostics: false }),\n};\n",
      },
    },
  ],
  [
    'Jest, SWC',
    {
      file: 'src/app.ts',
      app: typed,
      files: {
        'package.json': manifest('@swc/jest'),
        'jest.config.js': "module.exports = { transform: { '\\\\.ts$': '@swc/jest' } };\n",
      },
    },
  ],
  ['Vitest', { file: 'src/app.ts', app: typed, files: { 'package.json': manifest('vitest') } }],
  [
    'Vitest, ES modules',
    {
      file: 'app.js',
      app: esm,
      files: {
        'package.json': manifest('vitest', { type: 'module' }),
        'vite.config.js': 'export default { test: { globals: true } };\n',
      },
    },
  ],
  ['Mocha, CommonJS', { file: 'app.js', app: cjs, files: { 'package.json': manifest('mocha') } }],
  [
    'Mocha, ES modules',
    { file: 'app.js', app: esm, files: { 'package.json': manifest('mocha', { type: 'module' }) } },
  ],
  ['node:test, CommonJS', { file: 'app.js', app: cjs, files: { 'package.json': manifest('express') } }],
  ['node:test, an ES module', { file: 'app.mjs', app: esm, files: { 'package.json': manifest('express') } }],
  ['node:test, TypeScript', { file: 'src/app.ts', app: typed, files: { 'package.json': manifest('tsx') } }],
])(
  '%s: passes, and fails once the origin is not allowed',
  async (_, { file, app, files }) => {
    for (const name of Object.keys(filesIn(installed))) rmSync(join(installed, name));
    lay(installed, { ...files, [file]: app(origin) });
    const ran = await runCli(['init', '--write'], { folder: installed, stdin: '' });
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('wrote ') });
    const [, command = ''] = /Next: +(.*)$/m.exec(ran.stderr) ?? [];
    const passed = await run(command);
    expect(passed).toEqual({ ...passed, code: 0 });

    lay(installed, { [file]: app('https://other.example') });
    const failed = await run(command);
    expect(failed.code).toBe(1);
    expect(failed.output).toContain(`Expected origin:  "${origin}"   GET /users`);
    expect(failed.output).toMatch(/Cause: +origin-not-listed \(certain/);
  },
  120_000,
);

function run(command: string): Promise<{ code: number | null; output: string }> {
  const bin = join(root, 'node_modules', '.bin');
  return new Promise((resolve) => {
    const child = exec(
      command.replace('npx ', ''),
      {
        cwd: installed,
        env: { PATH: `${bin}:${process.env.PATH ?? ''}`, HOME: process.env.HOME, CI: '1', FORCE_COLOR: '0' },
      },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, output: stripVTControlCharacters(stdout + stderr) });
      },
    );
  });
}
