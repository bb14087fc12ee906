import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/cli/commands.js';
import { commonOptions } from '../../src/cli/common-options.js';
import { parseLine } from '../../src/cli/parse-line.js';
import { version } from '../../src/report/version.js';
import { runCli, shownOf } from './run-cli.js';

describe('help', () => {
  test.each([[['--help']], [[]], ...commands.map(({ name }) => [[name, '--help']])])('%j', async (words) => {
    expect(shownOf(await runCli(words))).toMatchSnapshot();
  });

  test('-h and help are --help', async () => {
    const expected = await runCli(['--help']);
    expect([await runCli(['-h']), await runCli(['help'])]).toEqual([expected, expected]);
  });

  test('help of a command is its --help, whatever else is on the line', async () => {
    const expected = await runCli(['report', '--help']);
    expect(await runCli(['help', 'report'])).toEqual(expected);
    expect(await runCli(['report', '-h', 'a.json'])).toEqual(expected);
  });

  test.each(commands)('$name: its examples can be parsed', (command) => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) {
      const [name, ...words] = [...example.matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, word]) => quoted ?? word,
      );
      expect(name).toBe(command.name);
      expect(parseLine(command, words as string[]).flag('help')).toBe(false);
    }
  });

  test.each(commands)('$name: no option is written twice, and no two have one letter', ({ options }) => {
    const all = { ...options, ...commonOptions };
    const letters = Object.values(all).flatMap(({ short }) => short ?? []);
    expect(new Set(letters).size).toBe(letters.length);
    expect(Object.keys(options).filter((name) => name in commonOptions)).toEqual([]);
    const help = Object.values(all).map((option) => option.help);
    expect(help.filter((text) => /[.]$|^[a-z]/.test(text) && !/^[a-z-]+, /.test(text))).toEqual([]);
  });
});

test('--version', async () => {
  const shown = { code: 0, stdout: `${version}\n`, stderr: '' };
  expect(await runCli(['--version'])).toEqual(shown);
  expect(await runCli(['report', '--version', 'a.json'])).toEqual(shown);
});

test.each([
  [['reprot', 'a.json']],
  [['Report']],
  [['merge', 'a.json']],
  [['--htlm']],
  [['help', 'reprot']],
  [['report']],
  [['report', 'a.json', '--htlm', 'x']],
  [['report', 'a.json', '--zzz']],
  [['report', 'a.json', '-z']],
  [['report', 'a.json', '--html']],
  [['report', 'a.json', '--html', '--title', 'x']],
  [['report', 'a.json', '--html', 'x', '--html', 'y']],
  [['report', 'a.json', '--help=x']],
  [['report', 'a.json', '--html=']],
])('misuse: %j', async (words) => {
  expect(shownOf(await runCli(words))).toMatchSnapshot();
});

test('what is written cannot move the cursor', async () => {
  const { stderr } = await runCli(['\x1b[2Jreport']);
  expect(stderr).toContain('"\\x1b[2Jreport" is not a command.');
});
