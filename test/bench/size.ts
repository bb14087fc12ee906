import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { printRow, printTitle } from './print.js';

const root = process.cwd();

/** The package as it would be published, and all it brings along. */
export function benchSize(): Promise<void> {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ size, unpackedSize, entryCount }] = JSON.parse(packed) as [
    { size: number; unpackedSize: number; entryCount: number },
  ];
  const dependencies = ['tldts', 'tldts-core', 'tough-cookie', 'whatwg-mimetype']
    .map((name) => bytesIn(join(root, 'node_modules', name)))
    .reduce((sum, bytes) => sum + bytes, 0);
  printTitle('The package');
  printRow('tarball, kilobytes', [size / 1000], '400', 0);
  printRow('unpacked, megabytes', [unpackedSize / 1e6], '2');
  printRow('files', [entryCount], '120', 0);
  printRow('with all its dependencies, megabytes', [(unpackedSize + dependencies) / 1e6], '7');
  return Promise.resolve();
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
