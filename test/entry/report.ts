import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What Jest writes with --json, and Vitest in its JSON reporter. */
export interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export interface TestFile {
  readonly status: string;
  /** Why the file as a whole failed; empty if it did not. */
  readonly failure: string;
  readonly tests: Outcomes;
}

/** By the test's full name: `passed`, or the messages it failed with. */
export type Outcomes = Readonly<Record<string, 'passed' | readonly string[]>>;

/** By the file's path in `folder`. */
export function filesOf({ testResults }: JsonReport, folder: string): Readonly<Record<string, TestFile>> {
  return Object.fromEntries(
    testResults.map(({ name, status, message, assertionResults }) => {
      const tests = assertionResults.map(
        ({ fullName, status, failureMessages }) =>
          [fullName, status === 'passed' ? status : failureMessages.map(readable)] as const,
      );
      const failure = tests.every(([, outcome]) => outcome === 'passed') ? readable(message) : '';
      return [
        relative(folder, name).replaceAll('\\', '/'),
        { status, failure, tests: Object.fromEntries(tests) },
      ];
    }),
  );
}

/** The message, and the user's own line in the stack as `at file:line`: what an editor jumps to. */
export function readable(message: string): string {
  const [text = '', ...frames] = stripVTControlCharacters(message).split(/^\s+at /m);
  const own = frames.find((frame) => !/node_modules|node:|\(<anonymous>\)/.test(frame));
  const place = /([\w.-]+:\d+):\d+\)?\s*$/.exec(own?.split('\n')[0] ?? '')?.[1];
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(?:>?\s*\d+ )?\|/.test(line)) // the code frame
    .map((line) => line.trim());
  return `${lines.join('\n').trim()}${place === undefined ? '' : `\nat ${place}`}`;
}

/** What the await guard says, in full. */
export function floating(what: string, place: string, call = 'expect(app)'): string {
  const advice = `Write \`await ${call}…\` in an async test. In a loop, use \`for … of\`: forEach(async …) does not wait.`;
  return `UsageError: ${what}, so nothing was asserted.\n${advice}${place === '' ? '' : `\nat ${place}`}`;
}
