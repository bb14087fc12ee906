import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../../errors/usage-error.js';
import { type RunnerName, runnerNames, runners } from './runners.js';

/** What a project is made of, as its files show: none of its code is run. */
export interface Project {
  /** Its path: where package.json is, or where it was looked for. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether there is a package.json. */
  readonly isFound: boolean;
  readonly runner: RunnerName;
  /** Its files, from that folder, with slashes, in order: not those that are installed, built or hidden. */
  readonly files: readonly string[];
  /** The file that configures the runner: package.json, where it holds the configuration. */
  readonly config: string | undefined;
  /** Whether a `.js` file is an ECMAScript module. */
  readonly isModule: boolean;
  readonly has: (...packages: readonly string[]) => boolean;
  /** The text of a file; empty where there is none. */
  readonly read: (file: string) => string;
}

/** Of package.json, what is looked at. */
export interface Manifest {
  readonly type?: unknown;
  readonly jest?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
}

const left = /^(\.(?!mocharc)|node_modules$|dist$|build$|coverage$|e2e$|cypress$)/;
const depth = 5;
/** More of them are not looked at, so that it is quick in a large repository. */
const most = 3000;

/**
 * The project that a folder is in, with the nearest package.json; without one, the folder, of which no file is looked at.
 *
 * @throws {UsageError} `invalid-value` where package.json is not JSON.
 */
export function projectAt(start: string, given?: RunnerName): Project {
  const found = above(start).find((path) => isFile(join(path, 'package.json')));
  const folder = found ?? start;
  const read = (file: string): string => {
    const path = join(folder, file);
    return isFile(path) ? readFileSync(path, 'utf8') : '';
  };
  const manifest = manifestIn(read('package.json'));
  const installed = ['dependencies', 'devDependencies'].flatMap((key) =>
    Object.keys(Object(Reflect.get(manifest, key)) as object),
  );
  const has: Project['has'] = (...packages) => packages.some((name) => installed.includes(name));
  const files = found === undefined ? [] : filesBelow(folder);
  const runner = given ?? runnerOf(manifest.scripts ?? {}, has, files);
  const configs = files.filter((file) => runners[runner].config.test(file));
  const named = configs.find((file) => file.startsWith(runner)) ?? configs[0];
  return {
    folder,
    manifest,
    isFound: found !== undefined,
    runner,
    files,
    config: runner === 'jest' && manifest.jest !== undefined ? 'package.json' : named,
    isModule: manifest.type === 'module',
    has,
    read,
  };
}

function above(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...above(parent)];
}

function manifestIn(text: string): Manifest {
  try {
    return Object(text === '' ? {} : JSON.parse(text)) as Manifest;
  } catch (cause) {
    throw new UsageError('invalid-value', 'package.json is not JSON.', { cause });
  }
}

/** What the scripts call, or what is installed or configured; Node's own, where that is none. */
function runnerOf(
  scripts: Readonly<Record<string, string>>,
  has: Project['has'],
  files: readonly string[],
): RunnerName {
  const lines = [scripts.test ?? '', ...Object.values(scripts)];
  const called = lines.flatMap((line) => runnerNames.find((name) => runners[name].script.test(line)) ?? []);
  return (
    called[0] ??
    runnerNames.find((name) => has(...runners[name].packages)) ??
    // Vite's own configuration may be there without Vitest.
    runnerNames.find((name) =>
      files.some((file) => /^\.?[a-z]+/.exec(file)?.[0].endsWith(name) && runners[name].config.test(file)),
    ) ??
    'node'
  );
}

/** Folder by folder, the upper ones first. */
function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const folders = [''];
  for (const prefix of folders) {
    if (found.length > most) break;
    for (const entry of entriesOf(join(folder, prefix))) {
      const name = prefix + entry.name;
      if (left.test(entry.name)) continue;
      if (!entry.isDirectory()) found.push(name);
      else if (name.split('/').length <= depth) folders.push(`${name}/`);
    }
  }
  return found.sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // not ours to read
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
