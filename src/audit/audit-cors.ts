import { recordedAt } from '../journal/reported-failure.js';
import { callSite } from '../runner/call-site.js';
import { imported } from '../runner/imported.js';
import type { Target } from '../http/target.js';
import type { AuditOptions } from './audit-options.js';
import type { AuditReport } from './audit-report.js';

const loadAudit = imported(() => import('./audit.js'));

/**
 * Sends an app the requests of pages that it does not trust: at most 200 origins on each path, derived from the trusted
 * ones, each with the request and with a preflight. Reports which of them any browser would allow, and mistakes in the
 * responses themselves. Sends only `GET`, `HEAD` and `OPTIONS`, and only to the target.
 *
 * @param target An app, a server, a URL, or `{ target: () => app }`; one that is not this machine needs `allowRemote`.
 * @returns Plain data.
 * @throws {UsageError} for invalid options, `remote-target`.
 * @throws {InconclusiveError} when a trusted origin is not allowed before, between or after the probes, or a rate limiter
 *   responds.
 * @throws {ExchangeError} when there is no HTTP response.
 * @example
 * const { passed, findings } = await auditCors(app, { trusted: 'https://app.example', paths: ['/users'] });
 * findings[0]?.id;      // 'suffix-glue'
 * findings[0]?.message; // '"https://evilapp.example" is allowed with credentials: the app allows hosts that end with a trusted one (1 of 1 tried)'
 * @see https://fetch.spec.whatwg.org/#cors-check
 */
export function auditCors(target: Target, options: AuditOptions): Promise<AuditReport> {
  const site = callSite(auditCors);
  const auditing = async (): Promise<AuditReport> => {
    const { audit, checkAuditOptions, recordAudit } = await loadAudit();
    const report = await audit(target, checkAuditOptions(options, 'auditCors()'));
    recordAudit(report, site);
    return report;
  };
  return auditing().catch((error: unknown) => {
    throw recordedAt(error, { title: 'auditCors(app, options)', site });
  });
}
