import { shownUrl } from '../state/disclosure.js';
import { liveSession } from '../ask/assertion-session.js';
import { audit } from '../audit/audit.js';
import { type AuditOptions, checkAuditOptions } from '../audit/audit-options.js';
import { enumerate } from '../text/sentence.js';
import { judgeAudit } from './judge-audit.js';
import type { MatcherCall, MatcherResult } from './context.js';

const name = 'toPassCorsAudit';

export async function toPassCorsAudit(call: MatcherCall, options?: unknown): Promise<MatcherResult> {
  const checked = checkAuditOptions((options ?? {}) as AuditOptions, `${name}()`);
  const report = await audit(liveSession(call.received, {}, name).target, checked);
  const trusted = report.trusted.map((origin) => JSON.stringify(origin));
  const paths = `${report.method} ${enumerate(report.paths.map(shownUrl))}`;
  return judgeAudit(call, report, {
    expected: [
      'Expected',
      `${call.isNot ? 'not ' : ''}to pass an audit that trusts ${enumerate(trusted)}   ${paths}`,
    ],
    request: checked.request,
  });
}
