#!/usr/bin/env node
import '../runner/node-version.js';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ExpectCorsError } from '../errors/expect-cors-error.js';
import { UsageError } from '../errors/usage-error.js';
import type { Reportable } from '../report/report-from.js';
import { headline } from '../report/totals.js';
import { writeReport } from '../report/write-report.js';

const usage = `Merges reports that were written as JSON, by the shards of a run or by several packages.

  expect-cors report FILE.json… [--html FILE] [--markdown FILE] [--json FILE] [--sarif FILE] [--title TEXT]
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      html: { type: 'string' },
      markdown: { type: 'string' },
      json: { type: 'string' },
      sarif: { type: 'string' },
      title: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { help = false, title, ...files } = values;
  const [command, ...names] = positionals;
  if (help) {
    process.stdout.write(usage);
    return;
  }
  if (command !== 'report')
    throw new UsageError('invalid-value', `unknown command "${command ?? ''}": use "report".`, {
      value: command,
      suggestion: 'report',
    });
  if (names.length === 0) throw new UsageError('missing-argument', 'name the JSON files of the reports.');
  if (Object.keys(files).length === 0)
    throw new UsageError('missing-argument', 'name a file to write to, such as --html cors.html.');
  const report = await writeReport(names.map(read), files, { title });
  process.stdout.write(`CORS report: ${headline(report)}. See ${Object.values(files).join(', ')}\n`);
}

function read(file: string): Reportable {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Reportable;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError('invalid-value', `${file} is not a JSON report: ${why}`, {
      value: file,
      cause: error,
    });
  }
}

main().catch((error: unknown) => {
  const isKnown = error instanceof ExpectCorsError || error instanceof TypeError;
  process.stderr.write(isKnown ? `expect-cors: ${error.message}\n\n${usage}` : `${String(error)}\n`);
  process.exitCode = 2;
});
