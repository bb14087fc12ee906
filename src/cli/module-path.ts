import { statSync } from 'node:fs';
import { UsageError } from '../errors/usage-error.js';
import { pathOf } from './files.js';
import type { Terminal } from './streams.js';

/** A module as it is written on the command line: `./src/app.ts#createApp`. */
export interface WrittenModule {
  readonly file: string;
  /** The export that is named. */
  readonly name: string | undefined;
}

export function writtenModule(written: string): WrittenModule {
  const at = written.lastIndexOf('#');
  if (at === -1) return { file: written, name: undefined };
  return { file: written.slice(0, at), name: written.slice(at + 1) || undefined };
}

const endings = ['', '.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.tsx', '/index.ts', '/index.js'];

/**
 * The path of a module, whose ending may be left out.
 *
 * @throws {UsageError} `unknown-target` where there is no such file.
 */
export function modulePath({ file }: WrittenModule, terminal: Pick<Terminal, 'folder'>): string {
  const found = endings.map((ending) => pathOf(file + ending, terminal)).find(isFile);
  if (found !== undefined) return found;
  const isModule = endings.some((ending) => ending.startsWith('.') && file.endsWith(ending));
  const isHost = !isModule && /^(localhost|[\w-]+(\.[\w-]+)*):\d+(\/|$)|^[\w-]+(\.[\w-]+)+$/.test(file);
  const suggestion = isHost ? `http://${file}` : undefined;
  const advice = isHost
    ? `For a URL, write http://${file}`
    : 'A target is a URL, or a module that exports an app: ./src/app.ts, ./app.js#createApp';
  throw new UsageError('unknown-target', `${file} is not a file, and not a URL. ${advice}`, {
    value: file,
    suggestion,
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
