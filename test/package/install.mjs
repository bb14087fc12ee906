/** Packs the package once, and installs it into folders, as a user would. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders, managers } from './folders.mjs';
import { run } from './run.mjs';

const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** @returns What npm says of the tarball, and its `path`. */
export async function pack(root, folder) {
  const { stdout } = await demand('npm', ['pack', '--json', '--silent', '--pack-destination', folder], root);
  const [packed] = JSON.parse(stdout.replace(/^[^[]*/, ''));
  return { ...packed, path: join(folder, packed.filename) };
}

/** Installs what one folder needs. @throws {Error} if it cannot be had. */
export async function install({ name, path, tarball, temporary, devDependencies, workspaces }) {
  const { dependencies, others, manager = 'npm' } = folders[name];
  const pinned = dependencies.map((dependency) => {
    const version = devDependencies[dependency];
    if (version === undefined) throw new Error(`${dependency} is no dev dependency.`);
    return [dependency, version];
  });
  const needed = { ...Object.fromEntries(pinned), ...others, 'expect-cors': `file:${tarball}` };
  const write = (folder, more) => writePackage(folder, { private: true, devDependencies: needed, ...more });
  mkdirSync(path, { recursive: true });
  if (manager === 'npm') {
    write(path);
    await demand('npm', ['install', ...quietly], path);
  } else if (manager === 'pnpm') {
    write(path);
    writeFileSync(join(path, '.npmrc'), 'hoist=false\n');
    const pnpm = await managerIn(temporary, 'pnpm', 'bin/pnpm.cjs');
    await demand(process.execPath, [pnpm, 'install', '--prefer-offline'], path);
  } else {
    // Yarn takes a folder inside a project for a part of it only if it is a workspace.
    write(path, { workspaces });
    for (const workspace of workspaces) write(join(path, workspace), { name: workspace });
    writeFileSync(join(path, 'yarn.lock'), '');
    writeFileSync(
      join(path, '.yarnrc.yml'),
      'nodeLinker: pnp\nenableTelemetry: false\nenableGlobalCache: true\n',
    );
    const yarn = await managerIn(temporary, '@yarnpkg/cli-dist', 'bin/yarn.js');
    await demand(process.execPath, [yarn, 'install', '--no-immutable'], path);
  }
}

/** The script of another package manager, which npm brings. */
export async function managerIn(temporary, name, script) {
  const path = join(temporary, 'managers', name.replace('/', '-'));
  mkdirSync(path, { recursive: true });
  writePackage(path, { private: true, devDependencies: { [name]: managers[name] } });
  await demand('npm', ['install', ...quietly], path);
  return join(path, 'node_modules', name, script);
}

/** The binary of another major version of Node, which npm brings. */
export async function nodeOf(major) {
  const { stdout } = await demand('npx', [
    '--yes',
    '--prefer-offline',
    `node@${major}`,
    '-p',
    'process.execPath',
  ]);
  return stdout.trim();
}

function writePackage(folder, content) {
  const file = join(folder, 'package.json');
  let known = {};
  try {
    known = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // none yet
  }
  writeFileSync(file, JSON.stringify({ ...known, ...content }, null, 2));
}

async function demand(program, parameters, cwd) {
  const ran = await run(program, parameters, { cwd });
  if (ran.exitCode !== 0) {
    const said = `${ran.stdout}\n${ran.stderr}`.trim().split('\n');
    throw new Error(`${program} ${parameters.slice(0, 3).join(' ')} failed: ${said.slice(0, 12).join('\n')}`);
  }
  return ran;
}
