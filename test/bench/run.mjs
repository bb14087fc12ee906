// Runs the benchmarks compiled, against the built package. Run from the sources, every function would be wrapped to keep its
// name: that slows down what is measured, and not `node:http`, which it is measured against.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
// In the root, so that what is compiled finds the packages.
const compiled = join(root, '.bench');

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  return status ?? 1;
}

/** What is measured is what users run. */
function build() {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}

const remove = () => rmSync(compiled, { recursive: true, force: true });
// Whoever interrupts ends the process that measures as well, and this one goes on to remove the folder.
process.on('SIGINT', () => undefined);
remove();
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
process.exitCode =
  build() ||
  run(tsc, '-p', here) ||
  run(tsc, '-p', join(here, 'in-jest')) ||
  writeFileSync(join(compiled, 'commonjs', 'package.json'), '{"type":"commonjs"}') ||
  run('--expose-gc', join(compiled, 'test/bench/main.js'), ...process.argv.slice(2));
remove();
