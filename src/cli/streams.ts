import type { Paint } from '../failure/terminal.js';

/** Where a command reads from and writes to. */
export interface Terminal {
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** All of standard input, as text. */
  readonly stdin: () => Promise<string>;
  /** Whether somebody types there. */
  readonly isTyped: boolean;
  /** What somebody types when asked. */
  readonly prompt: (question: string) => Promise<string>;
  /** The folder that paths are relative to. */
  readonly folder: string;
  /** The variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Loads a module of the user's. */
  readonly load: (path: string) => Promise<unknown>;
}

export interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const colour =
  (code: number) =>
  (text: string): string =>
    `\x1b[${String(code)}m${text}\x1b[39m`;

/** The colours of a test runner on a terminal, and none elsewhere. See https://no-color.org. */
export function paintFor({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>): Paint {
  const isPlain = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  if (stdout.isTTY !== true || isPlain) return { expected: (text) => text, received: (text) => text };
  return { expected: colour(32), received: colour(31) };
}

export function printLine({ stdout }: Pick<Terminal, 'stdout'>, text: string): void {
  stdout.write(`${text}\n`);
}

/** The data of a command, for programs: nothing else is written to stdout then. */
export function printJson(terminal: Pick<Terminal, 'stdout'>, data: unknown): void {
  printLine(terminal, JSON.stringify(data, null, 2));
}

/** What a reader should know and no program reads. */
export function printNote({ stderr }: Pick<Terminal, 'stderr'>, text: string): void {
  stderr.write(`${text}\n`);
}
