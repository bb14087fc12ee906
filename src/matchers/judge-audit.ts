import { causeFacts } from '../failure/cause-facts.js';
import { curlFact, describeExchange, labelWidth } from '../failure/explanation.js';
import type { AuditFinding, AuditReport } from '../audit/audit-report.js';
import { failingIn } from '../audit/level.js';
import { recordAudit } from '../audit/reported-audit.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { questionFrom } from '../request/question.js';
import { ask } from '../ask/simulate-fetch.js';
import { askPreflight } from '../ask/simulate-preflight.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Culprit } from '../diagnosis/cause.js';
import { describeEvent } from '../diagnosis/catalogue/app-layers.js';
import { escapeForTerminal } from '../text/escape.js';
import { type Fact, labels } from '../text/labels.js';
import { enumerate, plural } from '../text/sentence.js';
import type { MatcherCall, MatcherResult } from './context.js';
import { hint } from './message.js';
import { recorded } from './record-result.js';

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
  // Only where it fails: the example is asked once more, to see who lets it in.
  const why = worst === undefined || call.isNot ? undefined : await explain(call.received, worst, request);
  recordAudit(report, call.stack, new Map(worst && why?.culprit ? [[worst, why.culprit]] : []));
  return recorded({
    pass: report.passed,
    expected: [],
    actual: failing.map(({ id, level, origin }) => `${level} ${id}: ${origin ?? 'no origin'}`),
    message: () => {
      const others = report.findings.filter((finding) => !failing.includes(finding));
      const verdict: Fact = [
        'Verdict',
        [...verdictOf(report, failing), ...besides(others)].map((line) =>
          call.context.utils.RECEIVED_COLOR(escapeForTerminal(line)),
        ),
      ];
      const about: Fact[] = worst === undefined || failing.length < 2 ? [] : [['About', worst.id]];
      const facts = worst === undefined ? [] : [...about, ...(why?.facts ?? [])];
      return [hint(call), labels([expected, verdict], labelWidth), labels(facts, labelWidth)]
        .filter(Boolean)
        .join('\n\n');
    },
  });
}

function verdictOf({ probes, paths }: AuditReport, failing: readonly AuditFinding[]): string[] {
  const asked = `${plural(probes, 'hostile origin')} asked${paths.length > 1 ? ` on each of ${plural(paths.length, 'path')}` : ''}`;
  if (failing.length === 0) return [`none of ${asked} gets in`];
  const told = failing.slice(0, failing.length > 7 ? 6 : 7);
  const rest = failing.slice(told.length);
  return [
    ...told.map(describeFinding),
    ...(rest.length > 0 ? [`and ${enumerate(rest.map(({ id }) => id))}`] : []),
    asked,
  ];
}

function describeFinding({ id, level, severity, paths, message }: AuditFinding): string {
  const where = paths.length > 1 ? `, on ${plural(paths.length, 'path')}` : '';
  return `${id} (${severity ?? level}): ${message}${where}`;
}

function besides(others: readonly AuditFinding[]): string[] {
  if (others.length === 0) return [];
  return [`besides, not failing: ${enumerate(others.map(({ id, level }) => `${id} (${level})`))}`];
}

/** Causes that are told of any page, and need no guess. */
const certainCauses = ['any-origin-allowed', 'any-origin-reflected', 'null-is-allowed'];

interface Explained {
  readonly facts: readonly Fact[];
  readonly culprit: Culprit | null;
}

async function explain(
  target: unknown,
  finding: AuditFinding,
  request: CrossOriginRequest,
): Promise<Explained> {
  const { exchange, withCredentials, severity, likelyCode, fix } = finding;
  const label = exchange.kind === 'preflight' ? 'Preflight' : 'Request';
  const headers = severity === null ? ['Vary'] : [];
  const shown: Fact = [label, describeExchange(exchange, withCredentials, headers)];
  const { facts: why, culprit } =
    severity === null ? { facts: [], culprit: null } : await whoLetsIn(target, finding, request);
  const own: Fact[] = [
    ...(likelyCode === '' ? [] : [['Likely code', likelyCode] as const]),
    ['Fix', escapeForTerminal(fix)],
  ];
  const isFixTold = why.some(([name]) => name === 'Fix');
  return { facts: [shown, ...why, ...(isFixTold ? [] : own), curlFact(exchange)], culprit };
}

async function whoLetsIn(
  target: unknown,
  { origin, exchange, paths: [path = '/'], withCredentials }: AuditFinding,
  request: CrossOriginRequest,
): Promise<Explained> {
  const outcome = await askAgain(target, exchange.kind, {
    ...request,
    path,
    credentials: withCredentials ? 'include' : 'omit',
    origin: origin ?? 'null',
  });
  const diagnosis = await diagnose(outcome);
  if (certainCauses.includes(diagnosis.cause ?? ''))
    return { facts: causeFacts(diagnosis), culprit: diagnosis.culprit };
  const setter = diagnosis.trace.findLast(({ header }) => header === 'access-control-allow-origin');
  if (setter === undefined) return { facts: [], culprit: null };
  return {
    facts: [['Set by', escapeForTerminal(describeEvent(setter))]],
    culprit: setter.by === null ? null : { ...setter.by, layer: setter.layer },
  };
}

/** The origin is one that nobody may ask as elsewhere: what is checked is the rest. */
async function askAgain(
  target: unknown,
  kind: 'preflight' | 'request',
  { origin = 'null', ...request }: CrossOriginRequest,
): Promise<FetchOutcome> {
  const question = await questionFrom({ ...request, origin: 'null' });
  const asked = { ...question, request: { ...question.request, origin } };
  return kind === 'preflight' ? askPreflight(target, asked) : ask(target, asked);
}
