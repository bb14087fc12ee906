import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One line of a stack trace, source maps applied as far as the runner does. */
export interface StackFrame {
  /** Null for an anonymous function. */
  readonly function: string | null;
  /** Relative to the working directory, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `cors@2.8.6` for a file below node_modules, null for the user's own. */
  readonly package: string | null;
}

/** The frames of `error.stack`, innermost first, without those of Node itself. */
export function stackFrames(stack: unknown): StackFrame[] {
  // What formats stacks can be replaced, and may then give anything.
  if (typeof stack !== 'string') return [];
  return stack.split('\n').flatMap((line) => {
    const match = /^ {4}at (?:(?=.*\)$)(.+?) \((.+)\)|(?:async )?(.+))$/.exec(line);
    const [, place = '', number] = /^(.+?):(\d+)(?::\d+)?$/.exec(match?.[2] ?? match?.[3] ?? '') ?? [];
    const path = pathOf(place);
    if (!isAbsolute(path)) return []; // node:internal, <anonymous>, eval
    return [
      {
        function: functionName(match?.[1]),
        file: shownPath(path),
        line: Number(number),
        package: packageOf(path),
      },
    ];
  });
}

/** `async Object.requireAuth [as handle]` is `requireAuth`, as is `Server.requireAuth`, a listener. */
function functionName(written = ''): string | null {
  const name = written
    .replace(/^async /, '')
    .replace(/ \[as [^\][]+\]$/, '')
    .replace(/^(Object|Server|ServerResponse|IncomingMessage|exports|module\.exports)\./, '');
  return name === '' || name.includes('<anonymous>') ? null : name;
}

/** Modules are written as URLs. */
function pathOf(place: string): string {
  return place.startsWith('file:') ? fileURLToPath(place) : place;
}

/** From the working directory, with slashes; given as a path or a `file:` URL. */
export function shownPath(place: string): string {
  return relative(process.cwd(), pathOf(place)).replaceAll('\\', '/');
}

const packages = new Map<string, string>();

/** The package a file belongs to, and its version: the innermost node_modules counts. */
export function packageOf(path: string): string | null {
  const match = /^(.*[\\/]node_modules[\\/])((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path);
  if (match === null) return null;
  const [folder, , name = ''] = match;
  let known = packages.get(folder);
  if (known === undefined) {
    known = packageIn(folder, name.replaceAll('\\', '/'));
    packages.set(folder, known);
  }
  return known;
}

/** Its own name counts: it may be installed under another. */
function packageIn(folder: string, installedAs: string): string {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    const { name = installedAs, version } = JSON.parse(text) as { name?: string; version?: string };
    return version === undefined ? name : `${name}@${version}`;
  } catch {
    return installedAs; // bundled or virtual
  }
}
