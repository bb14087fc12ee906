import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { isNativeError } from 'node:util/types';
import { keysOf } from '../text/keys-of.js';
import { checkFlag, checkObject, checkText } from '../request/check-values.js';
import { checkKeys } from '../request/configuration.js';
import { journalVariable } from '../journal/journal.js';
import { workflowCommand } from '../text/workflow-command.js';
import { annotationsOf } from './annotations.js';
import { type CorsReport, defaultTitle } from './cors-report.js';
import { findingsIn, type JournalLine, takeLines } from './journal-lines.js';
import { markdownOf } from './markdown.js';
import { asReport } from './report-from.js';
import { repositoryPath } from './repository-path.js';
import { headline } from './totals.js';
import { type FileOfTests, RunsOfTests } from './runs-of-tests.js';
import { checkPath, type ReportFiles, reportFormats, writeFiles } from './write-report.js';

/** Files are relative to Jest's `rootDir`. Without any, the page is written to `cors-report.html`. */
export interface ReporterOptions extends ReportFiles {
  /** The title of the page. Default `CORS report`. */
  readonly title?: string | undefined;
  /** Whether GitHub shows findings beside lines of code. Default: on GitHub Actions. */
  readonly annotations?: boolean | undefined;
  /** Whether the report is added to the summary of a job of GitHub Actions. Default: where there is one. */
  readonly summary?: boolean | undefined;
}

const optionKeys = [
  ...reportFormats,
  ...keysOf<Omit<ReporterOptions, keyof ReportFiles>>({ title: true, annotations: true, summary: true }),
];

/** Of Jest's `GlobalConfig`, what is used here. */
interface GlobalConfig {
  readonly rootDir: string;
  readonly watch: boolean;
  readonly watchAll: boolean;
}

/** GitHub shows a megabyte of a summary, and nothing of a longer one. */
const longestSummary = 2 ** 20;

/**
 * A reporter for Jest that writes the results of a run's contracts, audits and failing assertions for people to read, from
 * all workers. In watch mode, files that were not run again keep their results.
 *
 * @example
 * // jest.config.js
 * reporters: ['default', ['expect-cors/reporter', { html: 'reports/cors.html', json: 'reports/cors.json' }]]
 * @throws {UsageError} for unknown options, before a test is run.
 */
export class JestReporter {
  readonly #options: ReporterOptions;
  readonly #root: string;
  readonly #isWatching: boolean;
  readonly #folder: string;
  readonly #runs = new RunsOfTests();
  #error: Error | undefined;

  constructor({ rootDir, watch, watchAll }: GlobalConfig, options: ReporterOptions = {}) {
    this.#options = checkOptions(options);
    this.#root = rootDir;
    this.#isWatching = watch || watchAll;
    // Private to this user; workers inherit the environment.
    this.#folder = mkdtempSync(join(tmpdir(), 'expect-cors-'));
    process.env[journalVariable] = this.#folder;
    process.once('exit', this.#tidy);
  }

  /** Called by Jest at the end of a run: writes the report. */
  async onRunComplete(
    _: unknown,
    { testResults }: { readonly testResults: readonly FileOfTests[] },
  ): Promise<void> {
    try {
      const lines = this.#runs.after(testResults, takeLines(this.#folder));
      await this.#report(asReport(findingsIn(lines), this.#options.title ?? defaultTitle), lines);
    } catch (error) {
      this.#error = isNativeError(error) ? error : new Error(String(error));
    } finally {
      if (!this.#isWatching) this.#tidy();
    }
  }

  /** Asked by Jest, which then fails the run. */
  getLastError(): Error | undefined {
    return this.#error;
  }

  async #report(report: CorsReport, lines: readonly JournalLine[]): Promise<void> {
    const files = this.#files();
    await writeFiles(report, files);
    const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY: summaryFile = '' } = process.env;
    const { annotations = GITHUB_ACTIONS === 'true', summary = summaryFile !== '' } = this.#options;
    if (annotations) for (const one of annotationsOf(report)) print(workflowCommand(placed(one)));
    if (summary && summaryFile !== '' && lines.length > 0) addSummary(summaryFile, markdownOf(report));
    const written = Object.values(files).map((file: string) => relative(process.cwd(), file));
    print(`CORS report: ${headline(report)}. See ${written.join(', ')}`);
  }

  #files(): ReportFiles {
    const given = reportFormats.flatMap((format) => {
      const path = this.#options[format];
      return path === undefined ? [] : [[format, path] as const];
    });
    const named = given.length > 0 ? given : [['html', 'cors-report.html'] as const];
    return Object.fromEntries(named.map(([format, path]) => [format, resolve(this.#root, path)]));
  }

  readonly #tidy = (): void => {
    process.off('exit', this.#tidy);
    if (process.env[journalVariable] === this.#folder) Reflect.deleteProperty(process.env, journalVariable);
    rmSync(this.#folder, { recursive: true, force: true });
  };
}

function placed<Placed extends { readonly file: string | null }>(annotation: Placed): Placed {
  return annotation.file === null ? annotation : { ...annotation, file: repositoryPath(annotation.file) };
}

/** Where Jest itself writes to: what it writes to the other stream can be JSON. */
function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

function addSummary(file: string, markdown: string): void {
  const isTooLong = Buffer.byteLength(markdown) > longestSummary;
  const [title = ''] = markdown.split('\n', 1);
  const told = isTooLong ? `${title}\n\nThe report is too long for a summary: see the page.\n` : markdown;
  appendFileSync(file, told);
}

/** @throws {UsageError} */
function checkOptions(options: ReporterOptions): ReporterOptions {
  const where = 'the options of expect-cors/reporter';
  checkObject(where, options, "{ html: 'cors.html' }");
  checkKeys(options, optionKeys, where);
  for (const format of reportFormats) if (options[format] !== undefined) checkPath(format, options[format]);
  for (const key of ['annotations', 'summary'] as const)
    if (options[key] !== undefined) checkFlag(key, options[key]);
  checkText('title', options.title);
  return options;
}
