import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { callSite, placedAt } from '../runner/call-site.js';
import { UsageError } from '../errors/usage-error.js';
import { checkText, mustBe, shown } from '../request/check-values.js';
import { checkKeys } from '../request/configuration.js';
import type { CorsReport } from './cors-report.js';
import { reportFrom, type Reportable } from './report-from.js';
import { sarifOf } from './sarif.js';

/** The files to write, by their formats; folders are made where they are missing. */
export interface ReportFiles {
  /** One page that needs nothing else. */
  readonly html?: string | undefined;
  /** For the summary of a job, or a comment. */
  readonly markdown?: string | undefined;
  /** `writeReport` reads it again, to merge the reports of several machines. */
  readonly json?: string | undefined;
  /** SARIF 2.1.0, for code scanning. */
  readonly sarif?: string | undefined;
}

const writers: Record<keyof ReportFiles, (report: CorsReport) => string | Promise<string>> = {
  html: async (report) => (await import('./html.js')).htmlOf(report),
  markdown: async (report) => (await import('./markdown.js')).markdownOf(report),
  json: (report) => `${JSON.stringify(report, null, 1)}\n`,
  sarif: (report) => `${JSON.stringify(sarifOf(report), null, 1)}\n`,
};

export const reportFormats = Object.keys(writers) as (keyof ReportFiles)[];

/**
 * Writes the results of contracts and audits for people to read. Secrets are left out, unless
 * `configure({ reveal: true })`.
 *
 * @param report A result of `checkCorsContract` or `auditCors`, a report that was written as JSON, or several of them.
 * @param files The files to write, such as `{ html: 'cors.html' }`; relative to the working directory.
 * @param options.title The title of the page. Default `CORS report`.
 * @returns What was written, as plain data.
 * @throws {UsageError} for anything but a report, and for unknown formats.
 * @example
 * await writeReport([await checkCorsContract(app, contract), await auditCors(app, { trusted })], { html: 'cors.html' });
 */
export async function writeReport(
  report: Reportable | readonly Reportable[],
  files: ReportFiles,
  options: { readonly title?: string | undefined } = {},
): Promise<CorsReport> {
  const site = callSite(writeReport);
  try {
    const paths = checkFiles(files);
    checkKeys(options, ['title'], 'the options of writeReport()');
    checkText('title', options.title);
    const written = reportFrom(report, options.title);
    await writeFiles(written, paths);
    return written;
  } catch (error) {
    throw error instanceof UsageError ? placedAt(error, site) : error;
  }
}

export async function writeFiles(report: CorsReport, files: ReportFiles): Promise<void> {
  for (const format of reportFormats) {
    const path = files[format];
    if (path === undefined) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await writers[format](report));
  }
}

/** @throws {UsageError} */
function checkFiles(files: unknown): ReportFiles {
  if (typeof files !== 'object' || files === null)
    throw new UsageError(
      'missing-argument',
      `the files of writeReport() must be an object such as { html: 'cors.html' }, not ${shown(files)}.`,
    );
  checkKeys(files, reportFormats, 'the files of writeReport()');
  const paths = Object.entries(files).filter(([, path]) => path !== undefined);
  if (paths.length === 0)
    throw new UsageError(
      'missing-argument',
      "name at least one file to write, such as { html: 'cors.html' }.",
    );
  for (const [format, path] of paths) checkPath(format, path);
  return files;
}

export function checkPath(format: string, path: unknown): void {
  if (typeof path === 'string' && path !== '') return;
  throw mustBe(format, path, 'the path of a file');
}
