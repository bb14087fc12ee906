import { shownUrl } from '../errors/disclosure.js';
import { configured } from '../request/configuration.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { corsCheck } from '../standard/cors-check.js';
import { corsCheckCodes } from '../standard/decision.js';
import type { ExpectedStatus } from '../request/cross-origin-request.js';
import type { WarningId } from '../request/warning-id.js';
import { describeVerdict, verdictsOf } from '../failure/verdict.js';

/**
 * What an outcome says about the question. `inconclusive` fails in both polarities: the browsers disagree, or the
 * answer proves nothing.
 */
export interface Assessment {
  readonly kind: 'allowed' | 'refused' | 'inconclusive';
  /** A line each. */
  readonly verdict: readonly string[];
}

/** Of a thousand assessments few are ever told: the words are found when they are. */
export class Decided implements Assessment {
  readonly #outcome: FetchOutcome;

  constructor(
    readonly kind: 'allowed' | 'refused',
    outcome: FetchOutcome,
  ) {
    this.#outcome = outcome;
  }

  get verdict(): readonly string[] {
    return [describeVerdict(this.#outcome)];
  }
}

/** What bears out that a refusal is about what was asked; see `assess`. */
export type Proof = 'given' | 'control' | 'none';

/**
 * @param proof What makes a bare 404 count as a refusal: `given`, that a control origin is let through or the reason is
 * pinned; `control`, that a control origin could be named.
 */
export function assess(outcome: FetchOutcome, question: Question, proof: Proof = 'none'): Assessment {
  const decided = (kind: 'allowed' | 'refused'): Assessment => {
    const assessment = new Decided(kind, outcome);
    const warning = outcome.warnings.find(({ id }) => isFailure(id, question));
    return warning === undefined ? assessment : inconclusive(assessment, warning.message);
  };
  if (disagree(outcome)) return undecided(outcome, 'The browsers disagree.');
  const last = outcome.exchanges.at(-1);
  const status = last?.status ?? 0;
  const isExpected = question.status !== undefined && matchesStatus(status, question.status);
  // Refused at the preflight, the request has no status.
  const hasStatus = last?.kind === 'request' || outcome.allowed;
  if (question.status !== undefined && hasStatus && !isExpected) {
    const expected = describeStatus(question.status);
    return undecided(outcome, `The answer is ${String(status)}, expected ${expected}.`);
  }
  if (outcome.allowed) return decided('allowed');
  const bare =
    last?.responseHeaders.every(([name]) => !name.toLowerCase().startsWith('access-control-')) === true;
  if ([404, 405, 429].includes(status) && bare && !isExpected && proof !== 'given') {
    const asked = last === undefined ? '' : `${last.method} ${shownUrl(new URL(last.url).pathname)}`;
    const what =
      status === 429
        ? 'every page meets a rate limit.'
        : `every page meets it where nothing answers ${asked}. Is the path right?`;
    const advice =
      proof === 'control'
        ? 'Where a refusal is expected, name a `control` origin that is let in, or the `status`.'
        : 'Where it is expected, name the `status`.';
    return undecided(
      outcome,
      `A ${String(status)} without CORS headers proves nothing about the origin: ${what} ${advice}`,
    );
  }
  return decided('refused');
}

export function disagree(outcome: FetchOutcome): boolean {
  return !outcome.allowed && verdictsOf(outcome).some(([, { allowed }]) => allowed);
}

function undecided(outcome: FetchOutcome, why: string): Assessment {
  return inconclusive({ verdict: [describeVerdict(outcome)] }, why);
}

/** The same answers prove nothing, for one more reason. */
export function inconclusive({ verdict }: Pick<Assessment, 'verdict'>, why: string): Assessment {
  return { kind: 'inconclusive', verdict: [...verdict, why] };
}

export const notByOrigin = 'Not because of the origin: this proves nothing about the origin.';

/** Whether the control origin is let through to something that answers. */
export function isLetThrough(control: FetchOutcome | undefined, { pathGiven }: Question): boolean {
  const isFound = control?.warnings.every(({ id }) => id !== 'allowed-but-not-found') === true;
  return control?.allowed === true && (isFound || !pathGiven);
}

export function controlIsBlocked({ control = '' }: Question): string {
  return `The control origin "${control}" is blocked too: this proves nothing about the origin.`;
}

/**
 * A route that is not there is not allowed where its path was given, unless the status is expected; otherwise the
 * configuration has the say.
 */
function isFailure(id: WarningId, { pathGiven, status }: Question): boolean {
  if (id === 'allowed-but-not-found' && (pathGiven || status !== undefined)) return status === undefined;
  const { warnings = [] } = configured();
  return warnings === 'error' || warnings.includes(id);
}

/** Whether every browser gives one of these reasons, on the preflight or on the answer. */
export function isRefusedFor(codes: ReadonlySet<string>, outcome: FetchOutcome): boolean {
  return verdictsOf(outcome).every(([, { code }]) => code !== null && codes.has(code));
}

/**
 * Whether every browser refuses by an origin rule: an Allow-Origin or Allow-Credentials fault. WebKit looks at the status
 * of a preflight first and names that; the origin rule refuses the same answer all the same.
 */
export function isRefusedByOrigin(outcome: FetchOutcome, { request }: Question): boolean {
  return verdictsOf(outcome).every(([browser, { code, phase }]) => {
    if (code !== null && originCodes.has(code)) return true;
    const answers = outcome.exchanges.filter(({ browsers }) => browsers.includes(browser));
    const [first] = answers;
    if (phase !== 'preflight' || first === undefined || answers.length > 1) return false;
    const { url, status, responseHeaders: headerList } = first;
    return corsCheck({ ...request, urlList: [url], redirectCount: 0 }, { url, status, headerList }) !== null;
  });
}

/** The rules a refusal of the origin comes from. */
export const originCodes: ReadonlySet<string> = new Set(
  corsCheckCodes.flatMap((code) => [code, `Preflight${code}`]),
);

export function matchesStatus(status: number, expected: ExpectedStatus): boolean {
  if (typeof expected === 'string') return expected.startsWith(String(status)[0] ?? '');
  return typeof expected === 'number' ? status === expected : expected.includes(status);
}

function describeStatus(expected: ExpectedStatus): string {
  return typeof expected === 'object' ? expected.join(' or ') : String(expected);
}
