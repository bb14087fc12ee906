import type { Command, Option } from './command.js';
import { commonOptions } from './common-options.js';

/** What the program can do, a line for each command. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return [
    'What a browser would decide about the CORS headers of an app, and why.',
    '',
    'Usage: expect-cors COMMAND',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    '',
    'A TARGET is a URL, or a module that exports an app: ./src/app.ts, ./app.js#createApp',
    'Exit code: 0 it holds, 1 it does not, 2 misuse or no evidence.',
    'expect-cors COMMAND --help shows its options, with an example.',
  ].join('\n');
}

/** `expect-cors ask TARGET --origin ORIGIN [options]` */
export function usageOf({ name, operand, options }: Command): string {
  const required = Object.entries(options)
    .filter(([, { isRequired }]) => isRequired === true)
    .map(([option, { value = '', isList }]) => `--${option} ${value}${isList === true ? '…' : ''}`);
  return ['expect-cors', name, operand, ...required, '[options]'].filter(Boolean).join(' ');
}

/** The whole help text of a command. */
export function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions });
  const labels = options.map(labelOf);
  const width = Math.max(...labels.map(({ length }) => length)) + 2;
  const lines = options.map(
    ([, { help, isRequired }], index) =>
      `  ${(labels[index] ?? '').padEnd(width)}${help}${isRequired === true ? ' (required)' : ''}`,
  );
  return [
    `${command.summary}.`,
    '',
    `Usage: ${usageOf(command)}`,
    '',
    ...lines,
    '',
    ...command.examples.map(
      (example, index) => `${index === 0 ? 'Example: ' : '         '}expect-cors ${example}`,
    ),
  ].join('\n');
}

function labelOf([name, { short, value, isList }]: readonly [string, Option]): string {
  const letter = short === undefined ? '    ' : `-${short}, `;
  const given = value === undefined ? '' : ` ${value}${isList === true ? '…' : ''}`;
  return `${letter}--${name}${given}`;
}
