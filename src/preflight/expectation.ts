import { inspect } from 'node:util';
import { type Assessment, assess } from '../claims/assess.js';
import { withCode } from '../failure/verdict.js';
import { reveals, shownHeader } from '../state/disclosure.js';
import { redacted } from '../text/redact.js';
import { isSecretName } from '../text/secret-name.js';
import { assessKept } from '../claims/preflight-kept.js';
import { unlessAnyPageMeetsIt } from '../claims/proves-nothing.js';
import type { Session } from '../ask/session.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import type { CorsErrorCode } from '../standard/decision.js';
import { get, type HeaderList } from '../standard/header-list.js';
import type { ReceivedBody } from '../http/received-body.js';
import { checkWithSupertest, type SupertestExpectation } from '../http/supertest-check.js';

/** The response to a preflight. */
export interface Answered {
  readonly session: Session;
  readonly outcome: FetchOutcome;
  readonly question: Question;
  /** Empty unless an expectation needs it. */
  readonly body: ReceivedBody;
  /** Whether the status is expected as well, so that a 404 is no slip in the path. */
  readonly isStatusExpected: boolean;
}

/** Something expected of the response to a preflight. */
export interface Expectation {
  /** As it is written: `expectStatus(204)`. */
  readonly call: string;
  readonly needsBody?: true;
  /** Whether it is about the status. */
  readonly pinsStatus?: boolean;
  /** What is wrong with the response; undefined if nothing is. */
  faultIn(answered: Answered): string | undefined | Promise<string | undefined>;
}

/** Every browser would go on to send the request. */
export const allowed: Expectation = {
  call: 'expectAllowed()',
  async faultIn({ session, outcome, question }) {
    const assessment = assess(outcome, question);
    const judged = await unlessAnyPageMeetsIt(assessment, { outcome, question }, session);
    return faultOf(judged, 'allowed');
  },
};

/** No browser would, and for this reason where one is given. */
export function rejected(code?: CorsErrorCode): Expectation {
  return {
    call: code === undefined ? 'expectRejected()' : `expectRejected("${code}")`,
    async faultIn({ session, outcome, question, isStatusExpected }) {
      const assessment = assess(outcome, question);
      const isPinned = isStatusExpected || code !== undefined;
      const judged = isPinned
        ? assessment
        : await unlessAnyPageMeetsIt(assessment, { outcome, question }, session, { about: 'origin' });
      const fault = faultOf(judged, 'blocked');
      if (fault !== undefined || code === undefined || outcome.code === code) return fault;
      return `blocked ${withCode(outcome.code)}`;
    },
  };
}

export function status(expected: number): Expectation {
  return {
    call: `expectStatus(${String(expected)})`,
    pinsStatus: true,
    faultIn({ outcome }) {
      const { status: actual } = headOf(outcome);
      return actual === expected ? undefined : `the status is ${String(actual)}`;
    },
  };
}

export function maxAge(seconds: number): Expectation {
  return {
    call: `expectMaxAge(${String(seconds)})`,
    faultIn: async ({ session, ...asked }) => faultOf(await assessKept(asked, session, seconds), 'allowed'),
  };
}

export function header(name: string, expected: string | RegExp): Expectation {
  return {
    call: `expectHeader(${writtenHeader(name, expected)})`,
    faultIn({ outcome }) {
      const actual = get(name, headOf(outcome).headerList);
      if (actual === null) return 'the response has no such header';
      const holds = typeof expected === 'string' ? actual === expected : new RegExp(expected).test(actual);
      return holds ? undefined : `the response has ${JSON.stringify(shownHeader(name, actual))}`;
    },
  };
}

/** What supertest's own `.expect(…)` checks. */
export function asSupertest(expected: SupertestExpectation): Expectation {
  const [field, ...value] = expected;
  const asField = typeof field === 'string' && value.length > 0 ? ([field, value[0]] as const) : undefined;
  return {
    call: `expect(${asField === undefined ? expected.map(written).join(', ') : writtenHeader(...asField)})`,
    needsBody: true,
    pinsStatus: typeof expected[0] === 'number' || Array.isArray(expected[0]),
    async faultIn({ session, outcome, question, body }) {
      const head = headOf(outcome);
      const fault = await checkWithSupertest({ ...head, body }, expected, session.deadlineFor(question));
      if (fault === undefined) return undefined;
      const message = fault instanceof Error ? fault.message : inspect(fault);
      const own: HeaderList = typeof asField?.[1] === 'string' ? [[asField[0], asField[1]]] : [];
      const quoted = [...head.headerList, ...own];
      return message
        .split('\n')
        .map((line) => withoutSecrets(line, quoted))
        .join('\n');
    },
  };
}

/** As it stands in the test. */
function written(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? 'response => …' : value.name;
  return typeof value === 'string' ? JSON.stringify(value) : inspect(value, { breakLength: Infinity });
}

function writtenHeader(name: string, value: unknown): string {
  const shown = typeof value === 'string' ? shownHeader(name, value) : value;
  const isSecret = isSecretName(name) && !reveals();
  return `${written(name)}, ${isSecret ? JSON.stringify(redacted) : written(shown)}`;
}

/** supertest's words quote what the response has, and what was expected of it. */
function withoutSecrets(text: string, headerList: HeaderList): string {
  return headerList.reduce(
    (safe, [name, value]) => (value === '' ? safe : safe.replaceAll(value, shownHeader(name, value))),
    text,
  );
}

function headOf({ exchanges }: FetchOutcome): { readonly status: number; readonly headerList: HeaderList } {
  const answer = exchanges.at(-1);
  return { status: answer?.status ?? 0, headerList: answer?.responseHeaders ?? [] };
}

function faultOf({ kind, verdict }: Assessment, wanted: 'allowed' | 'blocked'): string | undefined {
  return kind === wanted ? undefined : verdict.join('. ');
}
