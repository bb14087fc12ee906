import { auditCors } from '../../../src/audit/audit-cors.js';
import type { HostileOriginsOptions } from '../../../src/audit/hostile-origins.js';
import type { Access } from './subjects.js';

/** What an audit of one app came to. */
export interface Audited {
  /** What the worst of the hostile origins gets. */
  readonly access: Access;
  /** How many hostile origins were asked with. */
  readonly asked: number;
  /** The findings by which they get in, the gravest first. */
  readonly families: readonly string[];
}

/** What an audit says of who is let in; the other mistakes in the answers are not looked at. */
export async function audited(
  url: string,
  trusted: string,
  options: HostileOriginsOptions = {},
): Promise<Audited> {
  const { findings, probes } = await auditCors(url, { trusted, ...options });
  const letIn = findings.filter(({ severity }) => severity !== null);
  return {
    access:
      letIn.length === 0
        ? 'nothing'
        : letIn.some(({ withCredentials }) => withCredentials)
          ? 'as the user'
          : 'anonymous',
    asked: probes,
    families: letIn.map(({ id }) => id),
  };
}
