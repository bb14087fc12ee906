import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { type Changes, Session } from '../ask/session.js';
import type { Exchange } from '../browser/transcript.js';
import { UsageError } from '../errors/usage-error.js';
import { verdictsOf } from '../failure/verdict.js';
import type { Deadline } from '../http/deadline.js';
import type { Question } from '../request/question.js';
import type { CorsErrorCode } from '../standard/decision.js';
import { get } from '../standard/header-list.js';
import { isSafeMethod } from '../standard/method.js';
import type { CredentialsMode } from '../standard/request.js';
import { checkRates } from './controls.js';

/** One path of an audited app, and the one session it is asked in. */
export class PathInAudit {
  private constructor(
    readonly session: Session,
    readonly question: Question,
  ) {}

  /** @throws {UsageError} `remote-target` for one that is not this machine, unless that is allowed. */
  static async of(
    target: unknown,
    question: Question,
    { deadline, allowRemote }: { readonly deadline: Deadline; readonly allowRemote: boolean },
  ): Promise<PathInAudit> {
    const check = ({ exchanges }: FetchOutcome): void => {
      checkRates(exchanges);
    };
    const session = new Session(target, { deadline, lean: true, isTraced: false, check });
    const elsewhere = await session.elsewhere(question);
    if (!allowRemote && elsewhere !== undefined) {
      throw new UsageError(
        'remote-target',
        `${elsewhere} is not this machine, and an audit sends hundreds of attack-like requests. If that is agreed, set allowRemote: true.`,
      );
    }
    return new PathInAudit(session, question);
  }

  /** A page at this origin asks; what it gets with credentials and without, by the request and by a preflight alone. */
  async ask(origin: string): Promise<Probe> {
    // A hostile origin may be the app's own.
    const session = this.session.derive({ isShared: true, allowsSameOrigin: true });
    const question = { ...this.question, request: { ...this.question.request, origin } };
    const isSent = isSafeMethod(question.request.method);
    return {
      origin,
      request: isSent ? await judge(session, question, 'request') : undefined,
      preflight: await judge(session, question, 'preflight'),
    };
  }

  /** The same exchange with other headers, and judged by nobody. */
  repeat(exchange: Exchange, changes: Changes): Promise<Exchange> {
    return this.session.repeat(this.question, exchange, changes);
  }
}

async function judge(session: Session, question: Question, kind: Exchange['kind']): Promise<ProbeResult> {
  const own = await ask(session, question, kind, 'include');
  const isLetIn = isAnyAllowed(own);
  // An origin that is allowed with credentials is allowed without them, and most rejections depend on neither.
  const isSame = isLetIn || verdictsOf(own).every(([, { code }]) => code && whateverTheMode.has(code));
  const bare = isSame && question.cookies.length === 0 ? own : await ask(session, question, kind, 'omit');
  const asked = question.request.credentialsMode === 'include' ? own : bare;
  return {
    exchanges: bare === own ? own.exchanges : [...own.exchanges, ...bare.exchanges],
    withCredentials: isLetIn,
    withoutCredentials: isAnyAllowed(bare),
    refusal: asked.code,
  };
}

function isAnyAllowed(outcome: FetchOutcome): boolean {
  return verdictsOf(outcome).some(([, { allowed }]) => allowed);
}

async function ask(
  session: Session,
  { cookies, browsers, ...asked }: Question,
  kind: Exchange['kind'],
  credentialsMode: CredentialsMode,
): Promise<FetchOutcome> {
  const question = { ...asked, cookies, browsers, request: { ...asked.request, credentialsMode } };
  const { origin } = question.request;
  // Where all browsers send the same bytes, one response is the response to all.
  const isSentAlike = asked.request.headerList.length === 0 && cookies.length === 0;
  const first = isSentAlike ? browsers.slice(0, 1) : browsers;
  const withoutCookies = cookies.length === 0 ? { jars: () => new Map() } : {};
  const send = (some: Question['browsers']): Promise<FetchOutcome> =>
    session[kind === 'request' ? 'askWhole' : 'preflight']({ ...question, browsers: some }, withoutCookies);
  const outcome = await send(first);
  const isEnough = first === browsers || !outcome.exchanges.some((exchange) => mayMatch(exchange, origin));
  return isEnough ? outcome : send(browsers);
}

/**
 * Whether a CORS check could end well. Nearly all responses to strangers hold neither their origin nor `*`: no further
 * browser needs to be asked what it makes of those.
 */
function mayMatch({ responseHeaders }: Exchange, origin: string): boolean {
  const value = get('access-control-allow-origin', responseHeaders);
  return value !== null && (value.includes('*') || value.includes(origin));
}

/** Refusals that are the same with credentials and without. */
const whateverTheMode: ReadonlySet<CorsErrorCode> = new Set([
  'MissingAllowOriginHeader',
  'AllowOriginMismatch',
  'PreflightMissingAllowOriginHeader',
  'PreflightAllowOriginMismatch',
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
]);

/** What a page at an origin gets. */
export interface Probe {
  readonly origin: string;
  /** Undefined for an unsafe method, which is judged by its preflight alone. */
  readonly request: ProbeResult | undefined;
  readonly preflight: ProbeResult;
}

export interface ProbeResult {
  readonly exchanges: readonly Exchange[];
  /** Whether any browser allows the page to read it, sent with the user's cookies. */
  readonly withCredentials: boolean;
  /** The same, sent without. */
  readonly withoutCredentials: boolean;
  /** Why a browser blocks it, with the credentials mode of the question; null where none does. */
  readonly refusal: CorsErrorCode | null;
}
