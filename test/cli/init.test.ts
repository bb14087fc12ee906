import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Files, filesIn, lay } from './installed.js';
import { type Around, runCli, shownOf } from './run-cli.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const init = (words: readonly string[], around: Around = {}) =>
  runCli(['init', ...words], { folder, stdin: '', ...around });

const manifest = (more: object = {}) => `${JSON.stringify({ name: 'shop', ...more }, null, 2)}\n`;
const withJest = { devDependencies: { jest: '^30.0.0' } };
const app = `const app = require('express')();
app.use(require('cors')({ origin: 'http://localhost:5173' }));
app.get('/api/users/:id', (req, res) => res.json({}));
app.get('/health', (req, res) => res.json({}));
app.get('/api/users', (req, res) => res.json([]));
module.exports = { app };
`;
const esm = `import express from 'express';
export const app = express();
`;
const config = { 'package.json': manifest(withJest), 'src/app.js': app };

/** What is added to a text, line by line. */
const added = (before: string, after: string) =>
  after.split('\n').filter((line) => !before.split('\n').includes(line));

test.each<[string, Files]>([
  ['Jest, CommonJS', config],
  [
    'Jest, in package.json',
    { 'package.json': manifest({ ...withJest, jest: { testEnvironment: 'node' } }), 'app.js': app },
  ],
  [
    'Jest with ts-jest',
    {
      'package.json': manifest({
        devDependencies: { jest: '29', 'ts-jest': '29', '@types/jest': '29', typescript: '5' },
        scripts: { test: 'jest' },
      }),
      'tsconfig.json': '{}',
      'jest.config.ts':
        "import type { Config } from 'jest';\n\nconst config: Config = {\n  preset: 'ts-jest',\n};\n\nexport default config;\n",
      'src/app.ts': esm,
      'src/routes/users.test.ts': '',
    },
  ],
  [
    'Jest, modules that nothing compiles',
    { 'package.json': manifest({ type: 'module', ...withJest }), 'server.js': `${esm}export default app;` },
  ],
  [
    'Vitest, with a test that is there',
    {
      'package.json': manifest({
        type: 'module',
        devDependencies: { vitest: '4', 'expect-cors': '1', supertest: '7' },
      }),
      'tsconfig.json': '{ "compilerOptions": { "module": "NodeNext" } }',
      'vite.config.ts':
        "import { defineConfig } from 'vitest/config';\nexport default defineConfig({\n  test: {\n    globals: true,\n  },\n});\n",
      'src/server/app.ts':
        'import Fastify from "fastify";\nexport async function buildApp() {\n  return Fastify();\n}\n',
      'tests/unit/users.spec.ts': '',
    },
  ],
  [
    'Mocha, and pnpm',
    {
      'package.json': manifest({ devDependencies: { mocha: '11' } }),
      'pnpm-lock.yaml': '',
      'index.js': app.replace('{ app }', 'app'),
    },
  ],
  [
    'node:test, with tsx',
    {
      'package.json': manifest({
        scripts: { test: 'node --import tsx --test' },
        devDependencies: { tsx: '4' },
      }),
      'src/app.ts': esm,
    },
  ],
  ['no runner', { 'package.json': manifest({ type: 'module' }), 'src/main.ts': esm }],
  ['a configuration that cannot be changed', { ...config, 'jest.config.js': 'module.exports = make({});\n' }],
  [
    'an app that listens as well',
    { ...config, 'src/app.js': app.replace('module', 'app.listen(3000);\nmodule') },
  ],
])('%s', async (_, files) => {
  lay(folder, files);
  const before = filesIn(folder);
  const shown = await init([]);
  expect(filesIn(folder)).toEqual(before);
  expect(shown.code).toBe(1);
  expect(shown.stderr).toBe('Nothing is written. Add --write to write it.\n');

  const ran = await init(['--write']);
  expect(shownOf(ran)).toMatchSnapshot();
  expect(ran).toMatchObject({ code: 0, stdout: shown.stdout });

  const written = filesIn(folder);
  const again = await init(['--write']);
  expect(again).toMatchObject({ code: 0, stderr: 'Nothing to change.\n' });
  expect(filesIn(folder)).toEqual(written);
});

const entry = "'expect-cors/jest'";

