import type { AuditFinding } from './audit-report.js';
import { levels } from './level.js';
import type { AuditSeverity } from './hostile-origin.js';

const severities: readonly (AuditSeverity | null)[] = ['high', 'medium', 'low', 'info', null];

/** What shows on several paths is one finding, shown by its gravest example; the gravest findings first. */
export function mergeFindings(findings: readonly AuditFinding[]): AuditFinding[] {
  const ids = [...new Set(findings.map(({ id }) => id))];
  return ids
    .flatMap((id) => {
      const same = findings.filter((finding) => finding.id === id);
      const [worst] = same.toSorted(byGravity);
      return worst === undefined ? [] : [{ ...worst, ...summed(same) }];
    })
    .sort(byGravity);
}

function summed(
  same: readonly AuditFinding[],
): Pick<AuditFinding, 'paths' | 'shownBy' | 'allowed' | 'asked'> {
  const sum = (count: (finding: AuditFinding) => number): number =>
    same.reduce((total, finding) => total + count(finding), 0);
  return {
    paths: same.flatMap(({ paths }) => paths),
    shownBy: [...new Set(same.flatMap(({ shownBy }) => shownBy))],
    allowed: sum(({ allowed }) => allowed),
    asked: sum(({ asked }) => asked),
  };
}

function byGravity(a: AuditFinding, b: AuditFinding): number {
  return (
    levels.indexOf(a.level) - levels.indexOf(b.level) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity)
  );
}
