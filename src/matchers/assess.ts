import type { FetchOutcome } from '../fetch/outcome.js';
import type { Question } from '../fetch/question.js';
import { corsCheck } from '../standard/cors-check.js';
import { corsCheckCodes } from '../standard/decision.js';
import type { ExpectedStatus } from '../fetch/cross-origin-request.js';
import { describeVerdict, verdictsOf } from './message.js';

/**
 * What an outcome says about the question. `inconclusive` fails in both polarities: the browsers disagree, or the
 * answer proves nothing.
 */
export interface Assessment {
  readonly kind: 'allowed' | 'refused' | 'inconclusive';
  /** A line each. */
  readonly verdict: readonly string[];
}

/** @param proven Whether a control origin was let through, so that any refusal is about the origin. */
export function assess(outcome: FetchOutcome, question: Question, proven = false): Assessment {
  const verdict = [describeVerdict(outcome, question)];
  const inconclusive = (why: string): Assessment => ({ kind: 'inconclusive', verdict: [...verdict, why] });
  const decisions = new Set(verdictsOf(outcome).map(([, { allowed }]) => allowed));
  if (decisions.size > 1) return inconclusive('The browsers disagree.');
  const last = outcome.exchanges.at(-1);
  const status = last?.status ?? 0;
  if (question.status !== undefined && !matchesStatus(status, question.status)) {
    return inconclusive(`The answer is ${String(status)}, expected ${describeStatus(question.status)}.`);
  }
  const isMissing = status === 404 || status === 405;
  if (outcome.allowed) {
    if (!isMissing || !question.pathGiven || question.status !== undefined)
      return { kind: 'allowed', verdict };
    return inconclusive(
      `CORS lets it through, but nothing answers ${question.request.method} ${question.path}: ${String(status)}.`,
    );
  }
  const bare =
    last?.responseHeaders.every(([name]) => !name.toLowerCase().startsWith('access-control-')) === true;
  if ((isMissing || status === 429) && bare && question.status === undefined && !proven) {
    return inconclusive(
      `A ${String(status)} without CORS headers proves nothing about the origin: name a \`control\` origin that is allowed, or the \`status\` you expect.`,
    );
  }
  return { kind: 'refused', verdict };
}

/**
 * Whether every browser refuses by an origin rule: an Allow-Origin or Allow-Credentials fault. WebKit looks at the status
 * of a preflight first and names that; the origin rule refuses the same answer all the same.
 */
export function isRefusedByOrigin(outcome: FetchOutcome, { request }: Question): boolean {
  return verdictsOf(outcome).every(([browser, { code, phase }]) => {
    if (code !== null && originCodes.has(code.replace(/^Preflight/, ''))) return true;
    const answers = outcome.exchanges.filter(({ browsers }) => browsers.includes(browser));
    const [first] = answers;
    if (phase !== 'preflight' || first === undefined || answers.length > 1) return false;
    const { url, status, responseHeaders: headerList } = first;
    return corsCheck({ ...request, urlList: [url], redirectCount: 0 }, { url, status, headerList }) !== null;
  });
}

const originCodes: ReadonlySet<string> = new Set(corsCheckCodes);

function matchesStatus(status: number, expected: ExpectedStatus): boolean {
  if (typeof expected === 'string') return expected.startsWith(String(status)[0] ?? '');
  return typeof expected === 'number' ? status === expected : expected.includes(status);
}

function describeStatus(expected: ExpectedStatus): string {
  return typeof expected === 'object' ? expected.join(' or ') : String(expected);
}
