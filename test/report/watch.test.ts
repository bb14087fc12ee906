import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { journalVariable, record } from '../../src/journal/journal.js';
import { JestReporter, type ReporterOptions } from '../../src/report/jest-reporter.js';
import type { CorsReport } from '../../src/report/cors-report.js';

let root = '';
let printed = '';
const variables = [journalVariable, 'GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'GITHUB_WORKSPACE'];
const inherited = variables.map((name) => [name, process.env[name]] as const);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watched-'));
  printed = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  for (const name of variables) Reflect.deleteProperty(process.env, name);
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const [name, value] of inherited) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  rmSync(root, { recursive: true });
});

const reporter = (options: ReporterOptions, watch = false): JestReporter =>
  new JestReporter({ rootDir: root, watch, watchAll: false }, options);
const ended = (...files: string[]) => ({
  testResults: files.map((name) => ({
    testFilePath: resolve(name),
    testResults: [{ fullName: 'a', status: 'failed' }],
  })),
});
/** As a test of a worker does. */
function fail(testFile: string, message: string): void {
  const source = { file: testFile, line: 1, test: 'a', testFile };
  const reason = { code: null, cause: null, certainty: null, evidence: [], culprit: null, fix: null };
  const failure = { kind: 'assertion', title: message, message, source, ...reason, answer: null };
  record({ kind: 'failure', failure });
}
const written = (): string[] =>
  (JSON.parse(readFileSync(join(root, 'cors.json'), 'utf8')) as CorsReport).failures.map(
    ({ message }) => message,
  );

test('a run that is over leaves neither a folder nor a variable behind', async () => {
  const one = reporter({ json: 'cors.json' });
  const folder = process.env[journalVariable] ?? '';
  fail('a.test.ts', 'why');
  await one.onRunComplete(undefined, ended('a.test.ts'));
  expect(written()).toEqual(['why']);
  expect(existsSync(folder)).toBe(false);
  expect(process.env[journalVariable]).toBeUndefined();
  expect(one.getLastError()).toBeUndefined();
});

test('in watch mode files that are not run again keep what they came to', async () => {
  const one = reporter({ json: 'cors.json' }, true);
  const folder = process.env[journalVariable] ?? '';
  const listeners = process.listenerCount('exit');
  fail('a.test.ts', 'a');
  fail('b.test.ts', 'b');
  await one.onRunComplete(undefined, ended('a.test.ts', 'b.test.ts'));
  fail('a.test.ts', 'a again');
  await one.onRunComplete(undefined, ended('a.test.ts'));
  expect(written()).toEqual(['a again', 'b']);
  await one.onRunComplete(undefined, ended('a.test.ts'));
  expect(written()).toEqual(['b']);
  expect(readdirSync(folder)).toEqual([]);
  expect(process.listenerCount('exit')).toBe(listeners);
  process.listeners('exit').at(-1)?.(0);
  expect(existsSync(folder)).toBe(false);
});

test('without a file the page is written', async () => {
  await reporter({}).onRunComplete(undefined, ended());
  expect(readdirSync(root)).toEqual(['cors-report.html']);
  expect(printed).toMatch(/^CORS report: no assertion failed\. See .*cors-report\.html\n$/);
});

test('a file that cannot be written fails the run', async () => {
  const one = reporter({ json: __filename + '/cors.json' });
  await one.onRunComplete(undefined, ended());
  expect(one.getLastError()?.message).toMatch(/^(EEXIST|ENOTDIR): /);
});

describe('on GitHub Actions', () => {
  const run = async (options: ReporterOptions, messages: readonly string[] = ['why']): Promise<string> => {
    process.env.GITHUB_ACTIONS = 'true';
    process.env.GITHUB_STEP_SUMMARY = join(root, 'summary.md');
    const one = reporter({ json: 'cors.json', ...options });
    for (const message of messages) fail('a.test.ts', message);
    await one.onRunComplete(undefined, ended('a.test.ts'));
    return existsSync(join(root, 'summary.md')) ? readFileSync(join(root, 'summary.md'), 'utf8') : '';
  };

  test('annotations and a summary are made', async () => {
    expect(await run({})).toMatch(/^# CORS report: 1 failed assertion\n/);
    expect(printed).toMatch(/^::error file=a\.test\.ts,line=1,title=why::\n/);
  });

  test('either can be switched off', async () => {
    expect(await run({ annotations: false, summary: false })).toBe('');
    expect(printed).toMatch(/^CORS report: 1 failed assertion\./);
  });

  test('no more than GitHub shows are made', async () => {
    await run(
      {},
      Array.from({ length: 30 }, (_, index) => `why ${String(index)}`),
    );
    expect(printed.match(/^::error/gm)).toHaveLength(10);
  });

  test('a summary that GitHub would not show is cut to its title', async () => {
    expect(await run({}, ['x'.repeat(2 ** 20)])).toBe(
      '# CORS report: 1 failed assertion\n\nThe report is too long for a summary: see the page.\n',
    );
  });
});

describe('misuse of the options', () => {
  test.each<[unknown, string]>([
    [{ htlm: 'x' }, '"htlm" is unknown in the options of expect-cors/reporter. Did you mean "html"?'],
    [{ html: true }, 'html true must be the path of a file.'],
    [{ summary: 'yes' }, 'summary "yes" must be true or false.'],
    [{ title: '' }, 'title "" must be a non-empty string.'],
    ['x', 'the options of expect-cors/reporter must be an object such as { html: \'cors.html\' }, not "x".'],
  ])('%j', (options, message) => {
    expect(() => reporter(options as ReporterOptions)).toThrow(
      expect.objectContaining({ name: 'UsageError', message }),
    );
    expect(process.env[journalVariable]).toBeUndefined();
  });
});
