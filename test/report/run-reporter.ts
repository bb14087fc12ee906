import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorsReport } from '../../src/index.js';
import { runNode } from '../entry/child.js';

export interface ReporterRun {
  readonly exitCode: number | null;
  readonly output: string;
  readonly html: string;
  readonly markdown: string;
  readonly json: string;
  readonly report: CorsReport;
  readonly sarif: string;
  readonly summary: string;
  /** What is left in the folder for temporary files. */
  readonly leftovers: readonly string[];
}

const config = join(__dirname, 'fixtures', 'jest', 'jest.config.mjs');

/** Runs the real Jest on the fixtures, with the reporter as it is configured by default, and reads what it wrote. */
export async function runReporter(flags: readonly string[] = [], environment = {}): Promise<ReporterRun> {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  const temporary = await mkdtemp(join(tmpdir(), 'report-tmp-'));
  try {
    const file = (name: string): string => join(folder, name);
    const read = async (name: string): Promise<string> => readFile(file(name), 'utf8').catch(() => '');
    await writeFile(file('summary.md'), '');
    const files = {
      html: file('made/cors.html'),
      markdown: file('cors.md'),
      json: file('cors.json'),
      sarif: file('cors.sarif'),
    };
    const { exitCode, stdout, stderr } = await runNode(
      [
        '--import',
        'tsx',
        require.resolve('jest/bin/jest'),
        '--config',
        config,
        '--maxWorkers=2',
        '--ci',
        ...flags,
      ],
      {
        NODE_OPTIONS: '--import tsx',
        TMPDIR: temporary,
        REPORT_FILES: JSON.stringify(files),
        GITHUB_ACTIONS: 'true',
        GITHUB_STEP_SUMMARY: file('summary.md'),
        GITHUB_WORKSPACE: join(__dirname, '..'),
        ...environment,
      },
    );
    const json = await read('cors.json');
    if (json === '') throw new Error(`Jest gave no report:\n${stdout}\n${stderr}`);
    return {
      exitCode,
      output: `${stdout}\n${stderr}`,
      html: await read('made/cors.html'),
      markdown: await read('cors.md'),
      json,
      report: JSON.parse(json) as CorsReport,
      sarif: await read('cors.sarif'),
      summary: await read('summary.md'),
      leftovers: (await readdir(temporary)).filter((name) => name.startsWith('expect-cors-')),
    };
  } finally {
    await rm(folder, { recursive: true });
    await rm(temporary, { recursive: true });
  }
}
