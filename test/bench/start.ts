import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { printCosts, printTitle } from './print.js';
import { type Cost, ratiosOf, type Sample } from './rounds.js';

// Of the package: what runs is compiled into a folder of its own.
const root = process.cwd();
const run = promisify(execFile);

/** The built package against supertest, in fresh processes. */
export async function benchStart(): Promise<void> {
  if (!existsSync(join(root, 'dist'))) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
  printTitle('Start, in fresh processes');
  for (const format of ['commonjs', 'esm']) {
    const fresh =
      (library: string, until: string): Sample =>
      async () => {
        const { stdout } = await run(process.execPath, [
          join(root, 'test', 'bench', 'fresh-process.mjs'),
          library,
          format,
          until,
        ]);
        return JSON.parse(stdout) as Cost;
      };
    const imported = await ratiosOf(fresh('expect-cors', 'import'), fresh('supertest', 'import'));
    printCosts(`import / import of supertest, ${format}`, imported, '1.25');
    const first = await ratiosOf(fresh('expect-cors', 'first'), fresh('supertest', 'first'));
    printCosts(`and the first assertion / and the first request, ${format}`, first, '1.3');
  }
}
