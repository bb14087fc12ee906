import type { Lack } from '../diagnosis/lack.js';
import type { Exchange } from '../browser/transcript.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { describeVerdict, verdictsOf } from '../failure/verdict.js';
import type { ExpectedStatus } from '../request/cross-origin-request.js';
import type { Question } from '../request/question.js';
import type { WarningId } from '../request/warning-id.js';
import type { Fact } from '../text/labels.js';

/**
 * What an outcome says about a claim. `inconclusive` fails in both polarities: the browsers disagree, or the response
 * proves nothing.
 */
export interface Assessment {
  readonly kind: 'allowed' | 'blocked' | 'inconclusive';
  /** A line each. */
  readonly verdict: readonly string[];
  /** What browsers print, where that is not of the outcome but of this one thing. */
  readonly says?: readonly Fact[];
  /** What an allowed response lacks, where that is why it is not as claimed. */
  readonly lack?: Lack;
}

/** One thing that is claimed of a request, and what its responses say about it. */
export interface Judged {
  /** The origin, method or header name it is; the origin where the claim is about one request. */
  readonly item: string;
  readonly question: Question;
  readonly outcome: FetchOutcome;
  readonly assessment: Assessment;
}

/** Of a thousand assessments few are ever read: the words are found when they are. */
export class Decided implements Assessment {
  readonly #outcome: FetchOutcome;

  constructor(
    readonly kind: 'allowed' | 'blocked',
    outcome: FetchOutcome,
  ) {
    this.#outcome = outcome;
  }

  get verdict(): readonly string[] {
    return [describeVerdict(this.#outcome)];
  }
}

/** Whether every browser allows the request or every one blocks it, and the status is the expected one. */
export function assess(outcome: FetchOutcome, question: Question): Assessment {
  if (disagree(outcome)) return undecided(outcome, 'The browsers disagree.');
  const wrong = exchangeOfWrongStatus(outcome, question);
  if (wrong !== undefined && question.status !== undefined) {
    const expected = describeStatus(question.status);
    return undecided(outcome, `The status is ${String(wrong.status)}, expected ${expected}.`);
  }
  const assessment = new Decided(outcome.allowed ? 'allowed' : 'blocked', outcome);
  const warning = outcome.warnings.find(({ id }) => isFailure(id, question));
  return warning === undefined ? assessment : inconclusive(assessment, warning.message);
}

export function disagree(outcome: FetchOutcome): boolean {
  return !outcome.allowed && verdictsOf(outcome).some(([, { allowed }]) => allowed);
}

/** The last exchange of the first browser for which it has not the expected status; undefined where all have. */
export function exchangeOfWrongStatus(
  { allowed, browsers, exchanges }: FetchOutcome,
  { status }: Question,
): Exchange | undefined {
  if (status === undefined) return undefined;
  for (const browser of Object.keys(browsers)) {
    const last = exchanges.findLast((exchange) => exchange.browsers.some((name) => name === browser));
    // Blocked at the preflight, the request has no status.
    const hasStatus = last?.kind === 'request' || allowed;
    if (last !== undefined && hasStatus && !matchesStatus(last.status, status)) return last;
  }
  return undefined;
}

function undecided(outcome: FetchOutcome, why: string): Assessment {
  return inconclusive({ verdict: [describeVerdict(outcome)] }, why);
}

/** The same responses prove nothing, for one more reason. */
export function inconclusive({ verdict }: Pick<Assessment, 'verdict'>, why: string): Assessment {
  return { kind: 'inconclusive', verdict: [...verdict, why] };
}

/**
 * A route that is not there is not allowed where its path was given, unless the status is expected; otherwise the
 * configuration has the say.
 */
function isFailure(id: WarningId, { pathGiven, status, failingWarnings }: Question): boolean {
  if (id === 'allowed-but-not-found' && (pathGiven || status !== undefined)) return status === undefined;
  return failingWarnings === 'error' || failingWarnings.includes(id);
}

export function matchesStatus(status: number, expected: ExpectedStatus): boolean {
  if (typeof expected === 'string') return expected.startsWith(String(status)[0] ?? '');
  return typeof expected === 'number' ? status === expected : expected.includes(status);
}

function describeStatus(expected: ExpectedStatus): string {
  return typeof expected === 'object' ? expected.join(' or ') : String(expected);
}
