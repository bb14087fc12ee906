import { shownUrl } from '../errors/disclosure.js';
import { subjectOf, targetIn } from '../ask/subject.js';
import { audit } from '../audit/audit-cors.js';
import { type AuditOptions, checkAuditOptions } from '../audit/audit-options.js';
import { enumerate } from '../text/sentence.js';
import { defineMatcher } from './define-matcher.js';
import { judgeAudit } from './judge-audit.js';

const name = 'toPassCorsAudit';

export const toPassCorsAudit = defineMatcher(name, 1, async (call, options?: unknown) => {
  const checked = checkAuditOptions((options ?? {}) as AuditOptions, `${name}()`);
  const report = await audit(targetIn(subjectOf(call.received), name), checked);
  const trusted = report.trusted.map((origin) => call.context.utils.printExpected(origin));
  const paths = `${report.method} ${enumerate(report.paths.map(shownUrl))}`;
  return judgeAudit(call, report, {
    expected: [
      'Expected',
      `${call.isNot ? 'not ' : ''}to pass an audit that trusts ${enumerate(trusted)}   ${paths}`,
    ],
    request: checked.request,
  });
});
