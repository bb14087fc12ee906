import { audit } from '../audit/audit.js';
import { type AuditOptions, checkAuditOptions } from '../audit/audit-options.js';
import type { AuditLevel } from '../audit/level.js';
import { terminalText } from '../failure/terminal.js';
import { auditFailure } from '../matchers/judge-audit.js';
import { shownUrl } from '../state/disclosure.js';
import { enumerate } from '../text/sentence.js';
import type { CommandLine, Run } from './command.js';
import { withProgress } from './progress.js';
import { headersFrom } from './request-from.js';
import { inFlags } from './in-flags.js';
import { paintFor, printJson, printLine } from './streams.js';
import { withTarget } from './with-target.js';

export const runAudit: Run = (line, terminal) => {
  const [written = ''] = line.operands;
  return withTarget(written, line, terminal, async ({ target }) => {
    const checked = checkAuditOptions(optionsFrom(line), 'audit');
    const report = await withProgress(terminal, 'sending the origins', audit(target, checked));
    if (line.flag('json')) printJson(terminal, report);
    else {
      const trusted = report.trusted.map((origin) => JSON.stringify(origin));
      const failure = await auditFailure(target, report, {
        title: `expect-cors audit ${written}`,
        expected: [
          'Trusted',
          `${enumerate(trusted)}   ${report.method} ${enumerate(report.paths.map(shownUrl))}`,
        ],
        request: checked.request,
      });
      printLine(terminal, inFlags(terminalText(failure, paintFor(terminal))));
    }
    return report.passed ? 0 : 1;
  });
};

function optionsFrom(line: CommandLine): AuditOptions {
  const given = {
    method: line.text('method'),
    headers: headersFrom(line),
    cookies: line.text('cookie'),
    credentials: line.text('cookie') === undefined ? undefined : 'include',
    servedAt: line.text('served-at'),
  };
  const paths = line.list('path');
  return {
    trusted: line.list('trusted'),
    ...(paths.length === 0 ? {} : { paths }),
    request: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    except: line.list('except'),
    failOn: line.text('fail-on') as AuditLevel | undefined,
    allowRemote: line.flag('allow-remote'),
  };
}
