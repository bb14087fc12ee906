import { failingIn } from '../audit/level.js';
import type { ReportedAudit } from '../audit/reported-audit.js';
import type { ReportedContract } from '../contract/reported-contract.js';
import type { ReportedFailure } from '../journal/reported-failure.js';
import type { ReportedReason, Source } from '../journal/reported.js';
import { plural } from '../text/sentence.js';
import type { Annotation } from '../text/workflow-command.js';
import type { CorsReport } from './cors-report.js';
import { brokenCells, brokenCount } from './decisive.js';
import { grouped } from '../text/grouped.js';

/** GitHub shows so many of a level for one step, and drops the others without a word. */
const most = 10;

/**
 * What to remark beside lines of code: at each assertion that fails, and at what in the app is behind it, once for each
 * cause.
 */
export function annotationsOf(report: CorsReport): Annotation[] {
  const { contracts, audits, failures } = report;
  const all = [
    ...contracts.flatMap(ofContract),
    ...failures.map(ofFailure),
    ...audits.flatMap(ofAudit),
    ...ofCulprits(explainedIn(report)),
  ];
  return (['error', 'warning', 'notice'] as const).flatMap((level) =>
    all.filter((annotation) => annotation.level === level).slice(0, most),
  );
}

function at({ file, line }: Source): Pick<Annotation, 'file' | 'line'> {
  return { file, line };
}

function ofContract(contract: ReportedContract): Annotation[] {
  const { name, source, passed, uncovered } = contract;
  if (passed) return [];
  const broken = brokenCells(contract);
  const routes = uncovered?.routes ?? [];
  const title =
    broken.length > 0 ? brokenCount(contract) : `${plural(routes.length, 'route')} in no contract`;
  const lines =
    broken.length > 0
      ? broken.map((cell) => cell.name)
      : routes.map(({ method, path }) => `${method} ${path}`);
  return [{ level: 'error', ...at(source), title: `${name}: ${title}`, message: listed(lines) }];
}

function ofFailure({ title, message, source }: ReportedFailure): Annotation {
  const [first = '', ...rest] = message.split('\n');
  // The first line is the title once more.
  const told = first === title ? rest.join('\n').trimStart() : message;
  return { level: 'error', ...at(source), title, message: told };
}

function ofAudit(audit: ReportedAudit): Annotation[] {
  const failing = failingIn(audit);
  if (failing.length === 0) return [];
  const lines = failing.map(({ id, message, fix }) => `${id}: ${message}. Fix: ${fix}`);
  const title = `CORS audit: ${plural(failing.length, 'finding')}`;
  return [{ level: 'error', ...at(audit.source), title, message: listed(lines) }];
}

interface Annotated {
  readonly what: string;
  readonly reason: Pick<ReportedReason, 'cause' | 'evidence' | 'culprit' | 'fix'>;
}

function explainedIn({ contracts, audits, failures }: CorsReport): Annotated[] {
  return [
    ...contracts.flatMap((contract) =>
      brokenCells(contract).flatMap(({ name, finding }) =>
        finding === null ? [] : [{ what: name, reason: finding }],
      ),
    ),
    ...failures.map((failure) => ({ what: failure.source.test ?? failure.title, reason: failure })),
    ...audits.flatMap((audit) =>
      failingIn(audit).map(({ id, message, culprit, fix }) => ({
        what: id,
        reason: { cause: null, evidence: [message], culprit, fix },
      })),
    ),
  ];
}

/** At the user's own code only: a line of a package is in no repository. */
function ofCulprits(explained: readonly Annotated[]): Annotation[] {
  const own = explained.filter(({ reason: { culprit } }) => culprit !== null && culprit.package === null);
  const groups = grouped(own, ({ reason: { culprit, cause } }) =>
    JSON.stringify([culprit?.file, culprit?.line, cause]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const culprit = first?.reason.culprit;
    if (first === undefined || culprit == null) return [];
    const { cause, evidence, fix } = first.reason;
    const told = [
      ...evidence,
      ...(fix === null ? [] : [`Fix: ${fix}`]),
      '',
      'Found by:',
      listed(group.map(({ what }) => what)),
    ];
    const { file, line } = culprit;
    return [{ level: 'error' as const, file, line, title: cause ?? first.what, message: told.join('\n') }];
  });
}

function listed(lines: readonly string[]): string {
  const left = lines.length - 20;
  return [...lines.slice(0, 20), ...(left > 0 ? [`and ${String(left)} more`] : [])].join('\n');
}
