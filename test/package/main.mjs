/**
 * Installs the packed tarball into new folders, as a user would, and runs each set-up of setups/ there: the daily ones, or
 * all with `--all`; with `--write` as well, docs/compatibility.md is made of the result. `--only TEXT` runs those whose
 * name has this text.
 *
 * What cannot be installed is reported as not run. That fails where nobody would read it: in CI, and with `--write`.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { folders } from './folders.mjs';
import { install, managerIn, nodeOf, pack } from './install.mjs';
import { differencesOfPage, writePage } from './page.mjs';
import { layOut, runSetup, slugOf } from './run-setup.mjs';
import { limited } from './run.mjs';
import { setupsOf } from './setups/index.mjs';
import { readShown } from './shown.mjs';
import { faultsOf } from './tarball.mjs';
import { versionsOf } from './versions.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values: given } = parseArgs({
  options: { all: { type: 'boolean' }, write: { type: 'boolean' }, only: { type: 'string' } },
});
if (given.write && !given.all) throw new Error('--write needs --all.');
const shown = readShown(root);
const setups = setupsOf(shown);
const chosen = setups.filter(
  ({ daily, name }) => (daily || given.all || given.only !== undefined) && name.includes(given.only ?? ''),
);
const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'expect-cors-package-')));
const atOnce = limited(2);
const nodes = new Map();
const started = performance.now();

try {
  const packed = await pack(root, temporary);
  const results = (
    await Promise.all(groupsOf(chosen).map((group) => runFolder(packed.path, ...group)))
  ).flat();
  const notRun = results.filter(({ why }) => why !== undefined);
  const failed = results.filter(({ wrong = [] }) => wrong.length > 0);
  const ofPackage = [
    ...faultsOf(root, packed),
    ...shown.notAskedFor.map((name) => `${name} is shown and not run`),
    ...(given.write || given.only !== undefined ? [] : differencesOfPage(root, setups)),
  ];
  for (const line of ofPackage) console.log(`FAIL     ${line}`);
  failed.push(...ofPackage);
  if (given.write) await writePage(root, results);
  const counted = `${results.length - notRun.length} run, ${failed.length} failed, ${notRun.length} not run`;
  console.log(`${counted} (${Math.round((performance.now() - started) / 1000)} s)`);
  const mustRun = Boolean(process.env.CI) || given.write;
  const isFine = failed.length === 0 && results.length > notRun.length && !(mustRun && notRun.length > 0);
  process.exitCode = isFine ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** The set-ups by what they need to be installed. */
function groupsOf(all) {
  return Object.keys(folders)
    .map((name) => [name, all.filter(({ folder }) => folder === name)])
    .filter(([, group]) => group.length > 0);
}

async function runFolder(tarball, name, group) {
  const path = join(temporary, name);
  group.forEach((setup) => layOut(path, setup));
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const workspaces = group.map((setup) => slugOf(setup.name));
  try {
    await atOnce(() => install({ name, path, tarball, temporary, devDependencies, workspaces }));
  } catch (error) {
    return group.map((setup) => reported(setup, { why: error.message }));
  }
  return Promise.all(group.map((setup) => atOnce(() => runOne(path, setup))));
}

async function runOne(path, setup) {
  const { manager, node: needed } = folders[setup.folder];
  const major = setup.node ?? needed;
  let tools;
  try {
    if (major !== undefined && !nodes.has(major)) nodes.set(major, nodeOf(major));
    const yarn =
      manager === 'yarn' ? await managerIn(temporary, '@yarnpkg/cli-dist', 'bin/yarn.js') : undefined;
    tools = { node: (await nodes.get(major)) ?? process.execPath, yarn };
  } catch (error) {
    return reported(setup, { why: error.message });
  }
  const ran = await runSetup(path, setup, tools);
  return reported(setup, { ...ran, versions: await versionsOf(path, setup, tools) });
}

function reported(setup, { why, wrong = [], output, results, versions }) {
  if (why !== undefined) console.log(`not run  ${setup.name}: ${why}`);
  else if (wrong.length === 0) console.log(`ok       ${setup.name}`);
  else console.log([`FAIL     ${setup.name}`, ...wrong, output.trim().slice(-3000)].join('\n'));
  return { setup, why, wrong, results, versions };
}
