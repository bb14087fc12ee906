import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { printCosts, printTitle } from './print.js';
import { type Cost, ratiosOf, type Sample } from './rounds.js';
import { runInJest } from './run-in-jest.js';

// Of the package: what runs is compiled into a folder of its own.
const root = process.cwd();
const run = promisify(execFile);

type Fresh = (library: string, until: 'import alone' | 'import' | 'first') => Sample;

function inNode(format: 'commonjs' | 'esm'): Fresh {
  const file = join(root, 'test', 'bench', 'fresh-process.mjs');
  return (library, until) => async () => {
    const { stdout } = await run(process.execPath, [file, library, format, until]);
    return JSON.parse(stdout) as Cost;
  };
}

const inJest: Fresh = (library, until) => () => runInJest<Cost>('start', { LIBRARY: library, UNTIL: until });

/** The built package against supertest, in fresh processes. */
export async function benchStart(): Promise<void> {
  printTitle('Start, in fresh processes');
  for (const [where, fresh] of [
    ['CommonJS', inNode('commonjs')],
    ['ESM', inNode('esm')],
    ['inside Jest', inJest],
  ] as const) {
    const alone = await ratiosOf(fresh('expect-cors', 'import alone'), fresh('supertest', 'import alone'));
    printCosts(`import / import of supertest, ${where}`, alone, '0.5');
    const beside = await ratiosOf(fresh('expect-cors', 'import'), fresh('supertest', 'import'));
    printCosts(`the same beside express, cors and expect, ${where}`, beside, '');
    const first = await ratiosOf(fresh('expect-cors', 'first'), fresh('supertest', 'first'));
    printCosts(`and the first assertion / and the first request, ${where}`, first, '1.2');
  }
}