describe('a configuration of Jest', () => {
  test.each([
    ['module.exports = {\n  verbose: true,\n};\n', [`  setupFilesAfterEnv: [${entry}],`]],
    [
      'module.exports = { verbose: true };\n',
      [`module.exports = { setupFilesAfterEnv: [${entry}], verbose: true };`],
    ],
    ['module.exports = {};\n', [`module.exports = { setupFilesAfterEnv: [${entry}] };`]],
    ['export default {\n\tverbose: true,\n};\n', [`\tsetupFilesAfterEnv: [${entry}],`]],
    [
      "/** @type {import('jest').Config} */\nconst config = {\n  // setupFilesAfterEnv: [],\n};\nmodule.exports = config;\n",
      [`  setupFilesAfterEnv: [${entry}],`],
    ],
    [
      'module.exports = {\n  "setupFilesAfterEnv": ["./a.js"],\n};\n',
      ['  "setupFilesAfterEnv": ["expect-cors/jest", "./a.js"],'],
    ],
    ["export default {\n  setupFilesAfterEnv: [\n    './a.js',\n  ],\n};\n", [`    ${entry},`]],
    ['export default { setupFilesAfterEnv: [] };\n', [`export default { setupFilesAfterEnv: [${entry}] };`]],
    ["export default {\r\n  testMatch: ['**/*.js'],\r\n};\r\n", [`  setupFilesAfterEnv: [${entry}],\r`]],
  ])('%j is added to', async (before, expected) => {
    lay(folder, { ...config, 'jest.config.js': before });
    await init(['--write']);
    const { 'jest.config.js': after = '', 'test/cors.test.js': written = '' } = filesIn(folder);
    expect(added(before, after)).toEqual(expected);
    expect(written).not.toContain('expect-cors');
  });

  test.each([
    'module.exports = require("./base");\n',
    'const setup = ["./a.js"];\nmodule.exports = { setupFilesAfterEnv: setup };\n',
    'module.exports = {\n  projects: [{ verbose: true }],\n};\n',
    'const a = {};\nconst b = {};\nmodule.exports = { ...a, ...b };\n',
    'export default () => ({ verbose: true });\n',
    '/*\nmodule.exports = {\n*/\nmodule.exports = {\n  verbose: true,\n};\n',
  ])('%j is left alone: the test loads the matchers', async (before) => {
    lay(folder, { ...config, 'jest.config.js': before });
    const { stdout } = await init(['--write']);
    const { 'jest.config.js': after, 'test/cors.test.js': written } = filesIn(folder);
    expect(after).toBe(before);
    expect(stdout).toContain(`setupFilesAfterEnv: [${entry}]`);
    expect(written).toContain(`require(${entry});`);
  });

  test('in package.json keeps what is there', async () => {
    const more = { ...withJest, jest: { setupFilesAfterEnv: ['./a.js'] } };
    lay(folder, { ...config, 'package.json': manifest(more) });
    await init(['--write']);
    const setUp = { setupFilesAfterEnv: ['expect-cors/jest', './a.js'] };
    expect(filesIn(folder)['package.json']).toBe(manifest({ ...more, jest: setUp }));
  });

  test.each([
    manifest({ ...withJest, jest: './jest.json' }),
    manifest({ ...withJest, jest: { projects: ['a', 'b'] } }),
    '{"devDependencies":{"jest":"30"},\n"jest":{"verbose":true}}',
    manifest({ ...withJest, scripts: { test: 'jest --config x.js' } }),
  ])('is left alone with %j', async (before) => {
    lay(folder, { ...config, 'package.json': before });
    await init(['--write']);
    const after = filesIn(folder);
    expect(after['package.json']).toBe(before);
    expect(Object.keys(after)).toEqual(['package.json', 'src/app.js', 'test/cors.test.js']);
  });
});

test.each<[string, string[]]>([
  [
    'export default defineConfig({\n  plugins: [],\n});\n',
    ["  test: { setupFiles: ['expect-cors/vitest'] },"],
  ],
  [
    'export default defineConfig({ test: { globals: true } });\n',
    ["export default defineConfig({ test: { setupFiles: ['expect-cors/vitest'], globals: true } });"],
  ],
  [
    "export default {\n  test: {\n    setupFiles: ['a.js'],\n  },\n};\n",
    ["    setupFiles: ['expect-cors/vitest', 'a.js'],"],
  ],
  ["export default {\n  test: {\n    setupFiles: 'a.js',\n  },\n};\n", []],
  ['export default defineConfig({\n  test: shared,\n});\n', []],
])('a configuration of Vitest: %j', async (before, expected) => {
  lay(folder, {
    'package.json': manifest({ devDependencies: { vitest: '4' } }),
    'app.js': app,
    'vitest.config.mjs': before,
  });
  await init(['--write']);
  expect(added(before, filesIn(folder)['vitest.config.mjs'] ?? '')).toEqual(expected);
});

