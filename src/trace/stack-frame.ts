import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One line of a stack trace, source maps applied as far as the runner does. */
export interface StackFrame {
  /** Null for an anonymous function. */
  readonly function: string | null;
  /** Relative to the working directory, with slashes. */
  readonly file: string;
  readonly line: number;
  /** `cors@2.8.6` for a file below node_modules, null for the user's own. */
  readonly package: string | null;
}

/** The frames of `error.stack`, innermost first, without those of Node itself. */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((line) => {
    const match = /^ {4}at (?:(.+?) \()?(.+?):(\d+)(?::\d+)?\)?$/.exec(line);
    if (match === null) return [];
    const [, name, place = '', number] = match;
    const path = place.startsWith('file:') ? fileURLToPath(place) : place.replace(/^async /, '');
    if (!isAbsolute(path)) return []; // node:internal, <anonymous>, eval
    return [
      { function: functionName(name), file: shownPath(path), line: Number(number), package: packageOf(path) },
    ];
  });
}

/** `async Object.requireAuth [as handle]` is `requireAuth`. */
function functionName(written = ''): string | null {
  const name = written
    .replace(/^async /, '')
    .replace(/ \[as [^\]]+\]$/, '')
    .replace(/^(Object|exports|module\.exports|Function|ServerResponse|IncomingMessage)\./, '');
  return name === '' || name.includes('<anonymous>') ? null : name;
}

function shownPath(path: string): string {
  return relative(process.cwd(), path).replaceAll('\\', '/');
}

const versions = new Map<string, string>();

/** The package a file belongs to: the innermost node_modules counts. */
export function packageOf(path: string): string | null {
  const match = /^(.*[\\/]node_modules[\\/])((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path);
  if (match === null) return null;
  const [folder, , name = ''] = match;
  let version = versions.get(folder);
  if (version === undefined) {
    version = versionIn(folder);
    versions.set(folder, version);
  }
  const shown = name.replaceAll('\\', '/');
  return version === '' ? shown : `${shown}@${version}`;
}

function versionIn(folder: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version?: unknown;
    };
    return typeof version === 'string' ? version : '';
  } catch {
    return ''; // bundled or virtual: its name has to do
  }
}
