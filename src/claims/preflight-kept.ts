import { type BrowserName, displayNames } from '../browser/browser-name.js';
import { implementations } from '../browser/implementations.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Question } from '../request/question.js';
import { responseAsRead } from '../standard/as-implemented.js';
import { preflightLifetime } from '../standard/cors-preflight-cache.js';
import { enumerate, plural } from '../text/sentence.js';
import type { Session } from '../ask/session.js';
import { type Assessment, assess, inconclusive, type Judged } from './assess.js';
import { unlessAnyPageMeetsIt } from './proves-nothing.js';
import { verdictsOf } from '../failure/verdict.js';

/** Whether each browser keeps the preflight for so many seconds, or for as many as it ever does. */
export async function preflightKept(session: Session, question: Question, seconds: number): Promise<Judged> {
  const outcome = await session.preflight(question);
  return {
    item: question.request.origin,
    question,
    outcome,
    assessment: await assessKept({ outcome, question }, session, seconds),
  };
}

/** A blocked preflight is not kept, which proves nothing about how long it would be. */
export async function assessKept(
  asked: { readonly outcome: FetchOutcome; readonly question: Question },
  session: Session,
  seconds: number,
): Promise<Assessment> {
  const assessment = assess(asked.outcome, asked.question);
  if (assessment.kind === 'allowed') return assessLifetime(asked.outcome, asked.question, seconds);
  const proven = await unlessAnyPageMeetsIt(assessment, asked, session);
  const why = 'A blocked preflight is not cached: this proves nothing about how long it would be.';
  return proven.kind === 'blocked' ? inconclusive(assessment, why) : proven;
}

/** How long a browser keeps a preflight that is allowed, and how long at most, in seconds. */
interface Lifetime {
  readonly browser: BrowserName;
  readonly seconds: number;
  readonly limit: number;
}

/** The lifetimes of the preflight in an outcome: zero where it is refused. */
function lifetimesOf(outcome: FetchOutcome, { request }: Question): Lifetime[] {
  return verdictsOf(outcome).map(([browser, { phase }]) => {
    const implementation = implementations[browser];
    const limit = implementation.preflightCache.maxAgeLimit ?? Infinity;
    const preflight = outcome.exchanges.find(
      ({ kind, browsers }) => kind === 'preflight' && browsers.includes(browser),
    );
    if (preflight === undefined || phase === 'preflight') return { browser, seconds: 0, limit };
    const { url, status, responseHeaders: headerList } = preflight;
    const response = responseAsRead({ url, status, headerList }, implementation);
    const record = { ...request, urlList: [url] as const, redirectCount: 0 };
    return { browser, seconds: preflightLifetime(record, response, implementation), limit };
  });
}

function assessLifetime(outcome: FetchOutcome, question: Question, seconds: number): Assessment {
  const lifetimes = lifetimesOf(outcome, question);
  const matching = lifetimes.filter((one) => one.seconds === Math.min(seconds, one.limit));
  const kind =
    matching.length === lifetimes.length ? 'allowed' : matching.length === 0 ? 'blocked' : 'inconclusive';
  const verdict = [describeKept(lifetimes), ...limitsBelow(lifetimes, seconds)];
  return { kind, verdict, ...(kind !== 'allowed' && { lack: { maxAge: seconds } }) };
}

function describeKept(lifetimes: readonly Lifetime[]): string {
  const parts = [...new Set(lifetimes.map(({ seconds }) => seconds))].map((seconds) => {
    const keeping = lifetimes.filter((one) => one.seconds === seconds);
    return `${plural(seconds, 'second')} by ${enumerate(keeping.map(({ browser }) => displayNames[browser]))}`;
  });
  return `cached for ${enumerate(parts)}`;
}

function limitsBelow(lifetimes: readonly Lifetime[], seconds: number): string[] {
  return lifetimes
    .filter(({ limit }) => limit < seconds)
    .map(
      ({ browser, limit }) =>
        `${displayNames[browser]} caches a preflight for at most ${plural(limit, 'second')}.`,
    );
}
