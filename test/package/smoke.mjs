/**
 * Installs the packed tarball into a new folder, as a user would, and runs what the documentation shows there. Needs
 * nothing from the network but what npm installs.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'expect-cors-package-')));
const project = join(folder, 'project');

const used = [
  '@types/cors',
  '@types/express',
  '@types/jest',
  '@types/node',
  'cors',
  'expect',
  'express',
  'jest',
  'jest-environment-jsdom',
  'mocha',
  'supertest',
  'ts-jest',
  'typescript',
  'vitest',
];

let failed = 0;
let checked = 0;
try {
  install();
  const jest = join('node_modules', 'jest', 'bin', 'jest.js');
  check('CommonJS: JavaScript test in Jest', node([jest, '--config', 'jest.config.cjs', 'commonjs']), {
    stderr: [
      'Tests:       2 failed, 3 passed, 5 total',
      'was never awaited',
      'blocked by Chromium, Firefox and WebKit',
    ],
    exitCode: 1,
  });
  check(
    'TypeScript test with ts-jest, types checked',
    node([jest, '--config', 'jest.config.cjs', 'typescript']),
    {
      stderr: ['Tests:       2 passed, 2 total'],
    },
  );
  check(
    'ECMAScript module test in Jest',
    node(['--experimental-vm-modules', jest, '--config', 'jest.config.cjs', 'module']),
    { stderr: ['Tests:       1 passed, 1 total'] },
  );
  check(
    'a jsdom test beside them, which only has the set-up loaded',
    node([jest, '--config', 'jest.config.cjs', 'jsdom']),
    {
      stderr: ['Tests:       1 passed, 1 total'],
    },
  );
  check(
    'a report of a run, by the reporter for Jest',
    node([jest, '--config', 'jest.report.config.cjs', 'commonjs']),
    {
      stderr: ['failed assertion', `See ${join('made', 'cors.html')}, ${join('made', 'cors.json')}`],
      exitCode: 1,
    },
  );
  check(
    'a report put together by the command',
    node([
      join('node_modules', '.bin', 'expect-cors'),
      'report',
      'made/cors.json',
      '--markdown',
      'made/cors.md',
    ]),
    { stdout: ['failed assertion', 'See made/cors.md'] },
  );
  const floating = 'was never awaited, so nothing was asserted';
  check('ECMAScript module test in node:test', node(['--test', 'runners/node-module.mjs']), {
    stdout: ['# pass 1', '# fail 2', floating, '1 assertion (preflight)'],
    exitCode: 1,
  });
  check(
    'CommonJS test in node:test, set up by --import',
    node(['--import', './runners/setup.mjs', '--test', 'runners/node-commonjs.cjs']),
    { stdout: ['# pass 1', '# fail 1', floating], exitCode: 1 },
  );
  const mocha = join('node_modules', 'mocha', 'bin', 'mocha.js');
  check(
    'test in Mocha, set up by --file',
    node([mocha, '--no-config', '--file', 'runners/setup.mjs', 'runners/mocha.cjs']),
    { stdout: ['1 failing', floating], exitCode: 1 },
  );
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  check(
    'TypeScript test in Vitest',
    node([vitest, 'run', '--config', 'runners/vitest.config.mjs', '--reporter=default']),
    { stdout: ['2 failed | 1 passed (3)'], stderr: [floating, '1 assertion (preflight)'], exitCode: 1 },
  );
  check('import of the root: no side effect, supertest not loaded before it is used', node(['root.mjs']), {
    stdout: ['import ok'],
  });
  check('require of the root: no side effect, supertest not loaded before it is used', node(['root.cjs']), {
    stdout: ['require ok'],
  });
  check('the culprit in plain Node, where no source map tells', node(['culprit.mjs']), {
    stdout: ['culprit ok'],
  });
} catch (error) {
  failed += 1;
  console.error(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${checked - failed} of ${checked} package checks passed`);
process.exitCode = failed === 0 && checked > 0 ? 0 : 1;

function install() {
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], root).stdout.replace(
      /^[^[]*/,
      '',
    ),
  );
  cpSync(join(here, 'fixtures', 'project'), project, { recursive: true });
  const dependencies = Object.fromEntries(
    used.map((name) => {
      if (devDependencies[name] === undefined) throw new Error(`${name} is no dev dependency.`);
      return [name, devDependencies[name]];
    }),
  );
  dependencies['expect-cors'] = `file:../${packed.filename}`;
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'project', private: true, devDependencies: dependencies }, null, 2),
  );
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['install', ...flags], project);
  const installed = JSON.parse(
    readFileSync(join(project, 'node_modules', 'expect-cors', 'package.json'), 'utf8'),
  );
  if (installed.version !== version) throw new Error(`installed ${installed.version}, not ${version}`);
}

function run(command, parameters, cwd) {
  const ran = spawnSync(command, parameters, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.status !== 0)
    throw new Error(`${command} ${parameters.join(' ')} failed:\n${ran.stdout}\n${ran.stderr}`);
  return ran;
}

function node(parameters) {
  const env = { ...process.env, FORCE_COLOR: '0', CI: 'true' };
  delete env.NODE_OPTIONS;
  return spawnSync(process.execPath, parameters, {
    cwd: project,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function check(what, { status, ...said }, expected) {
  checked += 1;
  const stdout = stripVTControlCharacters(said.stdout);
  const stderr = stripVTControlCharacters(said.stderr);
  const missing = [
    ...(expected.stdout ?? []).filter((text) => !stdout.includes(text)),
    ...(expected.stderr ?? []).filter((text) => !stderr.includes(text)),
  ];
  const passed = status === (expected.exitCode ?? 0) && missing.length === 0;
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${what}`);
  if (passed) return;
  failed += 1;
  console.log(`exit code ${status}, missing: ${JSON.stringify(missing)}\n${stdout}\n${stderr}`);
}
