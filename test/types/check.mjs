/**
 * Compiles each project here as a user would: with the package as it is built, found in node_modules, declaration files
 * checked as well. `npm run build` comes first.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const everything = ['@types/node', '@types/jest', '@jest/globals', 'expect'];
const bare = ['@types/node', 'expect'];
const chai = ['@types/node', '@types/chai'];
const vitest = ['@types/node', 'vitest'];
/**
 * `visible` is what the project has in its own node_modules, `beside` what the package finds beside itself: with pnpm
 * neither sees what it did not ask for.
 */
const checks = [
  { project: 'root-only', visible: ['@types/node'], beside: [] },
  { project: 'jest-globals-style', visible: everything, beside: everything },
  { project: 'jest-types-style', visible: everything, beside: everything },
  {
    project: 'both',
    parts: ['jest-globals-style', 'jest-types-style'],
    visible: everything,
    beside: everything,
  },
  {
    project: 'jest-globals-style',
    layout: 'isolated, no @types/jest',
    visible: ['@types/node', '@jest/globals'],
    beside: ['expect'],
  },
  {
    project: 'jest-types-style',
    layout: 'isolated, no @jest/globals',
    visible: ['@types/node', '@types/jest'],
    beside: ['expect'],
  },
  {
    project: 'jest-types-style',
    layout: 'isolated, no @jest/globals and no expect',
    visible: ['@types/node', '@types/jest'],
    beside: [],
  },
  {
    project: 'jest-types-style',
    layout: 'resolved as by Node 10',
    visible: everything,
    beside: everything,
    compiler: ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'],
  },
  { project: 'expect-style', visible: bare, beside: bare },
  { project: 'expect-style', layout: 'isolated', visible: bare, beside: ['expect'] },
  { project: 'assert-style', visible: ['@types/node'], beside: [] },
  {
    project: 'assert-style',
    layout: 'resolved as by Node 10',
    visible: ['@types/node'],
    beside: [],
    compiler: ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'],
  },
  { project: 'chai-style', visible: chai, beside: [] },
  {
    project: 'chai-style',
    layout: 'resolved as by Node 10',
    visible: chai,
    beside: [],
    compiler: ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'],
  },
  { project: 'chai-in-vitest', visible: vitest, beside: vitest },
  { project: 'vitest-style', visible: vitest, beside: vitest },
  { project: 'vitest-style', layout: 'isolated', visible: vitest, beside: ['vitest'] },
  { project: 'vitest-globals-style', visible: vitest, beside: vitest },
  {
    project: 'control',
    visible: everything,
    beside: everything,
    refused: [
      'control.ts(5,18): TS2551',
      'control.ts(6,62): TS2561',
      'control.ts(7,36): TS2345',
      'control.ts(8,32): TS2345',
      'control.ts(9,6): TS2684',
      'control.ts(10,6): TS2684',
    ],
  },
  {
    project: 'expect-control',
    visible: bare,
    beside: bare,
    refused: [
      'control.ts(7,18): TS2551',
      'control.ts(8,62): TS2561',
      'control.ts(9,36): TS2345',
      'control.ts(10,32): TS2345',
      'control.ts(11,6): TS2684',
      'control.ts(12,6): TS2684',
    ],
  },
  {
    project: 'assert-control',
    visible: ['@types/node'],
    beside: [],
    refused: [
      'control.ts(7,22): TS2551',
      'control.ts(8,66): TS2561',
      'control.ts(9,40): TS2345',
      'control.ts(10,36): TS2345',
      'control.ts(11,6): TS2684',
      'control.ts(12,6): TS2684',
    ],
  },
  {
    project: 'chai-control',
    visible: chai,
    beside: [],
    refused: [
      'control.ts(8,21): TS2551',
      'control.ts(9,63): TS2561',
      'control.ts(10,37): TS2345',
      'control.ts(11,33): TS2345',
    ],
  },
  {
    project: 'vitest-control',
    visible: vitest,
    beside: vitest,
    refused: [
      'control.ts(7,18): TS2551',
      'control.ts(8,62): TS2561',
      'control.ts(9,36): TS2345',
      'control.ts(10,32): TS2345',
    ],
  },
];

if (!existsSync(join(root, 'dist', 'esm', 'index.d.ts'))) {
  console.error('There is no dist: run `npm run build` first.');
  process.exit(1);
}

const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'expect-cors-types-')));
try {
  const jobs = checks.flatMap((check, index) =>
    // Isolation and refusal do not depend on it.
    (check.layout === undefined && check.refused === undefined ? [true, false] : [true]).map((exact) => ({
      ...check,
      exact,
      folder: join(temporary, String(index)),
    })),
  );
  checks.forEach((check, index) => layOut(join(temporary, String(index)), check));
  // Two at a time: each compiler is one busy thread.
  const results = [];
  const work = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) results.push(await run(job));
  };
  await Promise.all([work(), work()]);
  const failed = results.filter((passed) => !passed).length;
  console.log(`${results.length - failed} of ${results.length} type checks passed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function layOut(folder, { project, parts = [], visible, beside }) {
  // The project's own tsconfig.json last: it decides for what it takes over from others.
  for (const part of [...parts, project])
    cpSync(join(here, part), join(folder, project), { recursive: true });
  const store = join(folder, 'store', 'node_modules');
  const installed = join(store, 'expect-cors');
  mkdirSync(installed, { recursive: true });
  cpSync(join(root, 'dist'), join(installed, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(installed, 'package.json'));
  for (const name of beside) link(join(root, 'node_modules', name), join(store, name));
  const modules = join(folder, project, 'node_modules');
  link(installed, join(modules, 'expect-cors'));
  for (const name of visible) link(join(root, 'node_modules', name), join(modules, name));
}

function link(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to, 'junction');
}

async function run({ folder, project, layout, exact, refused = [], compiler = [] }) {
  const flags = ['-p', '.', '--pretty', 'false', '--exactOptionalPropertyTypes', String(exact), ...compiler];
  const child = spawn(process.execPath, [tsc, ...flags], {
    cwd: join(folder, project),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  const errors = [...output.matchAll(/^(\S+\(\d+,\d+\)): error (TS\d+)/gm)].map(
    ([, at, code]) => `${at}: ${code}`,
  );
  const passed =
    refused.length === 0 ? exitCode === 0 : exitCode !== 0 && errors.join('\n') === refused.join('\n');
  const where = layout === undefined ? '' : ` (${layout})`;
  const what = refused.length === 0 ? 'compiles' : `is refused in ${refused.length} places`;
  console.log(
    `${passed ? 'ok  ' : 'FAIL'} ${project}${where} ${what}, exactOptionalPropertyTypes ${exact ? 'on' : 'off'}`,
  );
  if (!passed) console.log(output.replaceAll(folder, '') || `(no errors, exit code ${exitCode})`);
  return passed;
}
