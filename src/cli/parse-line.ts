import { parseArgs } from 'node:util';
import { UsageError } from '../errors/usage-error.js';
import { enumerate, nearest } from '../text/sentence.js';
import type { Command, CommandLine, Option } from './command.js';
import { commonOptions } from './common-options.js';

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

/**
 * What is written behind the name of a command.
 *
 * @throws {UsageError} `unknown-key`, `invalid-value`, `missing-argument`.
 */
export function parseLine(command: Command, words: readonly string[]): CommandLine {
  const options = { ...command.options, ...commonOptions };
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [
        name,
        short === undefined ? { type } : { type, short },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, (string | true)[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const value = valueOf(token, options, command);
    values.set(token.name, [...(values.get(token.name) ?? []), value]);
  }
  const line: CommandLine = {
    operands,
    text: (name) => line.list(name).at(-1),
    list: (name) => (values.get(name) ?? []).filter((value) => value !== true),
    flag: (name) => values.has(name),
  };
  // Who asks for help has not decided on the rest.
  if (!line.flag('help')) checkWhole(line, command, options);
  return line;
}

function valueOf(
  token: OptionToken,
  options: Readonly<Record<string, Option>>,
  command: Command,
): string | true {
  const option = options[token.name];
  if (option === undefined) throw unknownOption(token, options, command);
  if (option.type === 'boolean') {
    if (token.value === undefined) return true;
    throw new UsageError('invalid-value', `${token.rawName} takes no value.`, { option: token.name });
  }
  if (token.value === undefined || (token.inlineValue === false && isOption(token.value, options))) {
    const message = `${token.rawName} needs a value: ${token.rawName} ${option.value ?? ''}.`;
    throw new UsageError('missing-argument', message, { option: token.name });
  }
  const { oneOf } = option;
  if (oneOf !== undefined && !oneOf.includes(token.value)) throw unknownValue(token, token.value, oneOf);
  return token.value;
}

/** A value that is forgotten leaves the next option in its place. */
function isOption(value: string, options: Readonly<Record<string, Option>>): boolean {
  const [, name] = /^--([\w-]+)/.exec(value) ?? [];
  return name !== undefined && name in options;
}

function unknownOption(
  { rawName, name }: OptionToken,
  options: Readonly<Record<string, Option>>,
  command: Command,
): UsageError {
  const found = rawName.startsWith('--') ? nearest(name, Object.keys(options)) : undefined;
  const suggestion = found === undefined ? undefined : `--${found}`;
  const advice =
    suggestion === undefined
      ? `Its options are ${enumerate(Object.keys(options).map((one) => `--${one}`))}.`
      : `Did you mean ${suggestion}?`;
  const message = `${rawName} is not an option of "${command.name}". ${advice}`;
  return new UsageError('unknown-key', message, { option: rawName, suggestion });
}

function unknownValue({ rawName, name }: OptionToken, value: string, known: readonly string[]): UsageError {
  const suggestion = nearest(value, known);
  const advice =
    suggestion === undefined
      ? `must be ${enumerate(known, 'or')}.`
      : `is unknown. Did you mean ${suggestion}?`;
  return new UsageError('invalid-value', `${rawName} ${value} ${advice}`, {
    option: name,
    value,
    suggestion,
  });
}

function checkWhole(line: CommandLine, command: Command, options: Readonly<Record<string, Option>>): void {
  const { from, to } = command.count;
  const { operands } = line;
  if (operands.length < from) {
    const message = `"${command.name}" needs ${command.operand}: expect-cors ${command.examples[0] ?? ''}`;
    throw new UsageError('missing-argument', message);
  }
  const tooMuch = operands[to];
  if (tooMuch !== undefined) {
    const takes = to === 0 ? 'nothing' : `one ${command.operand}`;
    const message = `"${command.name}" takes ${takes}, and "${tooMuch}" is one more. Quote what has spaces in it.`;
    throw new UsageError('invalid-value', message, { value: tooMuch });
  }
  for (const [name, { isRequired, isList, value = '' }] of Object.entries(options)) {
    if (isRequired === true && !line.flag(name)) {
      const message = `"${command.name}" needs --${name} ${value}.`;
      throw new UsageError('missing-argument', message, { option: name });
    }
    if (isList !== true && line.list(name).length > 1)
      throw new UsageError('invalid-value', `--${name} is given twice: remove one.`, { option: name });
  }
}
