import { UsageError } from '../errors/usage-error.js';
import type { Reportable } from '../report/report-from.js';
import { headline } from '../report/totals.js';
import { reportFormats, writeReport } from '../report/write-report.js';
import type { Run } from './command.js';
import { pathOf, readJson } from './files.js';
import { printLine } from './streams.js';

export const runReport: Run = async (line, terminal) => {
  const named = reportFormats.flatMap((format) => {
    const name = line.text(format);
    return name === undefined ? [] : [[format, name] as const];
  });
  if (named.length === 0)
    throw new UsageError('missing-argument', 'name a file to write to, such as --html cors.html.');
  const reports = line.operands.map((name) => readJson(name, 'a JSON report', terminal) as Reportable);
  const paths = Object.fromEntries(named.map(([format, name]) => [format, pathOf(name, terminal)]));
  const report = await writeReport(reports, paths, { title: line.text('title') });
  const names = named.map(([, name]) => name);
  printLine(terminal, `CORS report: ${headline(report)}. See ${names.join(', ')}`);
  return 0;
};
