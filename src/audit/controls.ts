import { shownUrl } from '../state/disclosure.js';
import type { Session } from '../ask/session.js';
import { assess } from '../claims/assess.js';
import { allowOriginOf, type Exchange } from '../browser/transcript.js';
import { checkConclusive } from '../claims/proves-nothing.js';
import { InconclusiveError } from '../errors/inconclusive-error.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { isSafeMethod } from '../standard/method.js';
import type { AuditFinding } from './audit-report.js';
import { escapeForTerminal } from '../text/escape.js';

/** What a trusted origin gets: only if it is allowed does rejecting others prove anything. */
export interface Control {
  readonly origin: string;
  readonly isLetIn: boolean;
  /** Why not, in words. */
  readonly verdict: string;
  readonly outcome: FetchOutcome;
}

/** Asks as a page at a trusted origin. The preflight alone where the method is not to be sent. */
export async function askControl(session: Session, asked: Question, origin: string): Promise<Control> {
  const question = { ...asked, request: { ...asked.request, origin } };
  const isSafe = isSafeMethod(question.request.method);
  const outcome = await (isSafe ? session.ask(question) : session.preflight(question));
  const { kind, verdict } = assess(outcome, question);
  const code = outcome.code === null ? '' : ` (${outcome.code})`;
  return {
    origin,
    isLetIn: kind === 'allowed',
    verdict: `${verdict.join('. ').replace(/\.$/, '')}${code}`,
    outcome,
  };
}

const allowOriginIn = ({ outcome }: Control): string | null => allowOriginOf(outcome.exchanges.at(-1));

/** The same page twice: a check that remembers something allows it every other time. */
export function isUnstable(first: Control, second: Control): boolean {
  return first.isLetIn !== second.isLetIn || allowOriginIn(first) !== allowOriginIn(second);
}

/**
 * @param findings Mistakes in the responses, where they were looked for.
 * @throws {InconclusiveError} `control-blocked`: then no origin is known to be rejected for what it is.
 */
export function checkControl(
  { origin, isLetIn, verdict }: Control,
  { path }: Question,
  when: string,
  findings: readonly AuditFinding[] = [],
): void {
  if (isLetIn) return;
  const found = findings.flatMap(({ id, message, fix }) => [`  ${id}: ${message}`, `    ${fix}`]);
  throw new InconclusiveError(
    'control-blocked',
    [
      `The trusted origin "${origin}" is not allowed on ${shownUrl(path)}, ${when}: ${verdict}. Until it is, rejecting other origins proves nothing. To see why, run await expect(app).toAllowOrigin("${origin}", …).`,
      ...found,
    ]
      .map(escapeForTerminal)
      .join('\n'),
  );
}

/**
 * Every page meets a rate limiter or an app that is overloaded.
 *
 * @throws {InconclusiveError} `rate-limited`, `unavailable`.
 */
export function checkRates(exchanges: readonly Exchange[]): void {
  for (const { status, method, url } of exchanges) {
    checkConclusive(status, () => escapeForTerminal(`${method} ${shownUrl(new URL(url).pathname)}`));
  }
}
