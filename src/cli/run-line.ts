import { ExpectCorsError } from '../errors/expect-cors-error.js';
import { UsageError } from '../errors/usage-error.js';
import { version } from '../report/version.js';
import { enumerate, nearest } from '../text/sentence.js';
import { visibleLines } from '../text/escape.js';
import type { Command, ExitCode } from './command.js';
import { commands } from './commands.js';
import { helpOf, overview, usageOf } from './help.js';
import { inFlags } from './in-flags.js';
import { parseLine } from './parse-line.js';
import { printLine, type Terminal } from './streams.js';

/**
 * Runs one line of the command line. Nothing is thrown: what goes wrong is written to stderr, with exit code 2.
 *
 * @param words What is written behind the name of the program.
 */
export async function runLine(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name = '', ...rest] = words;
  const command = commands.find((one) => one.name === name);
  try {
    if (['', '--help', '-h', 'help'].includes(name)) return showOverview(name, rest, terminal);
    if (name === '--version') return shown(version, terminal);
    if (command === undefined) throw unknownCommand(name);
    const line = parseLine(command, rest);
    if (line.flag('help')) return shown(helpOf(command), terminal);
    if (line.flag('version')) return shown(version, terminal);
    return await (
      await command.load()
    )(line, terminal);
  } catch (error) {
    terminal.stderr.write(`expect-cors: ${messageOf(error)}\n${adviceAfter(error, command)}`);
    return 2;
  }
}

function shown(text: string, terminal: Terminal): ExitCode {
  printLine(terminal, text);
  return 0;
}

/** `help ask` is `ask --help`. Who writes nothing has to be shown as much, and it is misuse in a script. */
function showOverview(name: string, [about = '']: readonly string[], terminal: Terminal): ExitCode {
  const command = commands.find((one) => one.name === about);
  if (name === 'help' && about !== '' && command === undefined) throw unknownCommand(about);
  const text = command === undefined ? overview(commands) : helpOf(command);
  if (name !== '') return shown(text, terminal);
  terminal.stderr.write(`${text}\n`);
  return 2;
}

function unknownCommand(name: string): UsageError {
  const names = commands.map((command) => command.name);
  const suggestion = nearest(name, names);
  const advice =
    suggestion === undefined ? `The commands are ${enumerate(names)}.` : `Did you mean "${suggestion}"?`;
  const message = `"${name}" is not a command. ${advice}`;
  return new UsageError('invalid-value', message, { value: name, suggestion });
}

/** What was written wrong is read again; where there is no evidence, the line was right. */
function adviceAfter(error: unknown, command: Command | undefined): string {
  if (!(error instanceof UsageError) || error.code === 'unknown-target') return '';
  return command === undefined
    ? '\nexpect-cors --help shows all commands.\n'
    : `\nUsage: ${usageOf(command)}\nexpect-cors ${command.name} --help shows all options.\n`;
}

function messageOf(error: unknown): string {
  if (error instanceof ExpectCorsError) return visibleLines(inFlags(error.message));
  // A fault of ours, or of a file system: its stack helps whoever looks for it.
  return visibleLines(error instanceof Error ? (error.stack ?? String(error)) : String(error));
}
