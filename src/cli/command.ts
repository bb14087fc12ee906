import type { Terminal } from './streams.js';

/** An option of the command line. */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** Its one letter. */
  readonly short?: string;
  /** How its value is written in a help text: `ORIGIN`. Given for every string. */
  readonly value?: string;
  /** What it does: a sentence without a full stop. */
  readonly help: string;
  /** Whether it may be given several times. Default false. */
  readonly isList?: boolean;
  /** Whether the command needs it. Default false. */
  readonly isRequired?: boolean;
  /** The only values. Default any. */
  readonly oneOf?: readonly string[];
}

/** A command as data: what its line may hold, and what its help text says. */
export interface Command {
  readonly name: string;
  /** A sentence without a full stop. */
  readonly summary: string;
  /** What is written behind the name, in order: `TARGET`, `[TEXT | -]`, `FILE.json…`. Empty where there is nothing. */
  readonly operand: string;
  /** How many of it there may be. */
  readonly count: { readonly from: number; readonly to: number };
  readonly options: Readonly<Record<string, Option>>;
  /** Lines that can be typed, without the name of the program. */
  readonly examples: readonly string[];
  /** Loads what the command is made of; nothing of it is loaded for another one. */
  readonly load: () => Promise<Run>;
}

/**
 * Runs a command.
 *
 * @returns The exit code: 0 where what was asked holds, 1 where it does not.
 * @throws {ExpectCorsError} for misuse and where there is no evidence: exit code 2.
 */
export type Run = (line: CommandLine, terminal: Terminal) => Promise<ExitCode>;

/** 0: it holds. 1: it does not. 2: misuse, or no evidence. */
export type ExitCode = 0 | 1 | 2;

/** What was written behind the name of a command, checked. */
export interface CommandLine {
  readonly operands: readonly string[];
  /** The value of an option; undefined where it was not given. */
  readonly text: (option: string) => string | undefined;
  /** All values of an option. */
  readonly list: (option: string) => readonly string[];
  readonly flag: (option: string) => boolean;
}
