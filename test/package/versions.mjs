/** Which versions were run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slugOf } from './run-setup.mjs';
import { run } from './run.mjs';

/** @returns `jest 30.5.2` of each package that counts, and `Node 20.20.2` unless the runner is none of Node's. */
export async function versionsOf(folder, { name, versions, program }, { node, yarn }) {
  const packages = await Promise.all(
    versions.map(async (dependency) => {
      const version =
        yarn === undefined
          ? JSON.parse(readFileSync(join(folder, 'node_modules', dependency, 'package.json'), 'utf8')).version
          : await said(node, [yarn, 'node', '-p', `require('${dependency}/package.json').version`], {
              cwd: join(folder, slugOf(name)),
            });
      return `${dependency} ${version}`;
    }),
  );
  return { packages, node: program === undefined ? await said(node, ['-p', 'process.versions.node']) : '' };
}

async function said(...command) {
  return (await run(...command)).stdout.trim();
}
