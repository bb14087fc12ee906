import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { decisiveExchange } from '../ask/outcome.js';
import { withWarnings } from '../ask/provenance.js';
import type { Session } from '../ask/session.js';
import { warningsBesideControl } from '../diagnosis/warnings-of-several.js';
import { withCode } from '../failure/verdict.js';
import type { Question } from '../request/question.js';
import { isSafeMethod } from '../standard/method.js';
import { type Assessment, assess, inconclusive, type Judged } from './assess.js';
import { isBlockedByOrigin } from './blocked-for.js';
import { askControl, isControlAllowed } from './control.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';

export interface Rejection {
  /** The browser's name for the rule that has to block. */
  readonly code?: string | undefined;
  /**
   * Whether any rule will do where a control origin is allowed the same request, and a request that was carried out counts
   * as blocked: the claim is that the page may not read, not that the app has rejected it.
   */
  readonly isAnyRule?: boolean;
  /** Asks whether an origin that is meant to be allowed is, where nothing else shows that the origin makes the difference. */
  readonly control?: () => Promise<boolean>;
}

export const notByOrigin = 'The origin is not the reason: this proves nothing about the origin.';

/**
 * Whether the app rejects the origin of the question: every browser blocks the request by an origin rule, and the origin is
 * what makes the difference.
 */
export async function originRejected(
  session: Session,
  question: Question,
  rejection: Rejection = {},
): Promise<Judged> {
  const control = await askControl(session, question);
  const asked = await session.ask(question);
  const decisive = [asked, control].map((outcome) => outcome && decisiveExchange(outcome));
  const outcome = withWarnings(asked, warningsBesideControl(decisive[0], decisive[1]));
  const assessment = await assessRejection({ outcome, question, control }, session, rejection);
  return { item: question.request.origin, question, outcome, assessment };
}

interface Asked {
  readonly outcome: FetchOutcome;
  readonly question: Question;
  readonly control: FetchOutcome | undefined;
}

async function assessRejection(
  { outcome, question, control }: Asked,
  session: Session,
  { code, isAnyRule = false, control: declared }: Rejection,
): Promise<Assessment> {
  const assessment = assess(outcome, question);
  if (assessment.kind !== 'blocked') return assessment;
  const isControlled = isControlAllowed(control, question);
  const isByOrigin = isBlockedByOrigin(outcome, question);
  if (isAnyRule && isControlled) return assessment;
  if (!isAnyRule && isCarriedOut(outcome)) return inconclusive(assessment, carriedOut(outcome));
  if (control !== undefined && !isControlled && (isAnyRule || isByOrigin)) {
    const why = `The control origin "${question.control ?? ''}" is blocked too: this proves nothing about the origin.`;
    return inconclusive(assessment, why);
  }
  if (!isControlled) {
    const asked = { outcome, question };
    const proven = await unlessAnyPageMeetsIt(assessment, asked, session, {
      about: 'origin',
      control: declared,
      takesControl: declared === undefined,
    });
    if (proven.kind !== 'blocked') return proven;
  }
  if (!isByOrigin) return inconclusive(assessment, notByOrigin);
  if (code !== undefined && outcome.code !== code)
    return inconclusive(assessment, `Blocked ${withCode(outcome.code)}, expected ${code}.`);
  return assessment;
}

/** The preflight let an unsafe request through, and only the response was kept from the page: the harm is done. */
function isCarriedOut({ preflighted, phase, exchanges }: FetchOutcome): boolean {
  if (!preflighted || (phase !== 'request' && phase !== 'redirect')) return false;
  return exchanges.some(
    ({ kind, method, status }) => kind === 'request' && !isSafeMethod(method) && status < 400,
  );
}

function carriedOut({ request }: FetchOutcome): string {
  return `The ${request.method} was carried out: its preflight was allowed, and only the response was blocked.`;
}
