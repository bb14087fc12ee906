import { jest } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import type { ExitCode } from '../../src/cli/command.js';
import { runLine } from '../../src/cli/run-line.js';

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  readonly folder?: string;
  readonly stdin?: string;
  /** What is typed when something is asked. */
  readonly typed?: string;
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command line in this process. */
export async function runCli(
  words: readonly string[],
  { folder = __dirname, stdin, typed, isTTY = false, env = {} }: Around = {},
): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    isTTY,
    write: (text: string) => void (written[name] += text),
  });
  const code = await runLine(words, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    stdin: () => Promise.resolve(stdin ?? ''),
    isTyped: stdin === undefined,
    prompt: (question) => {
      written.stderr += question;
      return Promise.resolve(typed ?? '');
    },
    folder,
    env,
    load: (path) => Promise.resolve(jestRequire(path)),
  });
  return { code, ...written };
}

/** Jest's own loader, which transforms TypeScript; an import() of a URL is none of its. Each time anew, as a process does. */
function jestRequire(path: string): unknown {
  let loaded: unknown;
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    loaded = require(path);
  });
  return loaded;
}

/** All that was written, as a page would show it: without colours, and with ports and folders that differ masked. */
export function shownOf({ code, stdout, stderr }: Ran): string {
  const parts = [stdout, stderr === '' ? '' : `--- stderr\n${stderr}`, `--- exit code ${String(code)}`];
  return stripVTControlCharacters(parts.filter(Boolean).join(''))
    .replaceAll(__dirname, '…')
    .replace(/(127\.0\.0\.1|localhost):\d{4,5}/g, '$1:…');
}
