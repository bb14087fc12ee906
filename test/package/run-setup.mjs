/** One set-up: its files, its command, and what is not as expected. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { differences, fromJest, fromJunit, fromMocha } from './results.mjs';
import { run } from './run.mjs';

/** A folder's name. */
export const slugOf = (name) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

export function layOut(folder, { name, files, type, devDependencies }) {
  const path = join(folder, slugOf(name));
  const all = { 'package.json': JSON.stringify({ private: true, type, devDependencies }), ...files };
  for (const [file, content] of Object.entries(all)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
}

/**
 * @param folder Where it was installed.
 * @param tools The `node` to run it, and the script `yarn` if its folder is Yarn's.
 * @returns What is `wrong`, one line each, the `results` of its tests, and the `output`.
 */
export async function runSetup(folder, setup, tools) {
  const cwd = join(folder, slugOf(setup.name));
  const { environment, expected, says } = setup;
  if (expected === undefined && says === undefined) throw new Error(`${setup.name} expects nothing.`);
  const ran = await run(...commandOf(folder, setup, tools), { cwd, environment });
  const results = resultsIn(cwd, setup);
  const wrong = [...unsaid(ran, setup), ...unexpected(ran, results, setup)];
  if (setup.then !== undefined) {
    const next = { ...setup, flags: [], exitCode: 0, ...setup.then };
    wrong.push(...unsaid(await run(...commandOf(folder, next, tools), { cwd }), next));
  }
  return { wrong, results, output: stripVTControlCharacters(`${ran.stdout}\n${ran.stderr}`) };
}

function commandOf(folder, { command: [script, ...parameters], flags = [], program }, { node, yarn }) {
  const modules = join(folder, 'node_modules');
  if (program !== undefined) return [join(modules, '.bin', program), [script, ...parameters]];
  if (yarn !== undefined) {
    // It knows no paths, but what a package calls its command.
    const [name] = script === undefined ? ['node'] : script.split('/');
    return [node, [yarn, name, ...flags, ...parameters]];
  }
  const path = script === undefined ? [] : [script.startsWith('./') ? script : join(modules, script)];
  return [node, [...flags, ...path, ...parameters]];
}

function unsaid({ stdout, stderr, exitCode }, { says, exitCode: expected = 0 }) {
  if (says === undefined) return [];
  const output = stripVTControlCharacters(`${stdout}\n${stderr}`);
  const missing = says.filter((text) => !output.includes(text)).map((text) => `does not say "${text}"`);
  return exitCode === expected ? missing : [`exit code ${exitCode}, not ${expected}`, ...missing];
}

/** Empty if the runner has written none. */
function resultsIn(cwd, { expected, format }) {
  const path = join(cwd, 'results');
  if (expected === undefined || !existsSync(path)) return [];
  const read = { jest: fromJest, mocha: fromMocha, junit: fromJunit }[format ?? 'junit'];
  return read(readFileSync(path, 'utf8'));
}

function unexpected({ exitCode }, results, { expected }) {
  if (expected === undefined) return [];
  const fails = Object.values(expected).some((end) => end !== 'passed');
  const wrong = differences(results, expected);
  return fails === (exitCode !== 0) ? wrong : [`exit code ${exitCode}`, ...wrong];
}