describe('the app', () => {
  const server = "const express = require('express');\n";
  test.each<[string, Files, string]>([
    ['a default', { 'app.js': `${server}module.exports = express();` }, "const app = require('../app');"],
    [
      'exports.app',
      { 'lib/app.js': `${server}exports.app = express();` },
      "const { app } = require('../lib/app');",
    ],
    [
      'renamed',
      { 'app.mjs': "import e from 'express';\nconst server = e();\nexport { server as app };" },
      "import { app } from '../app.mjs';",
    ],
    ['a factory', { 'app.js': `${server}module.exports = { createApp };` }, 'expect({ target: createApp })'],
    [
      'a factory as the default',
      { 'app.js': `${server}module.exports = function makeApp() {};` },
      'expect({ target: app })',
    ],
    [
      'not the one that only listens',
      { 'index.js': `${server}express().listen(1);`, 'src/http.js': `${server}exports.app = 1;` },
      "require('../src/http')",
    ],
    [
      'not a test',
      { 'test/app.js': `${server}exports.app = 1;`, 'src/web.js': `${server}exports.app = 1;` },
      "require('../src/web')",
    ],
    [
      'not without a framework',
      { 'app.js': 'exports.app = 1;', 'src/web.js': `${server}exports.app = 1;` },
      "require('../src/web')",
    ],
  ])('%s', async (_, files, expected) => {
    lay(folder, { 'package.json': manifest(withJest), ...files });
    const { stdout } = await init([]);
    expect(stdout).toContain(expected);
  });

  test.each([
    [
      ['--app', './src/app.js#make', '--origin', 'https://shop.example'],
      "const { make } = require('../src/app');",
    ],
    [
      ['--app', 'http://localhost:3000'],
      "expect('http://localhost:3000').toAllowOrigin('https://app.example')",
    ],
    [['--runner', 'node'], "const { afterEach, test } = require('node:test');"],
  ])('as it is written: %j', async (words, expected) => {
    lay(folder, config);
    expect((await init(words)).stdout).toContain(expected);
  });
});

test('a test that is there is not written over', async () => {
  lay(folder, {
    ...config,
    'test/cors.test.js': '// mine\n',
    'jest.config.js': `module.exports = [${entry}];`,
  });
  const ran = await init(['--write']);
  expect(ran).toMatchObject({ code: 0, stderr: 'Nothing to change.\n' });
  expect(ran.stdout).toContain('test/cors.test.js is another one, and is not changed');
  expect(filesIn(folder)['test/cors.test.js']).toBe('// mine\n');
});

test.each([
  ['y', 0],
  ['YES', 0],
  ['', 1],
  ['no', 1],
  ['yesterday', 1],
])('on a terminal it is asked for: %j', async (typed, code) => {
  lay(folder, config);
  const ran = await runCli(['init'], { folder, typed, isTTY: true });
  expect(ran.code).toBe(code);
  expect(ran.stderr).toContain('Write 2 files? [y/N] ');
  expect(Object.keys(filesIn(folder))).toHaveLength(code === 0 ? 4 : 2);
});

test.each<[string, Files, string[]]>([
  ['no package.json', { 'app.js': app }, []],
  ['a package.json that is not JSON', { 'package.json': '{' }, []],
  ['no app', { 'package.json': manifest() }, []],
  ['an app that only listens', { ...config, 'src/app.js': "require('express')().listen(3000);" }, []],
  ['a module that shows no app', { ...config, 'src/x.js': "require('express')" }, ['--app', 'src/x.js']],
  ['a module that is not there', config, ['--app', 'src/y.js']],
  ['an origin that is not one', config, ['--origin', 'localhost:5173']],
  ['a runner that is not known', config, ['--runner', 'ava']],
])('misuse: %s', async (_, files, words) => {
  lay(folder, files);
  const ran = await init([...words, '--write']);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(shownOf(ran).replaceAll(folder, '…')).toMatchSnapshot();
  expect(Object.keys(filesIn(folder))).toHaveLength(Object.keys(files).length);
});
