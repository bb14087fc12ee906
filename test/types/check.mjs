/**
 * Compiles each project here as a user would: with the package as it is built, found in node_modules, declaration files
 * checked as well. `npm run build` comes first. Other versions of TypeScript are installed into a temporary folder: on some
 * of the projects by default, on each and with each `moduleResolution` with `--all`. Those that cannot be had are reported
 * as not run, which fails in CI.
 */
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { otherVersions, resolutions } from './matrix.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const own = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const isWhole = process.argv.includes('--all');

/** What is tried on other versions by default. */
const everyday = { versions: ['5.4', '7.0'], projects: ['root-only', 'both'] };

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
  { project: 'bun-style', visible: [], beside: [], installed: ['@types/bun', 'bun-types', '@types/node'] },
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
  const store = join(temporary, 'installed');
  const notInstalled = await install(store);
  checks.forEach((check, index) => layOut(join(temporary, String(index)), check, store));
  const jobs = checks.flatMap((check, index) =>
    jobsOf(check).map((job) => ({ ...check, ...job, folder: join(temporary, String(index)), store })),
  );
  // Two at a time: each compiler is one busy thread.
  const results = [];
  const work = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      if (needsInstalled(job) && notInstalled !== undefined) results.push('not run');
      else results.push((await run(job)) ? 'passed' : 'failed');
    }
  };
  await Promise.all([work(), work()]);
  const count = (end) => results.filter((result) => result === end).length;
  const notRun = count('not run');
  console.log(`${count('passed')} of ${results.length - notRun} type checks passed, ${notRun} not run`);
  if (notRun > 0) console.log(`not run: ${notInstalled}`);
  process.exitCode = count('failed') > 0 || (notRun > 0 && process.env.CI) ? 1 : 0;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** Installs what this repository does not have. @returns Why it could not be had. */
async function install(store) {
  const versions = isWhole ? otherVersions : everyday.versions;
  const aliases = versions.map((version) => [`typescript-${version}`, `npm:typescript@~${version}`]);
  const bun = isWhole ? [['@types/bun', '^1.3.0']] : [];
  mkdirSync(store);
  writeFileSync(
    join(store, 'package.json'),
    JSON.stringify({ private: true, devDependencies: Object.fromEntries([...aliases, ...bun]) }),
  );
  const npm = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { exitCode, output } = await ran('npm', npm, store);
  return exitCode === 0 ? undefined : output.trim().split('\n')[0];
}

function needsInstalled({ version, installed = [] }) {
  return version !== undefined || installed.length > 0;
}

/** How each project is compiled: by which version, and with which settings. */
function jobsOf({ project, layout, refused, installed }) {
  if (installed !== undefined && !isWhole) return [];
  // Isolation and refusal do not depend on it.
  const isPlain = layout === undefined && refused === undefined;
  const isOften = everyday.projects.includes(project) && isPlain;
  const jobs = isPlain && (isWhole || isOften) ? [{ exact: true }, { exact: false }] : [{ exact: true }];
  if (!isPlain) return jobs;
  if (!isWhole)
    return [...jobs, ...(isOften ? everyday.versions.map((version) => ({ exact: true, version })) : [])];
  const settings = [undefined, ...otherVersions].flatMap((version) =>
    Object.keys(resolutions).map((resolution) => ({ exact: true, version, resolution })),
  );
  return [
    ...jobs,
    ...settings.filter(({ version, resolution }) => version !== undefined || resolution !== 'nodenext'),
  ];
}

function layOut(folder, { project, parts = [], visible, beside, installed = [] }, others) {
  // The project's own tsconfig.json last: it decides for what it takes over from others.
  for (const part of [...parts, project])
    cpSync(join(here, part), join(folder, project), { recursive: true });
  const store = join(folder, 'store', 'node_modules');
  const itself = join(store, 'expect-cors');
  mkdirSync(itself, { recursive: true });
  cpSync(join(root, 'dist'), join(itself, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(itself, 'package.json'));
  for (const name of beside) link(join(root, 'node_modules', name), join(store, name));
  const modules = join(folder, project, 'node_modules');
  link(itself, join(modules, 'expect-cors'));
  for (const name of visible) link(join(root, 'node_modules', name), join(modules, name));
  for (const name of installed) link(join(others, 'node_modules', name), join(modules, name));
}

function link(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to, 'junction');
}

async function run(job) {
  const { folder, store, project, layout, exact, version, resolution, refused = [], compiler = [] } = job;
  const isLenient = contradictsItself(job);
  const tsc =
    version === undefined ? own : join(store, 'node_modules', `typescript-${version}`, 'bin', 'tsc');
  const resolved =
    resolution === undefined ? [] : ['--module', resolutions[resolution], '--moduleResolution', resolution];
  const flags = ['-p', '.', '--pretty', 'false', '--exactOptionalPropertyTypes', String(exact)];
  if (isLenient) flags.push('--skipLibCheck');
  const { exitCode, output } = await ran(
    process.execPath,
    [tsc, ...flags, ...resolved, ...compiler],
    join(folder, project),
  );
  const errors = [...output.matchAll(/^(\S+\(\d+,\d+\)): error (TS\d+)/gm)].map(
    ([, at, code]) => `${at}: ${code}`,
  );
  const passed =
    refused.length === 0 ? exitCode === 0 : exitCode !== 0 && errors.join('\n') === refused.join('\n');
  const what = refused.length === 0 ? 'compiles' : `is refused in ${refused.length} places`;
  const how = [
    layout,
    version && `TypeScript ${version}`,
    resolution && `moduleResolution ${resolution}`,
    isLenient && 'skipLibCheck',
    `exactOptionalPropertyTypes ${exact ? 'on' : 'off'}`,
  ].filter(Boolean);
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${project} ${what} (${how.join(', ')})`);
  if (!passed) console.log(output.replaceAll(folder, '') || `(no errors, exit code ${exitCode})`);
  return passed;
}

/** Without `require` of ECMAScript modules, which TypeScript 5.8 brought, the types of Vitest contradict themselves. */
function contradictsItself({ project, version, resolution = 'nodenext' }) {
  return (
    project.startsWith('vitest') &&
    (resolution === 'node16' || (resolution === 'nodenext' && version === '5.4'))
  );
}

async function ran(program, parameters, cwd) {
  const child = spawn(program, parameters, {
    cwd,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  return { exitCode, output };
}
