import type { AuditFinding } from '../audit/audit-report.js';
import type { AuditSeverity } from '../audit/hostile-origin.js';
import { levels } from '../audit/level.js';
import type { ReportedAudit, ReportedAuditFinding } from '../audit/reported-audit.js';
import { responseRuleIds } from '../audit/response-rule.js';
import type { Source } from '../journal/reported.js';
import { findingTitle } from '../audit/catalogue/index.js';
import { webExchange } from './sarif-exchange.js';
import { fingerprint, literal, locationsOf, type SarifResult, type SarifRule } from './sarif-result.js';

const sarifLevels = { error: 'error', warn: 'warning', info: 'note' } as const;

// https://docs.github.com/en/code-security/code-scanning: above 7 is shown as high, from 4 as medium, below as low.
const securitySeverities: Readonly<Record<AuditSeverity, number>> = { high: 8, medium: 5.5, low: 3, info: 1 };

interface Found {
  readonly finding: ReportedAuditFinding;
  readonly method: string;
  readonly source: Source;
}

/** A rule for each kind of finding, and a result for each finding on each path. */
export function auditsInSarif(audits: readonly ReportedAudit[]): {
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
} {
  const found = audits.flatMap(({ findings, method, source }) =>
    findings.map((finding) => ({ finding, method, source })),
  );
  const ids = [...new Set(found.map(({ finding }) => finding.id))];
  return {
    rules: ids.map((id) => ruleOf(found.map(({ finding }) => finding).filter((one) => one.id === id))),
    results: found.flatMap((one) => one.finding.paths.map((path, index) => resultOf(one, path, index === 0))),
  };
}

/** The rule of the findings of one kind. */
function ruleOf(findings: readonly AuditFinding[]): SarifRule {
  const [first] = findings;
  if (first === undefined) throw new Error('unreachable: a rule has a finding');
  const { id, likelyCode, fix } = first;
  const level = levels.find((one) => findings.some((finding) => finding.level === one)) ?? first.level;
  const severities = findings.flatMap(({ severity }) =>
    severity === null ? [] : [securitySeverities[severity]],
  );
  const code = likelyCode === '' ? '' : `Likely code: ${likelyCode}\n\n`;
  const isAboutAnswers = (responseRuleIds as readonly string[]).includes(id);
  return {
    id,
    shortDescription: { text: literal(`${findingTitle(id)}.`) },
    help: { text: literal(`${code}Fix: ${fix}`) },
    helpUri: isAboutAnswers
      ? `https://fetch.spec.whatwg.org/#${id.includes('vary') ? 'cors-protocol-and-http-caches' : 'http-cors-protocol'}`
      : 'https://fetch.spec.whatwg.org/#concept-cors-check',
    defaultConfiguration: { level: sarifLevels[level] },
    properties: {
      // CWE-942: a permissive policy with untrusted domains.
      tags: ['cors', ...(severities.length === 0 ? [] : ['security', 'external/cwe/cwe-942'])],
      ...(severities.length === 0 ? {} : { 'security-severity': Math.max(...severities).toFixed(1) }),
    },
  };
}

function resultOf({ finding, method, source }: Found, path: string, isShown: boolean): SarifResult {
  const { id, level, message, exchange, severity, owner, sentBy, culprit } = finding;
  const { origin, withCredentials, allowed, asked } = finding;
  // The path's query counts by its names alone: what is redacted must not show through a hash.
  const names = path.replace(/=[^&#]*/g, '=');
  return {
    ruleId: id,
    level: sarifLevels[level],
    message: { text: literal(message) },
    ...locationsOf(path, `${method} ${path}`, culprit, source),
    ...fingerprint([id, method, names]),
    ...(isShown ? webExchange(exchange) : {}),
    properties: { severity, owner, sentBy, origin, withCredentials, allowed, asked },
  };
}
