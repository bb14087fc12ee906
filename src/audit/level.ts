/** Whether a finding is a fault, looks like one, or is worth knowing. */
export type AuditLevel = 'error' | 'warn' | 'info';

/** The gravest first. */
export const levels: readonly AuditLevel[] = ['error', 'warn', 'info'];

/** The findings that make an audit fail: those of the level it fails from, and graver ones. */
export function failingIn<Finding extends { readonly level: AuditLevel }>({
  findings,
  failOn,
}: {
  readonly findings: readonly Finding[];
  readonly failOn: AuditLevel;
}): Finding[] {
  return findings.filter(({ level }) => levels.indexOf(level) <= levels.indexOf(failOn));
}
