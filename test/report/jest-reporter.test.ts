import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorsReport } from '../../src/index.js';
import { runNode } from '../entry/child.js';
import { token } from './fixtures/jest/apps.js';
import { type ReporterRun, runReporter } from './run-reporter.js';

jest.setTimeout(300_000);

/** What a report tells, in short. */
function told({ contracts, audits, failures }: CorsReport): object {
  return {
    contracts: contracts.map(({ name, passed, source, cells, exchanges }) => ({
      name,
      passed,
      source,
      exchanges,
      cells: cells.map((cell) => `${cell.verdict}: ${cell.name} (${String(cell.answers.length)} answers)`),
    })),
    audits: audits.map(({ source, paths, findings }) => ({
      source,
      paths,
      findings: findings.map(
        ({ level, id, culprit }) =>
          `${level} ${id}, by ${culprit?.package ?? culprit?.file ?? 'nobody known'}`,
      ),
    })),
    failures: failures.map(({ kind, title, source, code, cause, culprit, answer }) => ({
      kind,
      title,
      source,
      code,
      cause,
      culprit: culprit === null ? null : `${culprit.package ?? culprit.file}:${String(culprit.line)}`,
      answer: answer?.question,
    })),
  };
}

describe('a run with two workers', () => {
  let run: ReporterRun;
  beforeAll(async () => {
    run = await runReporter();
  });

  test('brings together what all of them found, but for failures that were expected', () => {
    expect(told(run.report)).toMatchSnapshot();
  });

  test('annotates the assertions and the culprits in the app', () => {
    const annotations = run.output.split('\n').filter((line) => line.startsWith('::'));
    expect(annotations).toMatchSnapshot();
  });

  test('says in a line what it came to', () => {
    expect(run.output).toMatch(
      /^CORS report: 4 of 8 checks fail; 6 audit findings; 4 failed assertions\. See .*cors\.html, .*cors\.md, .*cors\.json, .*cors\.sarif$/m,
    );
  });

  test('adds the report to the summary of the job', () => {
    expect(run.summary).toBe(run.markdown);
    expect(run.markdown).toMatchSnapshot();
  });

  test.each(['html', 'markdown', 'json', 'sarif', 'output'] as const)('tells no secret: %s', (format) => {
    expect(run[format]).not.toContain(token);
    expect(run[format].length).toBeGreaterThan(1000);
  });

  test('leaves nothing behind, and the run fails as its tests do', () => {
    expect(run.leftovers).toEqual([]);
    expect(run.exitCode).toBe(1);
  });
});

describe('shards', () => {
  test('are put together by a command', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shards-'));
    try {
      const files: string[] = [];
      for (const shard of ['1/2', '2/2']) {
        const { json } = await runReporter([`--shard=${shard}`]);
        files.push(join(folder, `${String(files.length)}.json`));
        await writeFile(files.at(-1) ?? '', json);
      }
      const merged = join(folder, 'merged.json');
      const { stdout, stderr, exitCode } = await runCommand([
        'report',
        ...files,
        '--json',
        merged,
        '--title',
        'Both',
      ]);
      expect(stderr).toBe('');
      expect(stdout).toBe(
        `CORS report: 4 of 8 checks fail; 6 audit findings; 4 failed assertions. See ${merged}\n`,
      );
      expect(exitCode).toBe(0);
      expect((JSON.parse(await readFile(merged, 'utf8')) as CorsReport).title).toBe('Both');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each([
    [['report', 'package.json'], 'name a file to write to, such as --html cors.html.'],
    [
      ['report', 'missing.json', '--html', 'x'],
      'missing.json is not a JSON report: ENOENT: no such file or directory',
    ],
  ])('%j returned the right call', async (parameters, message) => {
    const { stdout, stderr, exitCode } = await runCommand(parameters);
    expect(stderr).toContain(`expect-cors: ${message}`);
    expect(stderr).toContain('Usage: expect-cors report FILE.json… [options]');
    expect([stdout, exitCode]).toEqual(['', 2]);
  });
});

describe('options', () => {
  test('of no known name stop the run before a test', async () => {
    const run = runReporter([], { REPORT_FILES: '{"htlm":"x"}' });
    await expect(run).rejects.toThrow(
      '"htlm" is unknown in the options of expect-cors/reporter. Did you mean "html"?',
    );
  });
});

function runCommand(parameters: readonly string[]): ReturnType<typeof runNode> {
  return runNode(['--import', 'tsx', join(__dirname, '..', '..', 'src', 'cli', 'main.ts'), ...parameters]);
}
