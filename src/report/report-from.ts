import { type AuditReport } from '../audit/audit-report.js';
import { reportedAudit } from '../audit/reported-audit.js';
import type { ContractReport } from '../contract/contract-report.js';
import { isObject } from '../contract/faults.js';
import { reportedContract } from '../contract/reported-contract.js';
import { UsageError } from '../errors/usage-error.js';
import { shown } from '../request/check-values.js';
import type { Source } from '../journal/reported.js';
import { type CorsReport, defaultTitle, type Findings } from './cors-report.js';
import { version } from './version.js';

/** What a report can be made of: the result of a contract or an audit, or a report that was written as JSON. */
export type Reportable = ContractReport | AuditReport | CorsReport;

const unknown: Source = { file: null, line: null, test: null, testFile: null };

/**
 * One report of all.
 *
 * @param title Default: that of the reports, where they share one.
 * @throws {UsageError} `invalid-value`, `empty-list`.
 */
export function reportFrom(given: Reportable | readonly Reportable[], title?: string): CorsReport {
  const several: readonly Reportable[] = Array.isArray(given) ? given : [given as Reportable];
  if (several.length === 0)
    throw new UsageError('empty-list', 'the list of reports is empty, so there is nothing to write.');
  const titles = new Set(several.flatMap((one) => (isCorsReport(one) ? [one.title] : [])));
  const [shared = defaultTitle] = titles.size === 1 ? titles : [];
  return asReport(joined(several.map(findingsOf)), title ?? shared);
}

export function asReport(findings: Findings, title = defaultTitle): CorsReport {
  return { format: 1, version, title, createdAt: new Date().toISOString(), ...findings };
}

/** What several files, runs or shards found, one after the other. */
export function joined(several: readonly Findings[]): Findings {
  return {
    contracts: several.flatMap(({ contracts }) => contracts),
    audits: several.flatMap(({ audits }) => audits),
    failures: several.flatMap(({ failures }) => failures),
  };
}

function findingsOf(given: unknown): Findings {
  const none: Findings = { contracts: [], audits: [], failures: [] };
  if (isCorsReport(given)) {
    const { contracts, audits, failures } = given;
    return { contracts, audits, failures };
  }
  if (isObject(given) && Array.isArray(given.cells))
    return {
      ...none,
      contracts: [reportedContract(given as unknown as ContractReport, unknown)],
    };
  if (isObject(given) && Array.isArray(given.trusted))
    return { ...none, audits: [reportedAudit(given as unknown as AuditReport, unknown)] };
  throw new UsageError(
    'invalid-value',
    `${isObject(given) ? 'an object with ' + (Object.keys(given).join(', ') || 'no keys') : shown(given)} is not a report: ` +
      'pass the awaited result of checkCorsContract() or auditCors(), or a report that was written as JSON.',
  );
}

function isCorsReport(given: unknown): given is CorsReport {
  if (!isObject(given) || !('format' in given)) return false;
  if (given.format === 1) return true;
  throw new UsageError(
    'invalid-value',
    `this report has format ${shown(given.format)}, and this version (${version}) reads format 1.`,
    { option: 'format', value: given.format },
  );
}
