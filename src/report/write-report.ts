import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { framesBelow, placedAt } from '../runner/placed-at.js';
import { UsageError } from '../errors/usage-error.js';
import { checkText, mustBe, shown } from '../request/check-values.js';
import { checkKeys } from '../request/configuration.js';
import type { CorsReport } from './cors-report.js';
import { htmlOf } from './html.js';
import { markdownOf } from './markdown.js';
import { reportFrom, type Reportable } from './report-from.js';
import { sarifOf } from './sarif.js';

/** The files to write, by their formats; folders are made where they are missing. */
export interface ReportFiles {
  /** One page that needs nothing else. */
  readonly html?: string | undefined;
  readonly markdown?: string | undefined;
  /** What `writeReport` can read again, to put reports of several machines together. */
  readonly json?: string | undefined;
  /** SARIF 2.1.0, for code scanning. */
  readonly sarif?: string | undefined;
}

const writers: Record<keyof ReportFiles, (report: CorsReport) => string> = {
  html: htmlOf,
  markdown: markdownOf,
  json: (report) => `${JSON.stringify(report, null, 1)}\n`,
  sarif: (report) => `${JSON.stringify(sarifOf(report), null, 1)}\n`,
};

export const reportFormats = Object.keys(writers) as (keyof ReportFiles)[];

/**
 * Writes down for people what contracts and audits came to. Secrets are left out, unless `configure({ reveal: true })`.
 *
 * @param report What `checkCorsContract` or `auditCors` resolves to, a report that was written as JSON, or several.
 * @param files Where to, for instance `{ html: 'cors.html' }`; relative to the working directory.
 * @param options.title What the page is called. Default `CORS report`.
 * @returns What was written, as plain data.
 * @throws {UsageError} for what is no report, or a format of no known name.
 * @example
 * await writeReport([await checkCorsContract(app, contract), await auditCors(app, { trusted })], { html: 'cors.html' });
 */
export async function writeReport(
  report: Reportable | readonly Reportable[],
  files: ReportFiles,
  options: { readonly title?: string | undefined } = {},
): Promise<CorsReport> {
  const stack = framesBelow(writeReport);
  try {
    const paths = checkFiles(files);
    checkKeys(options, ['title'], 'the options of writeReport()');
    checkText('title', options.title);
    const written = reportFrom(report, options.title);
    await writeFiles(written, paths);
    return written;
  } catch (error) {
    throw error instanceof UsageError ? placedAt(error, stack) : error;
  }
}

export async function writeFiles(report: CorsReport, files: ReportFiles): Promise<void> {
  for (const format of reportFormats) {
    const path = files[format];
    if (path === undefined) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, writers[format](report));
  }
}

/** @throws {UsageError} */
function checkFiles(files: unknown): ReportFiles {
  const advice = "name at least one: { html: 'cors.html' }.";
  if (typeof files !== 'object' || files === null)
    throw new UsageError(
      'missing-argument',
      `where is the report to be written? The files are ${shown(files)}: ${advice}`,
    );
  checkKeys(files, reportFormats, 'the files of writeReport()');
  const paths = Object.entries(files).filter(([, path]) => path !== undefined);
  if (paths.length === 0) throw new UsageError('missing-argument', `no file is named to write to: ${advice}`);
  for (const [format, path] of paths) checkPath(format, path);
  return files;
}

export function checkPath(format: string, path: unknown): void {
  if (typeof path === 'string' && path !== '') return;
  throw mustBe(format, path, 'the path of a file');
}
