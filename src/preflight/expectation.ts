import { type Assessment, assess } from '../assertion/assess.js';
import { assessLifetime } from '../assertion/preflight-lifetime.js';
import type { FetchOutcome } from '../fetch/outcome.js';
import type { Question } from '../fetch/question.js';
import type { CorsErrorCode } from '../standard/decision.js';
import { get } from '../standard/header-list.js';
import { escapeForTerminal } from '../text/escape.js';

/** Something expected of the answer to a preflight. */
export interface Expectation {
  /** As it is written: `expectStatus(204)`. */
  readonly call: string;
  /** What is wrong with the answer; undefined if nothing is. */
  faultIn(outcome: FetchOutcome, question: Question): string | undefined;
}

/** Every browser would go on to send the request. */
export const allowed: Expectation = {
  call: 'expectAllowed()',
  faultIn: (outcome, question) => faultOf(assess(outcome, question), 'allowed'),
};

/** No browser would, and for this reason where one is given. */
export function rejected(code?: CorsErrorCode): Expectation {
  return {
    call: code === undefined ? 'expectRejected()' : `expectRejected("${code}")`,
    faultIn(outcome, question) {
      const fault = faultOf(assess(outcome, question), 'refused');
      if (fault !== undefined || code === undefined || outcome.code === code) return fault;
      return `refused as ${outcome.code ?? 'what has no name in CORS'}`;
    },
  };
}

export function status(expected: number): Expectation {
  return {
    call: `expectStatus(${String(expected)})`,
    faultIn({ exchanges }) {
      const actual = exchanges.at(-1)?.status ?? 0;
      return actual === expected ? undefined : `the answer is ${String(actual)}`;
    },
  };
}

export function maxAge(seconds: number): Expectation {
  return {
    call: `expectMaxAge(${String(seconds)})`,
    faultIn(outcome, question) {
      const assessment = assessLifetime(outcome, question, seconds);
      return assessment.kind === 'allowed' ? undefined : assessment.verdict.join('. ');
    },
  };
}

export function header(name: string, expected: string | RegExp): Expectation {
  return {
    call: `expectHeader(${JSON.stringify(name)}, ${typeof expected === 'string' ? JSON.stringify(expected) : String(expected)})`,
    faultIn({ exchanges }) {
      const actual = get(name, exchanges.at(-1)?.responseHeaders ?? []);
      if (actual === null) return 'the answer has no such header';
      const holds = typeof expected === 'string' ? actual === expected : new RegExp(expected).test(actual);
      return holds ? undefined : escapeForTerminal(`the answer has ${JSON.stringify(actual)}`);
    },
  };
}

function faultOf({ kind, verdict }: Assessment, wanted: 'allowed' | 'refused'): string | undefined {
  return kind === wanted ? undefined : verdict.join('. ');
}
