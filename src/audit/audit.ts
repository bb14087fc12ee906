import { timeoutFrom } from '../request/configuration.js';
import { type Question, questionFrom } from '../request/question.js';
import { type Deadline, deadlineIn } from '../http/deadline.js';
import type { CheckedOptions } from './audit-options.js';
import type { AuditFinding, AuditReport } from './audit-report.js';
import { ruleTexts } from './catalogue/rules.js';
import { askControl, checkControl, isUnstable } from './controls.js';
import { gatherAnswers } from './gather-answers.js';
import { hostileOrigins } from './hostile-origins.js';
import type { HostileOrigin } from './hostile-origin.js';
import { failingIn } from './level.js';
import { mergeFindings } from './merge-findings.js';
import { originFindings } from './origin-findings.js';
import { PathInAudit, type Probe } from './path-in-audit.js';
import { probeAll } from './probe-all.js';
import { responseFinding, responseFindings } from './response-findings.js';

export { checkAuditOptions } from './audit-options.js';
export { recordAudit } from './reported-audit.js';

/**
 * `auditCors` with checked options.
 *
 * @param scope `origins` leaves out the rules about responses, and the requests only they need.
 */
export async function audit(
  target: unknown,
  options: CheckedOptions,
  scope: 'all' | 'origins' = 'all',
): Promise<AuditReport> {
  const { trusted, request, failOn } = options;
  const hostile = hostileOrigins(trusted, options.hostile);
  const deadline = deadlineIn(timeoutFrom(request.timeout));
  const results: PathResult[] = [];
  let method = '';
  for (const { path, isGiven } of options.paths) {
    const asked = await questionFrom({ ...request, origin: trusted[0], ...(isGiven ? { path } : {}) });
    method = asked.request.method;
    results.push(await auditPath(target, asked, { options, hostile, deadline, scope }));
  }
  const findings = mergeFindings(results.flatMap((result) => result.findings));
  return {
    trusted,
    paths: options.paths.map(({ path }) => path),
    method,
    passed: failingIn({ findings, failOn }).length === 0,
    failOn,
    findings,
    probes: Math.max(0, ...results.map(({ probes }) => probes)),
    exchanges: results.reduce((sum, { exchanges }) => sum + exchanges, 0),
  };
}

interface PathResult {
  readonly findings: readonly AuditFinding[];
  readonly probes: number;
  readonly exchanges: number;
}

interface Audit {
  readonly options: CheckedOptions;
  readonly hostile: readonly HostileOrigin[];
  readonly deadline: Deadline;
  readonly scope: 'all' | 'origins';
}

/** The trusted origins twice, the hostile ones with a trusted one in between, a trusted one at the end. */
async function auditPath(
  target: unknown,
  question: Question,
  { options, hostile, deadline, scope }: Audit,
): Promise<PathResult> {
  const { trusted, rules } = options;
  const path = await PathInAudit.of(target, question, { deadline, allowRemote: options.allowRemote });
  const control = (origin: string): ReturnType<typeof askControl> =>
    askControl(path.session, question, origin);
  const lookAtAnswers = async (origin: string, stranger?: Probe): Promise<AuditFinding[]> => {
    const answers = await gatherAnswers(path, trusted, await path.ask(origin), stranger);
    return responseFindings(question.path, answers, rules);
  };
  for (const origin of trusted) {
    const [first, second] = [await control(origin), await control(origin)];
    const exchange = second.outcome.exchanges.at(-1);
    if (isUnstable(first, second) && exchange !== undefined) {
      const message = ruleTexts.unstable.message(origin);
      const finding = responseFinding(
        question.path,
        unstable,
        { exchange, message },
        { ...rules, unstable: 'error' },
      );
      return {
        findings: finding === undefined ? [] : [finding],
        probes: 0,
        exchanges: path.session.exchanges,
      };
    }
    const why = first.isLetIn ? [] : await lookAtAnswers(origin);
    checkControl(first, question, 'before the first probe', why);
  }
  const [origin = 'null'] = trusted;
  const probes = await probeAll(path, hostile, async (asked) => {
    checkControl(await control(origin), question, `after ${String(asked)} probes`);
  });
  const stranger = probes.find(({ hostile: { family } }) => family === 'reflect');
  const inAnswers = scope === 'all' ? await lookAtAnswers(origin, stranger) : [];
  checkControl(await control(origin), question, 'after the last probe');
  return {
    findings: [...originFindings(question.path, probes, options), ...inAnswers],
    probes: probes.length,
    exchanges: path.session.exchanges,
  };
}

/** The rule about responses that needs the same request twice. */
export const unstable = {
  id: 'unstable',
  level: 'error',
} as const;
