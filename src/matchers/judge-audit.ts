import { Session } from '../ask/session.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { AuditFinding, AuditReport } from '../audit/audit-report.js';
import { failingIn } from '../audit/level.js';
import { recordAudit } from '../audit/reported-audit.js';
import { describeEvent } from '../diagnosis/catalogue/app-layers.js';
import type { Culprit } from '../diagnosis/cause.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { causeFacts } from '../failure/cause-facts.js';
import { curlFact, describeExchange } from '../failure/explanation.js';
import type { Failure } from '../failure/failure.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { questionFrom } from '../request/question.js';
import type { Fact } from '../text/labels.js';
import { enumerate, plural } from '../text/sentence.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { titleOf } from './hint.js';
import { resultOf } from './judge-claim.js';
import { recordedElsewhere } from './record-result.js';

export interface AuditExpectation {
  /** The expectation, `Expected origins:  only "https://app.example"`. */
  readonly expected: Fact;
  /** What was asked on every path. */
  readonly request: CrossOriginRequest;
}

/** The result for an audit: it passes where no finding is as grave as `failOn`. */
export async function judgeAudit(
  call: MatcherCall,
  report: AuditReport,
  { expected, request }: AuditExpectation,
): Promise<MatcherResult> {
  const failing = failingIn(report);
  const [worst] = failing;
  // Only where it fails: the example is asked once more, to see who allows it.
  const why = worst === undefined || call.isNot ? undefined : await explain(call.received, worst, request);
  recordAudit(report, call.site, new Map(worst && why?.culprit ? [[worst, why.culprit]] : []));
  const failure = failureFrom(report, { title: titleOf(call), expected, facts: why?.facts ?? [] });
  return recordedElsewhere(
    resultOf(call, report.passed !== call.isNot ? undefined : { failure }, {
      expected: [],
      actual: failing.map(({ id, level, origin }) => `${level} ${id}: ${origin ?? 'no origin'}`),
    }),
  );
}

function failureFrom(
  report: AuditReport,
  { title, expected, facts }: Pick<Failure, 'title' | 'expected' | 'facts'>,
): Failure {
  const failing = failingIn(report);
  const others = report.findings.filter((finding) => !failing.includes(finding));
  return {
    title,
    expected,
    verdict: [...verdictOf(report, failing), ...besides(others)],
    about: failing.length < 2 ? undefined : failing[0]?.id,
    facts,
  };
}

/** The result of an audit that nobody has expected anything of: what it found, and what explains the worst. */
export async function auditFailure(
  target: unknown,
  report: AuditReport,
  { title, expected, request }: AuditExpectation & Pick<Failure, 'title'>,
): Promise<Failure> {
  const [worst] = failingIn(report);
  const facts = worst === undefined ? [] : (await explain(target, worst, request)).facts;
  return failureFrom(report, { title, expected, facts });
}

function verdictOf({ probes, paths }: AuditReport, failing: readonly AuditFinding[]): string[] {
  const tried = `${plural(probes, 'hostile origin')} tried${paths.length > 1 ? ` on each of ${plural(paths.length, 'path')}` : ''}`;
  if (failing.length === 0) return [`none of the ${tried} is allowed`];
  const told = failing.slice(0, failing.length > 7 ? 6 : 7);
  const rest = failing.slice(told.length);
  return [
    ...told.map(describeFinding),
    ...(rest.length > 0 ? [`and ${enumerate(rest.map(({ id }) => id))}`] : []),
    tried,
  ];
}

function describeFinding({ id, level, severity, paths, message }: AuditFinding): string {
  const where = paths.length > 1 ? `, on ${plural(paths.length, 'path')}` : '';
  return `${id} (${severity ?? level}): ${message}${where}`;
}

function besides(others: readonly AuditFinding[]): string[] {
  if (others.length === 0) return [];
  return [`also found, but not failing: ${enumerate(others.map(({ id, level }) => `${id} (${level})`))}`];
}

/** Causes that are told of any page, and need no guess. */
const certainCauses = ['any-origin-allowed', 'any-origin-reflected', 'null-is-allowed'];

interface Culpable {
  readonly facts: readonly Fact[];
  readonly culprit: Culprit | null;
}

async function explain(
  target: unknown,
  finding: AuditFinding,
  request: CrossOriginRequest,
): Promise<Culpable> {
  const { exchange, withCredentials, severity, likelyCode, fix } = finding;
  const label = exchange.kind === 'preflight' ? 'Preflight' : 'Request';
  const headers = severity === null ? ['Vary'] : [];
  const shown: Fact = [label, describeExchange(exchange, withCredentials, headers)];
  const { facts: why, culprit } =
    severity === null ? { facts: [], culprit: null } : await whoLetsIn(target, finding, request);
  const own: Fact[] = [...(likelyCode === '' ? [] : [['Likely code', likelyCode] as const]), ['Fix', fix]];
  const isFixTold = why.some(([name]) => name === 'Fix');
  return { facts: [shown, ...why, ...(isFixTold ? [] : own), curlFact(exchange)], culprit };
}

async function whoLetsIn(
  target: unknown,
  { origin, exchange, paths: [path = '/'], withCredentials }: AuditFinding,
  request: CrossOriginRequest,
): Promise<Culpable> {
  const outcome = await askAgain(target, exchange.kind, {
    ...request,
    path,
    credentials: withCredentials ? 'include' : 'omit',
    origin: origin ?? 'null',
  });
  const diagnosis = await diagnose(outcome);
  if (certainCauses.includes(diagnosis.cause ?? ''))
    return { facts: causeFacts(outcome, diagnosis), culprit: diagnosis.culprit };
  const setter = diagnosis.trace.findLast(({ header }) => header === 'access-control-allow-origin');
  if (setter === undefined) return { facts: [], culprit: null };
  return {
    facts: [['Set by', describeEvent(setter)]],
    culprit: setter.by === null ? null : { ...setter.by, layer: setter.layer },
  };
}

/** The origin is one that is misuse elsewhere: what is checked is the rest. */
async function askAgain(
  target: unknown,
  kind: 'preflight' | 'request',
  { origin = 'null', ...request }: CrossOriginRequest,
): Promise<FetchOutcome> {
  const question = await questionFrom({ ...request, origin: 'null' });
  const asked = { ...question, request: { ...question.request, origin } };
  const session = new Session(target, { allowsSameOrigin: true });
  return kind === 'preflight' ? session.preflight(asked) : session.askWhole(asked);
}
